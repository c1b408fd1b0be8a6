package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.slow.SlowCall;
import org.pinproof.explore.slow.SlowOperation;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/**
 * Names the code's steps as the specification's actions: the first step of a call carries what was asked, every other step only
 * who took it.
 */
final class SlowActions {
    private static final ImmutableMap<String, List<String>> PARAMETERS = ImmutableMap.of(
            "SlowCheckArgs", List.of("k", "f", "v", "n"),
            "RelReadHead", List.of("k", "f"),
            "MmapWriteWait", List.of("k", "v", "a"),
            "UffdLockMmap", List.of("v"),
            "IoComplete", List.of("v"),
            "SigKill", List.of("u"));

    private final Map<Key, ActionCall> known = new HashMap<>();

    private record Key(int task, KernelStep step, SlowCall call) {}

    /** {@return the action that the task will take} */
    ActionCall pending(MachineView before, int task) {
        SlowCall call = before.logLength(task) == 0 ? ((SlowOperation) before.operation(task)).call() : null;
        return known.computeIfAbsent(new Key(task, (KernelStep) before.pendingStep(task), call), SlowActions::name);
    }

    private static ActionCall name(Key key) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        parameters.put(TaskNames.PARAMETER, Value.of(TaskNames.name(key.task())));
        if (key.call() != null) {
            arguments(key.call()).forEach(parameters::put);
        }
        return new ActionCall(key.step().name(), parameters.build());
    }

    private static Map<String, Value> arguments(SlowCall call) {
        if (call instanceof SlowCall.Take take) {
            return Map.of(
                    "k", kind(take.pin()),
                    "f", Value.of(take.form().specName()),
                    "v", Value.of(take.vpn()),
                    "n", Value.of(take.nr()));
        }
        if (call instanceof SlowCall.Release release) {
            return Map.of("k", kind(release.pin()), "f", Value.of(release.pfn()));
        }
        if (call instanceof SlowCall.Mmap mmap) {
            return Map.of(
                    "k", Value.of("MMAP"),
                    "v", Value.of(mmap.vpn()),
                    "a", Value.of(mmap.area().specName()));
        }
        if (call instanceof SlowCall.Munmap munmap) {
            return Map.of("k", Value.of("MUNMAP"), "v", Value.of(munmap.vpn()), "a", Value.of("rw"));
        }
        if (call instanceof SlowCall.Kill kill) {
            return Map.of("u", Value.of(TaskNames.name(kill.victim())));
        }
        return Map.of("v", Value.of(call.vpn()));
    }

    private static Value kind(boolean pin) {
        return Value.of(pin ? "PIN" : "GET");
    }

    /** {@return the call that an action begins, or null if it goes on with one} The inverse of the naming. */
    static SlowCall begins(ActionCall action) {
        return switch (action.name()) {
            case "SlowCheckArgs" ->
                new SlowCall.Take(
                        text(action, "k").equals("PIN"),
                        form(text(action, "f")).orElseThrow(),
                        number(action, "v"),
                        number(action, "n"));
            case "RelReadHead" -> new SlowCall.Release(text(action, "k").equals("PIN"), number(action, "f"));
            case "MmapWriteWait" ->
                text(action, "k").equals("MUNMAP")
                        ? new SlowCall.Munmap(number(action, "v"))
                        : new SlowCall.Mmap(area(text(action, "a")).orElseThrow(), number(action, "v"));
            case "UffdLockMmap" -> new SlowCall.Copy(number(action, "v"));
            case "IoComplete" -> new SlowCall.Io(number(action, "v"));
            case "SigKill" ->
                new SlowCall.Kill(Integer.parseInt(text(action, "u").substring(1)) - 1);
            default -> null;
        };
    }

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    static Optional<String> problem(ActionCall action) {
        List<String> needed = PARAMETERS.get(action.name());
        if (needed == null) {
            return SlowSpec.STEPS.contains(action.name())
                    ? Optional.empty()
                    : Optional.of("unknown action " + action.name() + "; the code's steps are "
                            + String.join(", ", SlowSpec.STEPS));
        }
        return needed.stream()
                .filter(name ->
                        !isUsable(action.name(), name, action.parameters().get(name)))
                .findFirst()
                .map(name -> "action " + action + " needs parameter " + name + ": " + rule(action.name(), name));
    }

    private static String rule(String action, String name) {
        return switch (name) {
            case "k" -> action.equals("MmapWriteWait") ? "\"MUNMAP\" or \"MMAP\"" : "\"PIN\" or \"GET\"";
            case "a" -> "a kind of area";
            case "u" -> "a task";
            case "f" -> action.equals("SlowCheckArgs") ? "a form of a call" : "a number from 0 to 9";
            default -> "a number from 0 to 9";
        };
    }

    private static boolean isUsable(String action, String name, Value value) {
        String text = value instanceof Value.Str word ? word.value() : "";
        return switch (name) {
            case "k" ->
                (action.equals("MmapWriteWait") ? List.of("MUNMAP", "MMAP") : List.of("PIN", "GET")).contains(text);
            case "a" -> area(text).isPresent();
            case "u" -> value != null && TaskNames.isName(value);
            case "f" -> action.equals("SlowCheckArgs") ? form(text).isPresent() : isDigit(value);
            default -> isDigit(value);
        };
    }

    private static boolean isDigit(Value value) {
        return value instanceof Value.Int number && number.value() >= 0 && number.value() <= 9;
    }

    private static Optional<SlowCall.Form> form(String name) {
        return Arrays.stream(SlowCall.Form.values())
                .filter(form -> form.specName().equals(name))
                .findFirst();
    }

    private static Optional<SlowCall.Area> area(String name) {
        return Arrays.stream(SlowCall.Area.values())
                .filter(area -> area.specName().equals(name))
                .findFirst();
    }

    private static String text(ActionCall action, String parameter) {
        return ((Value.Str) action.parameters().get(parameter)).value();
    }

    private static int number(ActionCall action, String parameter) {
        return (int) ((Value.Int) action.parameters().get(parameter)).value();
    }
}
