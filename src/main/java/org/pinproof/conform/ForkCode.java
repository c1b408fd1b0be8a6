package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.fork.ForkCall;
import org.pinproof.explore.fork.ForkProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Anonymous memory, as {@code spec/Fork.tla} sees it. */
final class ForkCode implements SpecifiedCode {
    private final ForkProgram program;
    private final ForkMapping mapping;
    private final ForkActions actions = new ForkActions();
    private final Map<ForkCall, Begun> begun = new HashMap<>();

    ForkCode(ForkProgram program) {
        this.program = program;
        this.mapping = new ForkMapping(program);
    }

    @Override
    public ForkProgram program() {
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
        return ForkActions.begins(action)
                .map(call -> begun.computeIfAbsent(call, c -> new Begun(program.operation(c), begun.size())));
    }
}
