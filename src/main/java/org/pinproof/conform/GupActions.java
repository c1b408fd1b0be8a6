package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.explore.gup.GupOperation;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/**
 * Names the code's steps as the specification's actions, parameters included: the first step of a call carries what was asked,
 * the checker's last step what it was told, every other step only who took it.
 */
public final class GupActions {
    private final GupProgram program;
    private final Map<Key, ActionCall> known = new HashMap<>();

    private static final ImmutableMap<String, List<String>> PARAMETERS = ImmutableMap.of(
            "FastReadPmd", List.of("k", "v", "n"),
            "RelReadHead", List.of("k", "f"),
            "WbMkcleanClear", List.of("v"),
            "ZapClear", List.of("v"),
            "FltInstall", List.of("v", "f"),
            "AllocPage", List.of("f"));

    private record Key(int task, KernelStep step, GupCall call, boolean answer) {}

    /** Names the steps of this program. */
    public GupActions(GupProgram program) {
        this.program = program;
    }

    /**
     * What is known of a step before it is taken.
     *
     * @param call the task's call if this is its first step, else null
     */
    public record Pending(int task, KernelStep step, GupCall call) {}

    /** {@return the step that the task will take} */
    public Pending pending(MachineView before, int task) {
        boolean first = before.logLength(task) == 0;
        return new Pending(
                task,
                (KernelStep) before.pendingStep(task),
                first ? ((GupOperation) before.operation(task)).call() : null);
    }

    /** {@return the action that was taken} */
    public ActionCall taken(Pending pending, MachineView after) {
        boolean answer =
                pending.step() == KernelStep.WbPinTest && program.holdings().wasToldPinned(after, pending.task());
        return known.computeIfAbsent(new Key(pending.task(), pending.step(), pending.call(), answer), GupActions::name);
    }

    private static ActionCall name(Key key) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        parameters.put(TaskNames.PARAMETER, Value.of(GupScript.taskName(key.task())));
        if (key.step() == KernelStep.WbPinTest) {
            parameters.put("a", Value.of(key.answer()));
        } else if (key.call() != null) {
            arguments(key.call()).forEach(parameters::put);
        }
        return new ActionCall(key.step().name(), parameters.build());
    }

    /** {@return the parameters of the action that begins this call} */
    static Map<String, Value> arguments(GupCall call) {
        if (call instanceof GupCall.Pin pin) {
            return Map.of("k", Value.of("PIN"), "v", Value.of(pin.vpn()), "n", Value.of(pin.nr()));
        }
        if (call instanceof GupCall.Get get) {
            return Map.of("k", Value.of("GET"), "v", Value.of(get.vpn()), "n", Value.of(get.nr()));
        }
        if (call instanceof GupCall.Unpin unpin) {
            return Map.of("k", Value.of("PIN"), "f", Value.of(unpin.pfn()));
        }
        if (call instanceof GupCall.Put put) {
            return Map.of("k", Value.of("GET"), "f", Value.of(put.pfn()));
        }
        if (call instanceof GupCall.Map map) {
            return Map.of("v", Value.of(map.vpn()), "f", Value.of(map.pfn()));
        }
        if (call instanceof GupCall.Reuse reuse) {
            return Map.of("f", Value.of(reuse.pfn()));
        }
        int vpn = call instanceof GupCall.Clean clean ? clean.vpn() : ((GupCall.Zap) call).vpn();
        return Map.of("v", Value.of(vpn));
    }

    /** {@return the call that an action begins, or null if it goes on with one} The inverse of the naming. */
    public static GupCall begins(ActionCall action) {
        return switch (action.name()) {
            case "FastReadPmd" ->
                isPin(action)
                        ? new GupCall.Pin(number(action, "v"), number(action, "n"))
                        : new GupCall.Get(number(action, "v"), number(action, "n"));
            case "RelReadHead" ->
                isPin(action) ? new GupCall.Unpin(number(action, "f")) : new GupCall.Put(number(action, "f"));
            case "WbMkcleanClear" -> new GupCall.Clean(number(action, "v"));
            case "ZapClear" -> new GupCall.Zap(number(action, "v"));
            case "FltInstall" -> new GupCall.Map(number(action, "v"), number(action, "f"));
            case "AllocPage" -> new GupCall.Reuse(number(action, "f"));
            default -> null;
        };
    }

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    static Optional<String> problem(ActionCall action) {
        return problem(action, PARAMETERS, GupSpec.STEPS);
    }

    /** As {@link #problem(ActionCall)}, of a module with these steps, some of which begin calls with parameters. */
    static Optional<String> problem(
            ActionCall action, ImmutableMap<String, List<String>> parameters, ImmutableSet<String> steps) {
        List<String> needed = parameters.get(action.name());
        if (needed == null) {
            return steps.contains(action.name())
                    ? Optional.empty()
                    : Optional.of(
                            "unknown action " + action.name() + "; the code's steps are " + String.join(", ", steps));
        }
        return needed.stream()
                .filter(name -> !isUsable(name, action.parameters().get(name)))
                .findFirst()
                .map(name -> "action " + action + " needs parameter " + name + ": "
                        + (name.equals("k") ? "\"PIN\" or \"GET\"" : "a number from 0 to 9"));
    }

    private static boolean isUsable(String name, Value value) {
        return name.equals("k")
                ? Value.of("PIN").equals(value) || Value.of("GET").equals(value)
                : value instanceof Value.Int number && number.value() >= 0 && number.value() <= 9;
    }

    private static boolean isPin(ActionCall action) {
        return action.parameters().get("k").equals(Value.of("PIN"));
    }

    private static int number(ActionCall action, String parameter) {
        return (int) ((Value.Int) action.parameters().get(parameter)).value();
    }
}
