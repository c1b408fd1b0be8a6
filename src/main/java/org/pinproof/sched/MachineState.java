package org.pinproof.sched;

import java.util.function.IntPredicate;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Step;

/** The state of a program as plain data: reading it, copying it, going back to a copy, and hashing it. */
abstract class MachineState implements MachineView {

    private static final int WORDS_PER_TASK = 7;
    private static final int REFERENCES_PER_TASK = 2;
    private static final AccessKind[] KINDS = AccessKind.values();

    final Program program;
    final MemoryLayout layout;
    final long[] cells;
    final TaskState[] tasks;

    private final long[] initial;

    MachineState(Program program, Limits limits) {
        this.program = program;
        this.layout = program.layout();
        this.cells = new long[layout.size()];
        this.initial =
                layout.cells().stream().mapToLong(MemoryLayout.Cell::initial).toArray();
        this.tasks = new TaskState[program.tasks()];
        if (tasks.length > 31) {
            throw new IllegalArgumentException("program " + program.name() + " has " + tasks.length
                    + " tasks; the engine schedules at most 31, one bit each");
        }
        for (int task = 0; task < tasks.length; task++) {
            tasks[task] = new TaskState(program, task, limits.accessesPerOperation());
        }
    }

    final void clear() {
        System.arraycopy(initial, 0, cells, 0, cells.length);
        for (TaskState task : tasks) {
            task.restart();
        }
    }

    @Override
    public final Program program() {
        return program;
    }

    @Override
    public final long cell(int cell) {
        return cells[cell];
    }

    @Override
    public final int register(int task, int register) {
        return tasks[task].registers.get(register);
    }

    @Override
    public final int committed(int task, int register) {
        return tasks[task].registers.committed(register);
    }

    @Override
    public final boolean idle(int task) {
        return tasks[task].operation == null;
    }

    @Override
    public final int operationIndex(int task) {
        return tasks[task].index;
    }

    @Override
    public final int operationId(int task) {
        return tasks[task].id;
    }

    @Override
    public final Operation operation(int task) {
        return tasks[task].operation;
    }

    @Override
    public final AccessKind pendingKind(int task) {
        return idle(task) ? null : tasks[task].kind;
    }

    @Override
    public final Step pendingStep(int task) {
        return idle(task) ? null : tasks[task].step;
    }

    @Override
    public final int pendingCell(int task) {
        return tasks[task].cell;
    }

    @Override
    public final boolean pendingWrites(int task) {
        TaskState state = tasks[task];
        return switch (state.kind) {
            case READ, AWAIT, FENCE, LOCAL -> false;
            case AWAIT_AND_ADD, WRITE, UPDATE, LOCK, LOCKED, UNLOCK -> true;
            case COMPARE_AND_SET -> cells[state.cell] == state.expected;
            case ADD_UNLESS_ZERO -> cells[state.cell] != 0;
        };
    }

    /** {@return the condition that the task's pending access waits for, or null if it has none} */
    public final IntPredicate pendingCondition(int task) {
        return !idle(task) && tasks[task].kind.hasCondition() ? tasks[task].until : null;
    }

    @Override
    public final int logLength(int task) {
        return tasks[task].length;
    }

    @Override
    public final Step logStep(int task, int entry) {
        return tasks[task].steps[entry];
    }

    @Override
    public final int logCell(int task, int entry) {
        return tasks[task].logCells[entry];
    }

    @Override
    public final long logResult(int task, int entry) {
        return tasks[task].results[entry];
    }

    /** {@return the state as data of its own} */
    public final Snapshot snapshot() {
        Snapshot snapshot = new Snapshot();
        snapshotInto(snapshot);
        return snapshot;
    }

    /** Overwrites a snapshot with the state; for searches that keep one per depth. */
    public final void snapshotInto(Snapshot snapshot) {
        int words = cells.length;
        int references = 0;
        for (TaskState task : tasks) {
            words += WORDS_PER_TASK + task.registers.count() + 2 * task.length;
            references += REFERENCES_PER_TASK + task.length;
        }
        snapshot.reserve(words, references, tasks.length);
        System.arraycopy(cells, 0, snapshot.words, 0, cells.length);
        snapshot.wordCount = cells.length;
        snapshot.referenceCount = 0;
        for (TaskState task : tasks) {
            save(task, snapshot);
        }
    }

    private void save(TaskState task, Snapshot into) {
        long[] words = into.words;
        int at = into.wordCount;
        words[at++] = task.index;
        words[at++] = task.id;
        words[at++] = task.called ? 1 : 0;
        words[at++] = task.kind.ordinal();
        words[at++] = task.cell;
        words[at++] = task.expected;
        words[at++] = task.length;
        for (int i = 0; i < task.length; i++) {
            words[at++] = task.results[i];
            words[at++] = task.logCells[i];
        }
        into.wordCount = task.registers.save(words, at);
        into.conditions[task.number] = pendingCondition(task.number);
        Object[] references = into.references;
        int next = into.referenceCount;
        references[next++] = task.operation;
        references[next++] = task.step;
        System.arraycopy(task.steps, 0, references, next, task.length);
        into.referenceCount = next + task.length;
    }

    final void load(Snapshot snapshot) {
        System.arraycopy(snapshot.words, 0, cells, 0, cells.length);
        int word = cells.length;
        int reference = 0;
        for (TaskState task : tasks) {
            word = load(task, snapshot, word, reference);
            reference += REFERENCES_PER_TASK + task.length;
        }
    }

    private int load(TaskState task, Snapshot from, int word, int reference) {
        long[] words = from.words;
        int at = word;
        task.index = (int) words[at++];
        task.id = (int) words[at++];
        task.called = words[at++] != 0;
        task.kind = KINDS[(int) words[at++]];
        task.cell = (int) words[at++];
        task.expected = words[at++];
        task.length = (int) words[at++];
        task.reserve(task.length);
        for (int i = 0; i < task.length; i++) {
            task.results[i] = words[at++];
            task.logCells[i] = (int) words[at++];
        }
        task.operation = (Operation) from.references[reference];
        task.step = (Step) from.references[reference + 1];
        task.until = from.conditions[task.number];
        System.arraycopy(from.references, reference + REFERENCES_PER_TASK, task.steps, 0, task.length);
        return task.registers.load(words, at);
    }

    /**
     * Adds the state to a fingerprint: cells, and per task operation, log and committed registers.
     *
     * <p>The pending access and the working registers are left out because these determine them.
     */
    public final void fingerprintInto(Fingerprint fingerprint) {
        for (long cell : cells) {
            fingerprint.add(cell);
        }
        for (TaskState task : tasks) {
            fingerprint.add((long) task.index << 32 | task.id & 0xffff_ffffL);
            fingerprint.add((long) task.length << 2 | (task.called ? 2 : 0) | (task.operation == null ? 1 : 0));
            for (int i = 0; i < task.length; i++) {
                fingerprint.add(task.results[i]);
            }
            for (int i = 0; i < task.registers.count(); i++) {
                fingerprint.add(task.registers.committed(i));
            }
        }
    }
}
