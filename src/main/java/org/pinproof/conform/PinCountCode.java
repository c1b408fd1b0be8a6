package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.count.CountCall;
import org.pinproof.explore.count.CountProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** The biased count and who changes it, as {@code spec/PinCount.tla} sees them. */
final class PinCountCode implements SpecifiedCode {
    private final CountProgram program;
    private final PinCountMapping mapping;
    private final PinCountActions actions;
    private final Map<CountCall, Begun> begun = new HashMap<>();

    PinCountCode(CountProgram program) {
        this.program = program;
        this.mapping = new PinCountMapping(program);
        this.actions = new PinCountActions(program);
    }

    @Override
    public CountProgram program() {
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
        CountCall call = PinCountActions.begins(action);
        if (call == null) {
            return Optional.empty();
        }
        return Optional.of(begun.computeIfAbsent(call, c -> new Begun(program.operation(c), begun.size())));
    }
}
