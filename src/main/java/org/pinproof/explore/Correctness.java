package org.pinproof.explore;

import java.util.StringJoiner;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Program;

/** Asks a program what is wrong with a state, and adds what is wrong with any: that nobody can go on. */
final class Correctness {

    private Correctness() {}

    /** {@return what is wrong with a state in which no task is enabled, or null} */
    static String ofFinal(Machine machine) {
        return machine.finished() || machine.program().isAtRest(machine)
                ? machine.program().violation(machine)
                : deadlock(machine);
    }

    /** {@return what is wrong with any state, or null} */
    static String ofStep(Machine machine) {
        return machine.program().stepViolation(machine);
    }

    /** {@return whether the program has a property of states between steps; a program that wraps another counts as having one} */
    static boolean checksSteps(Program program) {
        try {
            return program.getClass()
                            .getMethod("stepViolation", MachineView.class)
                            .getDeclaringClass()
                    != Program.class;
        } catch (NoSuchMethodException impossible) {
            throw new LinkageError("Program.stepViolation is gone", impossible);
        }
    }

    private static String deadlock(MachineView machine) {
        Program program = machine.program();
        MemoryLayout layout = program.layout();
        StringJoiner waiting = new StringJoiner("; ", "deadlock: ", "");
        for (int task = 0; task < program.tasks(); task++) {
            if (!machine.idle(task)) {
                waiting.add(program.taskName(task) + " at "
                        + machine.pendingStep(task).name() + " waits for "
                        + layout.cell(machine.pendingCell(task)).name() + ", " + why(machine, task));
            }
        }
        return waiting.toString();
    }

    private static String why(MachineView machine, int task) {
        int value = machine.intCell(machine.pendingCell(task));
        if (machine.pendingKind(task).hasCondition()) {
            return "which is " + value;
        }
        int holder = value - 1;
        return "held by " + (holder == task ? "itself" : machine.program().taskName(holder));
    }
}
