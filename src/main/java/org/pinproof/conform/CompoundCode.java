package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.compound.CompoundCall;
import org.pinproof.explore.compound.CompoundProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Pins of a compound page, and its split, as {@code spec/Compound.tla} sees them. */
public final class CompoundCode implements SpecifiedCode {
    private final CompoundProgram program;
    private final CompoundMapping mapping;
    private final CompoundActions actions;
    private final Map<CompoundCall, Begun> begun = new HashMap<>();

    /** Shows this program. */
    public CompoundCode(CompoundProgram program) {
        this.program = program;
        this.mapping = new CompoundMapping(program);
        this.actions = new CompoundActions(program);
    }

    @Override
    public CompoundProgram program() {
        return program;
    }

    @Override
    public ImmutableSortedMap<String, Value> project(MachineView view) {
        return mapping.project(view);
    }

    @Override
    public Pending pending(MachineView before, int task) {
        CompoundActions.Pending pending = actions.pending(before, task);
        return after -> actions.taken(pending, after);
    }

    @Override
    public Optional<Begun> begins(ActionCall action) {
        CompoundCall call = CompoundActions.begins(action);
        if (call == null) {
            return Optional.empty();
        }
        return Optional.of(begun.computeIfAbsent(call, c -> new Begun(program.operation(c), begun.size())));
    }
}
