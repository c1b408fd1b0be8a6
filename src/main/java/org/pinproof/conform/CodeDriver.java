package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupOperation;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Snapshot;
import org.pinproof.sched.SourceLocation;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/**
 * The code, made to take the steps that the specification names: an action that begins a call gives it to an idle task, any
 * other must be the very step its task stands before.
 */
final class CodeDriver {
    private final GupProgram program;
    private final Machine machine;
    private final GupMapping mapping;
    private final GupActions actions;
    private final Map<GupCall, Integer> ids = new HashMap<>();
    private final Map<GupCall, GupOperation> operations = new HashMap<>();

    /** Starts with every task idle, in this shape, with the correct walker or a mutant. */
    CodeDriver(GupShape shape, int tasks, GupMutant mutant) {
        program = new GupProgram(GupScript.idle(shape, tasks, mutant));
        machine = new Machine(program);
        mapping = new GupMapping(program);
        actions = new GupActions(program);
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
        int task = GupActions.task(wanted);
        GupCall call = GupActions.begins(wanted);
        boolean between = machine.idle(task);
        if (between && call != null) {
            machine.begin(task, operations.computeIfAbsent(call, program::operation), id(call));
        }
        if (between == (call == null) || !stands(task, wanted.name())) {
            return new Asked(Optional.empty(), standsBefore(task));
        }
        GupActions.Pending pending = actions.pending(machine, task);
        machine.step(task);
        return new Asked(Optional.of(actions.taken(pending, machine)), "");
    }

    private int id(GupCall call) {
        return ids.computeIfAbsent(call, c -> ids.size());
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
        return mapping.project(machine);
    }

    Snapshot snapshot() {
        return machine.snapshot();
    }

    void restore(Snapshot snapshot) {
        machine.restore(snapshot);
    }
}
