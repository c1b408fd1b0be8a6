package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.longterm.LongtermCall;
import org.pinproof.explore.longterm.LongtermCall.Kind;
import org.pinproof.explore.longterm.LongtermOperation;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Names the code's steps as the specification's actions, parameters included: what a call begins with says what it asks. */
final class LongtermActions {
    private static final ImmutableMap<String, List<String>> PARAMETERS = ImmutableMap.<String, List<String>>builder()
            .put("FastReadPmd", List.of("k", "v", "n"))
            .put("LtBegin", List.of("v", "n"))
            .put("CmaIsolate", List.of("v"))
            .put("LruIsolate", List.of("v"))
            .put("BatchAdd", List.of("v"))
            .put("LayoutBreak", List.of("v"))
            .put("LayoutUnmap", List.of("v"))
            .put("DmaStore", List.of("p"))
            .put("RelReadHead", List.of("k", "p"))
            .buildOrThrow();

    private static final ImmutableMap<String, Kind> FIRST = ImmutableMap.<String, Kind>builder()
            .put("LtBegin", Kind.PIN_SLOW)
            .put("CmaIsolate", Kind.ALLOC)
            .put("LruIsolate", Kind.ISOLATE)
            .put("BatchAdd", Kind.BATCH)
            .put("LayoutBreak", Kind.TRUNCATE)
            .put("LayoutUnmap", Kind.TRUNCATE)
            .put("DmaStore", Kind.DEVICE)
            .put("LeaseKill", Kind.KILLED)
            .put("LeaseTimer", Kind.TIMEOUT)
            .put("UnplugKill", Kind.UNPLUG)
            .buildOrThrow();

    private static final ImmutableMap<Value, Kind> WALKS = ImmutableMap.of(
            Value.of("PIN"), Kind.PIN,
            Value.of("LONG"), Kind.PIN_LONGTERM,
            Value.of("GET"), Kind.GET);

    private static final ImmutableMap<Value, Kind> RELEASES =
            ImmutableMap.of(Value.of("UNPIN"), Kind.UNPIN, Value.of("PUT"), Kind.PUT);

    private final Map<Key, ActionCall> known = new HashMap<>();

    private record Key(int task, KernelStep step, LongtermCall call) {}

    /** {@return the step that the task will take} */
    SpecifiedCode.Pending pending(MachineView before, int task) {
        Key key = new Key(
                task, (KernelStep) before.pendingStep(task), ((LongtermOperation) before.operation(task)).call());
        return after -> known.computeIfAbsent(key, LongtermActions::name);
    }

    private static ActionCall name(Key key) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        parameters.put(TaskNames.PARAMETER, Value.of(TaskNames.name(key.task())));
        for (String name : PARAMETERS.getOrDefault(key.step().name(), List.of())) {
            parameters.put(
                    name,
                    switch (name) {
                        case "k" -> Value.of(key.call().kind().specName());
                        case "n" -> Value.of(key.call().nr());
                        default -> Value.of(key.call().at());
                    });
        }
        return new ActionCall(key.step().name(), parameters.build());
    }

    /** {@return the call that an action begins if its task is idle, or empty if none begins with it} */
    static Optional<LongtermCall> begins(ActionCall action) {
        Value asked = action.parameters().get("k");
        Kind kind =
                switch (action.name()) {
                    case "FastReadPmd" -> WALKS.get(asked);
                    case "RelReadHead" -> RELEASES.get(asked);
                    default -> FIRST.get(action.name());
                };
        return Optional.ofNullable(kind)
                .map(k -> new LongtermCall(k, number(action, "v") + number(action, "p"), number(action, "n")));
    }

    /** No action has two of the parameters that say where. */
    private static int number(ActionCall action, String parameter) {
        return action.parameters().get(parameter) instanceof Value.Int number ? (int) number.value() : 0;
    }

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    static Optional<String> problem(ActionCall action) {
        if (!LongtermSpec.STEPS.contains(action.name())) {
            return Optional.of("unknown action " + action.name() + "; the code's steps are "
                    + String.join(", ", LongtermSpec.STEPS));
        }
        return PARAMETERS.getOrDefault(action.name(), List.of()).stream()
                .filter(name -> !isUsable(action, name))
                .findFirst()
                .map(name -> "action " + action + " needs parameter " + name + ": " + rule(action, name));
    }

    private static ImmutableMap<Value, Kind> kinds(ActionCall action) {
        return action.name().equals("FastReadPmd") ? WALKS : RELEASES;
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
        return kinds(action) == WALKS ? "\"PIN\", \"LONG\" or \"GET\"" : "\"UNPIN\" or \"PUT\"";
    }
}
