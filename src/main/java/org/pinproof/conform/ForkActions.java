package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pinproof.explore.fork.ForkCall;
import org.pinproof.explore.fork.ForkCall.Kind;
import org.pinproof.explore.fork.ForkOperation;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Names the code's steps as the specification's actions, parameters included: what a call begins with says what it asks. */
final class ForkActions {
    private static final ImmutableList<String> ADDRESS = ImmutableList.of("m", "v");

    private static final ImmutableMap<String, ImmutableList<String>> PARAMETERS =
            ImmutableMap.<String, ImmutableList<String>>builder()
                    .put("FastSetHasPinned", ImmutableList.of("k", "m", "v"))
                    .put("CpuStore", ADDRESS)
                    .put("ZapClear", ADDRESS)
                    .put("KsmClear", ADDRESS)
                    .put("RclPinTest", ADDRESS)
                    .put("ClearRefsTest", ADDRESS)
                    .put("ProtectEntry", ADDRESS)
                    .put("UffdContinue", ADDRESS)
                    .put("MoveClear", ImmutableList.of("m", "v", "u"))
                    .put("DmaStore", ImmutableList.of("f"))
                    .put("RelSub", ImmutableList.of("k", "f"))
                    .buildOrThrow();

    private static final ImmutableMap<String, Kind> FIRST = ImmutableMap.<String, Kind>builder()
            .put("MmapWriteLock", Kind.FORK)
            .put("CpuStore", Kind.STORE)
            .put("ZapClear", Kind.ZAP)
            .put("KsmClear", Kind.KSM)
            .put("RclPinTest", Kind.SWAP)
            .put("ClearRefsTest", Kind.REFS)
            .put("ProtectEntry", Kind.PROTECT)
            .put("UffdContinue", Kind.CONTINUE)
            .put("MoveClear", Kind.MOVE)
            .put("DmaStore", Kind.DEVICE)
            .buildOrThrow();

    private static final ImmutableMap<Value, Kind> WALKS = named(Kind::takes);
    private static final ImmutableMap<Value, Kind> RELEASES = named(Kind::releases);

    private final Map<Key, ActionCall> known = new HashMap<>();

    private record Key(int task, KernelStep step, ForkCall call) {}

    private static ImmutableMap<Value, Kind> named(Predicate<Kind> which) {
        return Arrays.stream(Kind.values())
                .filter(which)
                .collect(ImmutableMap.toImmutableMap(kind -> Value.of(kind.name()), kind -> kind));
    }

    /** {@return the step that the task will take} */
    SpecifiedCode.Pending pending(MachineView before, int task) {
        Key key = new Key(task, (KernelStep) before.pendingStep(task), ((ForkOperation) before.operation(task)).call());
        return after -> known.computeIfAbsent(key, ForkActions::name);
    }

    private static ActionCall name(Key key) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        parameters.put(TaskNames.PARAMETER, Value.of(TaskNames.name(key.task())));
        for (String name : PARAMETERS.getOrDefault(key.step().name(), ImmutableList.of())) {
            parameters.put(
                    name,
                    switch (name) {
                        case "k" -> Value.of(key.call().kind().name());
                        case "m" -> Value.of(key.call().mm());
                        case "u" -> Value.of(key.call().to());
                        default -> Value.of(key.call().at());
                    });
        }
        return new ActionCall(key.step().name(), parameters.build());
    }

    /** {@return the call that an action begins if its task is idle, or empty if none begins with it} */
    static Optional<ForkCall> begins(ActionCall action) {
        Value asked = action.parameters().get("k");
        Kind kind =
                switch (action.name()) {
                    case "FastSetHasPinned" -> WALKS.get(asked);
                    case "RelSub" -> RELEASES.get(asked);
                    default -> FIRST.get(action.name());
                };
        return Optional.ofNullable(kind)
                .map(k -> new ForkCall(
                        k, number(action, "m"), number(action, "v") + number(action, "f"), number(action, "u")));
    }

    /** No action names a vpn and a frame. */
    private static int number(ActionCall action, String parameter) {
        return action.parameters().get(parameter) instanceof Value.Int number ? (int) number.value() : 0;
    }

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    static Optional<String> problem(ActionCall action) {
        if (!ForkSpec.STEPS.contains(action.name())) {
            return Optional.of(
                    "unknown action " + action.name() + "; the code's steps are " + String.join(", ", ForkSpec.STEPS));
        }
        List<String> needed = PARAMETERS.getOrDefault(action.name(), ImmutableList.of());
        return needed.stream()
                .filter(name -> !isUsable(action, name))
                .findFirst()
                .map(name -> "action " + action + " needs parameter " + name + ": " + rule(action, name));
    }

    private static ImmutableMap<Value, Kind> kinds(ActionCall action) {
        return action.name().equals("RelSub") ? RELEASES : WALKS;
    }

    private static boolean isUsable(ActionCall action, String name) {
        Value value = action.parameters().get(name);
        long most = name.equals("m") ? 1 : 9;
        return name.equals("k")
                ? value != null && kinds(action).containsKey(value)
                : value instanceof Value.Int number && number.value() >= 0 && number.value() <= most;
    }

    private static String rule(ActionCall action, String name) {
        return switch (name) {
            case "k" ->
                kinds(action).keySet().stream().map(Value::toString).collect(Collectors.joining(", ", "one of ", ""));
            case "m" -> "0 of the parent, 1 of the child";
            default -> "a number from 0 to 9";
        };
    }
}
