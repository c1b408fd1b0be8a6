package org.pinproof.sched;

import java.util.Optional;

/**
 * Runs a program one step at a time: the engine.
 *
 * <p>Two ways to drive it. {@link #step} takes the next step of one task, and {@link #snapshotInto}/{@link #restore} go back: for
 * searches. {@link #run} takes a whole execution, asking a {@link Picker} before every step: for sampling and replay; a
 * task that is picked several times in a row runs on without being interrupted, which is where most of its speed is from.
 *
 * <p>In <em>dynamic mode</em> the program gives its tasks no operations (or the task has finished them) and the caller
 * does, with {@link #begin}.
 *
 * <p>A machine that threw must be {@link #reset} or restored before it is used again.
 */
public final class Machine extends MachineState {

    private final Limits limits;
    private final SimMemory memory;
    private final Trail trail = new Trail();
    private final Heartbeat heartbeat;

    // run(): who decides, and what was decided last
    private Picker picker;
    private int chosen = Picker.ABANDON;
    private Ending ending;
    // still set if the picker threw: then what comes through an operation's frames is not the operation's failure
    private boolean picking;

    /** Makes a machine with the default limits, in the program's initial state. */
    public Machine(Program program) {
        this(program, Limits.DEFAULT);
    }

    /** Makes a machine in the program's initial state. */
    public Machine(Program program, Limits limits) {
        this(program, limits, new Heartbeat());
    }

    /**
     * Makes a machine in the program's initial state.
     *
     * @param heartbeat counts the machine's steps; see {@link Watchdog}
     */
    public Machine(Program program, Limits limits, Heartbeat heartbeat) {
        super(program, limits);
        this.heartbeat = heartbeat;
        this.limits = limits;
        this.memory = new SimMemory(cells, layout, this::keepsTurn);
        reset();
    }

    /** Goes back to the initial state: all tasks before their first access. */
    public void reset() {
        picker = null;
        trail.clear();
        memory.footprint.clear();
        clear();
        for (TaskState task : tasks) {
            if (task.operation != null) {
                advance(task, false);
            }
        }
    }

    /** {@return one bit per task that can take a step: it has an operation, and the lock or the value it waits for is there} */
    public int enabled() {
        int mask = 0;
        for (int i = 0; i < tasks.length; i++) {
            TaskState task = tasks[i];
            if (task.operation != null && (!task.kind.waits() || task.ready(cells[task.cell]))) {
                mask |= 1 << i;
            }
        }
        return mask;
    }

    /** {@return whether no task has anything left to do} */
    public boolean finished() {
        for (TaskState task : tasks) {
            if (task.operation != null) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes the task's pending step and runs it up to its next access.
     *
     * @throws IllegalStateException if the task is not enabled
     * @throws RunawayTaskException if its operation exceeds {@link Limits#accessesPerOperation}
     * @throws TaskFailedException if its operation throws
     * @throws NondeterminismException if its operation does not repeat what it did before
     */
    public void step(int task) {
        requireStill("step");
        if ((enabled() >> task & 1) == 0) {
            throw new IllegalStateException("task " + tasks[task].name + " cannot take a step: it "
                    + (idle(task)
                            ? "has no operation"
                            : "waits for " + layout.cell(pendingCell(task)).name())
                    + ". Step only tasks of Machine.enabled().");
        }
        heartbeat.beat();
        advance(tasks[task], true);
    }

    /**
     * Runs one execution from the initial state.
     *
     * @throws RunawayTaskException also if the execution exceeds {@link Limits#stepsPerExecution}
     */
    public Ending run(Picker by) {
        requireStill("run");
        reset();
        picker = by;
        picking = false;
        try {
            choose();
            while (chosen >= 0) {
                TaskState task = tasks[chosen];
                advance(task, true);
                if (task.operation == null) {
                    choose();
                }
            }
            return ending;
        } finally {
            picker = null;
        }
    }

    /** {@return the picks of the execution that {@link #run} is in, or made last} */
    public Trail trail() {
        return trail;
    }

    /** {@return what the step taken last touched; valid until the next step} */
    public Footprint footprint() {
        return memory.footprint;
    }

    /** Goes back to a state. */
    public void restore(Snapshot snapshot) {
        requireStill("restore");
        load(snapshot);
    }

    /**
     * Gives an idle task an operation and runs it up to its first access.
     *
     * @param id what identifies the operation in the state: two operations with the same id must be the same
     * @throws IllegalStateException if the task has an operation already
     */
    public void begin(int task, Operation operation, int id) {
        requireStill("begin");
        if (!idle(task)) {
            throw new IllegalStateException("task " + tasks[task].name + " is still in operation "
                    + tasks[task].operation.name() + ": begin an operation only on an idle task");
        }
        tasks[task].begin(operation, id);
        advance(tasks[task], false);
    }

    /** {@return the line of code that makes the task's pending access, or nothing if the task is idle} */
    public Optional<SourceLocation> locate(int task) {
        if (idle(task)) {
            return Optional.empty();
        }
        TaskState runner = memory.task;
        int position = memory.position;
        memory.locating = true;
        try {
            advance(tasks[task], false);
            return Optional.of(memory.located);
        } finally {
            memory.locating = false;
            // A picker may ask in the middle of a run-on: the running operation must find its place again.
            memory.enter(runner, false);
            memory.position = position;
        }
    }

    private void advance(TaskState task, boolean grant) {
        memory.enter(task, grant);
        task.registers.reset();
        int empty = 0;
        try {
            do {
                task.operation.run(memory, task.registers);
                requireStraight(task);
                empty = task.length == 0 ? empty + 1 : 0;
                if (empty > limits.accessesPerOperation()) {
                    throw RunawayTaskException.ofEmptyOperations(task, empty - 1);
                }
                task.complete();
                memory.position = 0;
            } while (task.operation != null);
        } catch (Pause pause) {
            // At its next access: everything worth knowing is in the task's state.
        } catch (RunawayTaskException | NondeterminismException cut) {
            throw cut;
        } catch (RuntimeException | AssertionError thrown) {
            if (picking) {
                throw thrown;
            }
            throw new TaskFailedException(task, thrown);
        }
    }

    private void requireStraight(TaskState task) {
        if (memory.paused) {
            throw new IllegalStateException(
                    "the operation returned after the engine had paused it: it catches Throwable"
                            + " or Error. Let the engine's pause through.");
        }
        if (memory.granted || memory.position != task.length) {
            throw new NondeterminismException(
                    "task " + task.name + " re-executing operation " + task.operation.name(),
                    task.length + 1 + " accesses or more",
                    "its end after " + memory.position);
        }
    }

    private boolean keepsTurn(TaskState task) {
        if (picker == null || chosen < 0) {
            return false;
        }
        choose();
        return chosen == task.number;
    }

    private void choose() {
        heartbeat.beat();
        int mask = enabled();
        if (mask == 0) {
            ending = finished() ? Ending.FINISHED : Ending.DEADLOCKED;
            chosen = Picker.ABANDON;
            return;
        }
        picking = true;
        int next = picker.pick(this, mask);
        picking = false;
        chosen = next;
        if (next < 0) {
            ending = Ending.ABANDONED;
            return;
        }
        if ((mask >> next & 1) == 0) {
            throw new IllegalStateException("the picker chose task number " + next + ", which is not enabled");
        }
        if (trail.length() == limits.stepsPerExecution()) {
            throw RunawayTaskException.ofExecution(limits.stepsPerExecution(), tasks[next]);
        }
        trail.add(next);
    }

    private void requireStill(String what) {
        if (picker != null) {
            throw new IllegalStateException(
                    what + " while an execution runs: a picker may look at the machine, not move it");
        }
    }
}
