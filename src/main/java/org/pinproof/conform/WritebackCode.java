package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.writeback.WritebackCall;
import org.pinproof.explore.writeback.WritebackProgram;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** A page of a file under writeback, as {@code spec/Writeback.tla} sees it. */
final class WritebackCode implements SpecifiedCode {
    private final WritebackProgram program;
    private final WritebackMapping mapping;
    private final WritebackActions actions = new WritebackActions();
    private final Map<Key, Begun> begun = new HashMap<>();

    private record Key(int task, WritebackCall call) {}

    WritebackCode(WritebackProgram program) {
        this.program = program;
        this.mapping = new WritebackMapping(program);
    }

    @Override
    public WritebackProgram program() {
        return program;
    }

    @Override
    public ImmutableSortedMap<String, Value> project(MachineView view) {
        return mapping.project(view);
    }

    @Override
    public ImmutableList<String> shown() {
        return PageColumns.NAMES;
    }

    @Override
    public ImmutableList<String> show(MachineView view) {
        return PageColumns.of(program.file(), view);
    }

    @Override
    public Pending pending(MachineView before, int task) {
        return actions.pending(before, task);
    }

    @Override
    public Optional<Begun> begins(ActionCall action) {
        return WritebackActions.begins(action).map(call -> {
            Key key = new Key(TaskNames.number(action), call);
            return begun.computeIfAbsent(key, k -> new Begun(program.operation(k.task(), k.call()), begun.size()));
        });
    }
}
