package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.slow.SlowCall;
import org.pinproof.explore.slow.SlowProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** The slow path and what comes between, as {@code spec/GupSlow.tla} sees them. */
final class SlowCode implements SpecifiedCode {
    private final SlowProgram program;
    private final SlowMapping mapping;
    private final SlowActions actions = new SlowActions();
    private final Map<Call, Begun> begun = new HashMap<>();

    private record Call(int task, SlowCall call) {}

    SlowCode(SlowProgram program) {
        this.program = program;
        this.mapping = new SlowMapping(program);
    }

    @Override
    public SlowProgram program() {
        return program;
    }

    @Override
    public ImmutableSortedMap<String, Value> project(MachineView view) {
        return mapping.project(view);
    }

    @Override
    public Pending pending(MachineView before, int task) {
        ActionCall action = actions.pending(before, task);
        return after -> action;
    }

    @Override
    public Optional<Begun> begins(ActionCall action) {
        SlowCall call = SlowActions.begins(action);
        if (call == null) {
            return Optional.empty();
        }
        int task = TaskNames.number(action);
        return Optional.of(begun.computeIfAbsent(
                new Call(task, call), c -> new Begun(program.operation(task, call), begun.size())));
    }
}
