package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** The fast path and what races with it, as {@code spec/GupFast.tla} sees them. */
public final class GupCode implements SpecifiedCode {
    private final GupProgram program;
    private final GupMapping mapping;
    private final GupActions actions;
    private final Map<GupCall, Begun> begun = new HashMap<>();

    /** Shows this program. */
    public GupCode(GupProgram program) {
        this.program = program;
        this.mapping = new GupMapping(program);
        this.actions = new GupActions(program);
    }

    @Override
    public GupProgram program() {
        return program;
    }

    @Override
    public ImmutableSortedMap<String, Value> project(MachineView view) {
        return mapping.project(view);
    }

    @Override
    public Pending pending(MachineView before, int task) {
        GupActions.Pending pending = actions.pending(before, task);
        return after -> actions.taken(pending, after);
    }

    @Override
    public Optional<Begun> begins(ActionCall action) {
        GupCall call = GupActions.begins(action);
        if (call == null) {
            return Optional.empty();
        }
        return Optional.of(begun.computeIfAbsent(call, c -> new Begun(program.operation(c), begun.size())));
    }
}
