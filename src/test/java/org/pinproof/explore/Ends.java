package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.TreeSet;
import java.util.function.Consumer;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Program;

/** The set of states that a program can end in, as texts to compare. */
final class Ends {

    static final long MOST = 2_000_000;

    private Ends() {}

    static TreeSet<String> of(Program program, Strategy strategy) {
        TreeSet<String> ends = new TreeSet<>();
        Result result = new Exploration<>(new Machine(program), strategy, MOST, Untagged.INSTANCE, into(ends))
                .runningAll()
                .run();
        assertFalse(result instanceof Result.Bounded, result::toString);
        return ends;
    }

    static TreeSet<String> ofStates(Program program) {
        TreeSet<String> ends = new TreeSet<>();
        Result result = new StatefulSearch<>(new Machine(program), MOST, Untagged.INSTANCE, into(ends))
                .visitingAll()
                .run();
        assertFalse(result instanceof Result.Bounded, result::toString);
        return ends;
    }

    /** Cells, and per task its position, pending step and registers. */
    static Consumer<MachineView> into(TreeSet<String> ends) {
        return end -> {
            StringBuilder state = new StringBuilder();
            for (int cell = 0; cell < end.program().layout().size(); cell++) {
                state.append(end.cell(cell)).append(' ');
            }
            for (int task = 0; task < end.program().tasks(); task++) {
                state.append("| ").append(end.operationIndex(task)).append(' ');
                state.append(end.pendingStep(task));
                for (int register = 0; register < end.program().registers(task); register++) {
                    state.append(' ').append(end.register(task, register));
                }
            }
            ends.add(state.toString());
        };
    }
}
