package org.pinproof.sched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.pinproof.kernel.mm.Step;

/** All that one task remembers: where it is, what the operation in progress has seen, and what it will do next. */
final class TaskState {

    /** The cell of a step that has none. */
    static final int NO_CELL = -1;

    private static final int INITIAL_LOG = 16;

    final int number;
    final String name;
    final Registers registers;

    private final Program program;
    private final int mostAccesses;
    // Asked of the program once each: operations are values, and asking again would allocate on every execution.
    private final List<Operation> known = new ArrayList<>();

    Operation operation;
    int index;
    int id;
    // whether the operation in progress came from begin(): then it enters the state by the caller's id
    boolean called;

    // the log: invariant: entries [0, length) are the results of this operation's steps so far
    long[] results;
    Step[] steps;
    int[] logCells;
    int length;

    // the pending access; meaningful while operation != null
    AccessKind kind = AccessKind.LOCAL;
    Step step;
    int cell = NO_CELL;
    long expected;
    // what an access that has a condition waits for; by then re-execution may have made another instance of it, which
    // must answer alike
    IntPredicate until;

    TaskState(Program program, int number, int mostAccesses) {
        this.program = program;
        this.number = number;
        this.name = program.taskName(number);
        this.registers = new Registers(program.registers(number));
        this.mostAccesses = mostAccesses;
        int room = Math.min(INITIAL_LOG, mostAccesses);
        this.results = new long[room];
        this.steps = new Step[room];
        this.logCells = new int[room];
    }

    void restart() {
        registers.clear();
        length = 0;
        enter(0);
    }

    /** Ends the operation in progress: its register writes count, its log is forgotten. */
    void complete() {
        registers.commit();
        length = 0;
        enter(called ? index : index + 1);
    }

    /** Gives an idle task an operation that is not the program's. */
    void begin(Operation next, int callersId) {
        operation = next;
        id = callersId;
        called = true;
    }

    private void enter(int next) {
        index = next;
        id = next;
        called = false;
        while (known.size() <= next) {
            known.add(program.operation(number, known.size()));
        }
        operation = known.get(next);
        if (operation == null) {
            await(AccessKind.LOCAL, null, NO_CELL, 0);
        }
    }

    void await(AccessKind nextKind, Step nextStep, int nextCell, long nextExpected) {
        kind = nextKind;
        step = nextStep;
        cell = nextCell;
        expected = nextExpected;
    }

    /** {@return whether the pending access, which waits, need not wait while its cell has this value} */
    boolean ready(long value) {
        return kind.hasCondition() ? until.test((int) value) : value == 0;
    }

    void record(Step taken, int takenCell, long result) {
        int at = length;
        if (at == results.length) {
            grow();
        }
        results[at] = result;
        steps[at] = taken;
        logCells[at] = takenCell;
        length = at + 1;
    }

    /** {@return an access of this task in words} */
    String describe(Step taken, int takenCell) {
        return taken.name()
                + (takenCell < 0
                        ? ""
                        : " on " + program.layout().cell(takenCell).name());
    }

    private void grow() {
        if (length >= mostAccesses) {
            throw RunawayTaskException.ofOperation(this, mostAccesses);
        }
        reserve(Math.min(2 * length, mostAccesses));
    }

    /** Makes room for a log of this length. */
    void reserve(int entries) {
        if (entries > results.length) {
            results = Arrays.copyOf(results, entries);
            steps = Arrays.copyOf(steps, entries);
            logCells = Arrays.copyOf(logCells, entries);
        }
    }
}
