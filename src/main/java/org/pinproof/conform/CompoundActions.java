package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.compound.CompoundCall;
import org.pinproof.explore.compound.CompoundOperation;
import org.pinproof.explore.compound.CompoundProgram;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Names the code's steps as the specification's actions, as {@link GupActions} does; a split begins with the page. */
public final class CompoundActions {
    private static final ImmutableMap<String, List<String>> PARAMETERS = ImmutableMap.of(
            "FastReadPmd", List.of("k", "v", "n"),
            "RelReadHead", List.of("k", "f"),
            "WbMkcleanClear", List.of("v"),
            "ZapClear", List.of("v"),
            "FltInstall", List.of("v", "f"),
            "SplitLock", List.of("f"));

    private final CompoundProgram program;
    private final Map<Key, ActionCall> known = new HashMap<>();

    private record Key(int task, KernelStep step, CompoundCall call, boolean answer) {}

    /** Names the steps of this program. */
    public CompoundActions(CompoundProgram program) {
        this.program = program;
    }

    /**
     * What is known of a step before it is taken.
     *
     * @param call the task's call if this is its first step, else null
     */
    public record Pending(int task, KernelStep step, CompoundCall call) {}

    /** {@return the step that the task will take} */
    public Pending pending(MachineView before, int task) {
        boolean first = before.logLength(task) == 0;
        return new Pending(
                task,
                (KernelStep) before.pendingStep(task),
                first ? ((CompoundOperation) before.operation(task)).made() : null);
    }

    /** {@return the action that was taken} */
    public ActionCall taken(Pending pending, MachineView after) {
        boolean answer =
                pending.step() == KernelStep.WbPinTest && program.holdings().wasToldPinned(after, pending.task());
        return known.computeIfAbsent(
                new Key(pending.task(), pending.step(), pending.call(), answer), CompoundActions::name);
    }

    private static ActionCall name(Key key) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        parameters.put(TaskNames.PARAMETER, Value.of(TaskNames.name(key.task())));
        if (key.step() == KernelStep.WbPinTest) {
            parameters.put("a", Value.of(key.answer()));
        } else if (key.call() instanceof CompoundCall.Split split) {
            parameters.put("f", Value.of(split.pfn()));
        } else if (key.call() instanceof CompoundCall.Plain plain) {
            GupActions.arguments(plain.call()).forEach(parameters::put);
        }
        return new ActionCall(key.step().name(), parameters.build());
    }

    /** {@return the call that an action begins, or null if it goes on with one} The inverse of the naming. */
    public static CompoundCall begins(ActionCall action) {
        if (action.name().equals("SplitLock")) {
            return new CompoundCall.Split((int) ((Value.Int) action.parameters().get("f")).value());
        }
        GupCall call = GupActions.begins(action);
        return call == null ? null : new CompoundCall.Plain(call);
    }

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    static Optional<String> problem(ActionCall action) {
        return GupActions.problem(action, PARAMETERS, CompoundSpec.STEPS);
    }
}
