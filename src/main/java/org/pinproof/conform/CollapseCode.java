package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.collapse.CollapseCall;
import org.pinproof.explore.collapse.CollapseProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Collapse, and tables that go away, as {@code spec/Collapse.tla} sees them. */
final class CollapseCode implements SpecifiedCode {
    private final CollapseProgram program;
    private final CollapseMapping mapping;
    private final CollapseActions actions = new CollapseActions();
    private final Map<CollapseCall, Begun> begun = new HashMap<>();

    CollapseCode(CollapseProgram program) {
        this.program = program;
        this.mapping = new CollapseMapping(program);
    }

    @Override
    public CollapseProgram program() {
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
        return CollapseActions.begins(action)
                .map(call -> begun.computeIfAbsent(call, c -> new Begun(program.operation(c), begun.size())));
    }
}
