package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.collapse.CollapseCall;
import org.pinproof.explore.collapse.CollapseCall.Kind;
import org.pinproof.explore.collapse.CollapseOperation;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Names the code's steps as the specification's actions, parameters included: what a call begins with says what it asks. */
final class CollapseActions {
    private static final ImmutableMap<String, List<String>> PARAMETERS = ImmutableMap.of(
            "FastIrqOff", List.of("k", "v"),
            "SlowFollow", List.of("v"),
            "AllocPage", List.of("p"),
            "RelReadHead", List.of("k", "p"));

    private static final ImmutableMap<String, Kind> FIRST = ImmutableMap.of(
            "SlowFollow", Kind.PIN_SLOW,
            "AllocPage", Kind.REUSE,
            "ThpAlloc", Kind.COLLAPSE,
            "ZapClear", Kind.UNMAP,
            "PmdUnshare", Kind.UNSHARE,
            "MigAlloc", Kind.MIGRATE,
            "DeferScan", Kind.SCAN,
            "TableReuse", Kind.REUSE_TABLE);

    private static final ImmutableMap<Value, Kind> WALKS =
            ImmutableMap.of(Value.of("PIN"), Kind.PIN, Value.of("GET"), Kind.GET);

    private static final ImmutableMap<Value, Kind> RELEASES =
            ImmutableMap.of(Value.of("UNPIN"), Kind.UNPIN, Value.of("PUT"), Kind.PUT);

    private final Map<Key, ActionCall> known = new HashMap<>();

    private record Key(int task, KernelStep step, CollapseCall call) {}

    /** {@return the step that the task will take} */
    SpecifiedCode.Pending pending(MachineView before, int task) {
        Key key = new Key(
                task, (KernelStep) before.pendingStep(task), ((CollapseOperation) before.operation(task)).made());
        return after -> known.computeIfAbsent(key, CollapseActions::name);
    }

    private static ActionCall name(Key key) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        parameters.put(TaskNames.PARAMETER, Value.of(TaskNames.name(key.task())));
        for (String name : PARAMETERS.getOrDefault(key.step().name(), List.of())) {
            parameters.put(
                    name,
                    name.equals("k")
                            ? Value.of(key.call().kind().specName())
                            : Value.of(key.call().at()));
        }
        return new ActionCall(key.step().name(), parameters.build());
    }

    /** {@return the call that an action begins if its task is idle, or empty if none begins with it} */
    static Optional<CollapseCall> begins(ActionCall action) {
        Kind kind =
                switch (action.name()) {
                    case "FastIrqOff", "RelReadHead" ->
                        kinds(action).get(action.parameters().get("k"));
                    default -> FIRST.get(action.name());
                };
        return Optional.ofNullable(kind).map(k -> new CollapseCall(k, number(action, "v") + number(action, "p")));
    }

    private static ImmutableMap<Value, Kind> kinds(ActionCall action) {
        return action.name().equals("FastIrqOff") ? WALKS : RELEASES;
    }

    /** No action has both of the parameters that say where. */
    private static int number(ActionCall action, String parameter) {
        return action.parameters().get(parameter) instanceof Value.Int number ? (int) number.value() : 0;
    }

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    static Optional<String> problem(ActionCall action) {
        if (!CollapseSpec.STEPS.contains(action.name())) {
            return Optional.of("unknown action " + action.name() + "; the code's steps are "
                    + String.join(", ", CollapseSpec.STEPS));
        }
        return PARAMETERS.getOrDefault(action.name(), List.of()).stream()
                .filter(name -> !isUsable(action, name))
                .findFirst()
                .map(name -> "action " + action + " needs parameter " + name + ": " + rule(action, name));
    }

    private static boolean isUsable(ActionCall action, String name) {
        Value value = action.parameters().get(name);
        return name.equals("k")
                ? value != null && kinds(action).containsKey(value)
                : value instanceof Value.Int number && number.value() >= 0 && number.value() <= 9;
    }

    private static String rule(ActionCall action, String name) {
        if (!name.equals("k")) {
            return "a number from 0 to 9";
        }
        return kinds(action) == WALKS ? "\"PIN\" or \"GET\"" : "\"UNPIN\" or \"PUT\"";
    }
}
