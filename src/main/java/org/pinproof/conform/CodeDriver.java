package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;
import org.pinproof.sched.Snapshot;
import org.pinproof.sched.SourceLocation;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/**
 * The code, made to take the steps that the specification names: an action that begins a call gives it to an idle task, any
 * other must be the very step its task stands before.
 */
final class CodeDriver {
    private final SpecifiedCode code;
    private final Program program;
    private final Machine machine;

    /** @param code with every task idle */
    CodeDriver(SpecifiedCode code) {
        this.code = code;
        this.program = code.program();
        this.machine = new Machine(program);
    }

    /**
     * What came of asking the code for a step.
     *
     * @param taken the action the code took, named by the code; empty if it could not take the wanted one
     * @param standsBefore the step that the task stands before instead, in words
     */
    record Asked(Optional<ActionCall> taken, String standsBefore) {}

    /** Asks for one step; if the code cannot take it, nothing but the beginning of a call has happened. */
    Asked ask(ActionCall wanted) {
        int task = TaskNames.number(wanted);
        Optional<SpecifiedCode.Begun> begun = code.begins(wanted);
        boolean between = machine.idle(task);
        if (between && begun.isPresent()) {
            machine.begin(task, begun.get().operation(), begun.get().id());
        }
        // In the middle of a call the same step may go on with it: a walk faults as a store does.
        if (between && begun.isEmpty() || !stands(task, wanted.name())) {
            return new Asked(Optional.empty(), standsBefore(task));
        }
        SpecifiedCode.Pending pending = code.pending(machine, task);
        machine.step(task);
        return new Asked(Optional.of(pending.taken(machine)), "");
    }

    private boolean stands(int task, String step) {
        return canStep(task) && machine.pendingStep(task).name().equals(step);
    }

    /** {@return what the task would do next, for people} */
    String standsBefore(int task) {
        if (machine.idle(task)) {
            return "nothing: it is between calls";
        }
        return machine.pendingStep(task).name()
                + (canStep(task)
                        ? ""
                        : " and waits for "
                                + program.layout()
                                        .cell(machine.pendingCell(task))
                                        .name());
    }

    /** {@return where in the code the task's next step is} */
    Optional<String> source(int task) {
        return machine.locate(task).map(SourceLocation::toString);
    }

    boolean canStep(int task) {
        return (machine.enabled() >> task & 1) != 0;
    }

    boolean isIdle(int task) {
        return machine.idle(task);
    }

    int tasks() {
        return program.tasks();
    }

    ImmutableSortedMap<String, Value> state() {
        return code.project(machine);
    }

    Snapshot snapshot() {
        return machine.snapshot();
    }

    void restore(Snapshot snapshot) {
        machine.restore(snapshot);
    }
}
