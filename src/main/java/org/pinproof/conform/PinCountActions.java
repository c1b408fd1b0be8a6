package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.count.CallSize;
import org.pinproof.explore.count.CountCall;
import org.pinproof.explore.count.CountOperation;
import org.pinproof.explore.count.CountProgram;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/** Names the code's steps as the actions of {@code spec/PinCount.tla}, parameters included, and back. */
final class PinCountActions {
    private static final ImmutableMap<String, List<String>> PARAMETERS = ImmutableMap.of(
            "FastReadCount", List.of("p", "k", "n"),
            "RelSub", List.of("p", "k", "n"),
            "SlowFollow", List.of("p", "k"),
            "ZapPut", List.of("p"),
            "FltInstall", List.of("p"),
            "AllocPage", List.of("p"),
            "WbPinTest", List.of("p"));

    private final CountProgram program;
    private final Map<Key, ActionCall> known = new HashMap<>();

    private record Key(int task, KernelStep step, CountCall call, boolean answer) {}

    PinCountActions(CountProgram program) {
        this.program = program;
    }

    SpecifiedCode.Pending pending(MachineView before, int task) {
        KernelStep step = (KernelStep) before.pendingStep(task);
        CountCall call = before.logLength(task) == 0 ? ((CountOperation) before.operation(task)).call() : null;
        return after -> known.computeIfAbsent(
                new Key(
                        task,
                        step,
                        call,
                        step == KernelStep.WbPinTest && program.ledger().wasToldPinned(after, task)),
                PinCountActions::name);
    }

    private static ActionCall name(Key key) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        parameters.put(TaskNames.PARAMETER, Value.of(TaskNames.name(key.task())));
        CountCall call = key.call();
        if (call instanceof CountCall.Take take) {
            parameters.put("k", kind(take.pin())).put("n", Value.of(take.size().pages()));
        } else if (call instanceof CountCall.Drop drop) {
            parameters.put("k", kind(drop.pin())).put("n", Value.of(drop.size().pages()));
        } else if (call instanceof CountCall.Follow follow) {
            parameters.put("k", kind(follow.pin()));
        } else if (call instanceof CountCall.Query) {
            parameters.put("a", Value.of(key.answer()));
        }
        if (PARAMETERS.containsKey(key.step().name()) && call != null) {
            parameters.put("p", Value.of(call.about()));
        }
        return new ActionCall(key.step().name(), parameters.build());
    }

    private static Value kind(boolean pin) {
        return Value.of(pin ? "PIN" : "GET");
    }

    /** {@return the call that an action begins, or null if it goes on with one} */
    static CountCall begins(ActionCall action) {
        return switch (action.name()) {
            case "FastReadCount" -> new CountCall.Take(isPin(action), page(action), size(action));
            case "FastRecord" -> new CountCall.Keep();
            case "FastUndo" -> new CountCall.Undo();
            case "RelSub" -> new CountCall.Drop(isPin(action), page(action), size(action));
            case "SlowFollow" -> new CountCall.Follow(isPin(action), page(action));
            case "ZapPut" -> new CountCall.Zap(page(action));
            case "FltInstall" -> new CountCall.Map(page(action));
            case "AllocPage" -> new CountCall.Reuse(page(action));
            case "WbPinTest" -> new CountCall.Query(page(action));
            default -> null;
        };
    }

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    static Optional<String> problem(ActionCall action) {
        if (!PinCountSpec.STEPS.contains(action.name())) {
            return Optional.of("unknown action " + action.name() + "; the code's steps are "
                    + String.join(", ", PinCountSpec.STEPS));
        }
        return PARAMETERS.getOrDefault(action.name(), List.of()).stream()
                .filter(name -> !isUsable(name, action.parameters().get(name)))
                .findFirst()
                .map(name -> "action " + action + " needs parameter " + name + ": " + expected(name));
    }

    private static boolean isUsable(String name, Value value) {
        return switch (name) {
            case "k" -> kind(true).equals(value) || kind(false).equals(value);
            case "n" ->
                Arrays.stream(CallSize.values())
                        .anyMatch(size -> Value.of(size.pages()).equals(value));
            default -> value instanceof Value.Int page && page.value() >= 0 && page.value() <= 9;
        };
    }

    private static String expected(String name) {
        return switch (name) {
            case "k" -> "\"PIN\" or \"GET\"";
            case "n" -> "the pages of a page of 4K, 2M, 1G or 16G";
            default -> "a number from 0 to 9";
        };
    }

    private static boolean isPin(ActionCall action) {
        return action.parameters().get("k").equals(kind(true));
    }

    private static int page(ActionCall action) {
        return (int) ((Value.Int) action.parameters().get("p")).value();
    }

    private static CallSize size(ActionCall action) {
        return CallSize.of(((Value.Int) action.parameters().get("n")).value());
    }
}
