package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.longterm.LongtermCall;
import org.pinproof.explore.longterm.LongtermProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Long-term pins, as {@code spec/Longterm.tla} sees them. */
final class LongtermCode implements SpecifiedCode {
    private final LongtermProgram program;
    private final LongtermMapping mapping;
    private final LongtermActions actions = new LongtermActions();
    private final Map<LongtermCall, Begun> begun = new HashMap<>();

    LongtermCode(LongtermProgram program) {
        this.program = program;
        this.mapping = new LongtermMapping(program);
    }

    @Override
    public LongtermProgram program() {
        return program;
    }

    @Override
    public ImmutableSortedMap<String, Value> project(MachineView view) {
        return mapping.project(view);
    }

    @Override
    public Pending pending(MachineView before, int task) {
        return actions.pending(before, task);
    }

    @Override
    public Optional<Begun> begins(ActionCall action) {
        return LongtermActions.begins(action)
                .map(call -> begun.computeIfAbsent(call, c -> new Begun(program.operation(c), begun.size())));
    }
}
