package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.writeback.WritebackCall;
import org.pinproof.explore.writeback.WritebackCall.Kind;
import org.pinproof.explore.writeback.WritebackOperation;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/**
 * Names the code's steps as the specification's actions, parameters included: a walk and a release say of what kind they are, a
 * store which half it goes to, a question what the answer was.
 */
final class WritebackActions {
    private static final ImmutableMap<String, List<String>> PARAMETERS = ImmutableMap.of(
            "FastReadPmd", List.of("k"),
            "RelReadHead", List.of("k", "d"),
            "CpuStore", List.of("h"),
            "DmaStore", List.of("h"),
            "KmapStore", List.of("h"),
            "FsWriteBuffer", List.of("h"),
            "WbPinTest", List.of("a"),
            "RclPinTest", List.of("a"));

    private static final ImmutableMap<String, Kind> FIRST = ImmutableMap.<String, Kind>builder()
            .put("MnReadBegin", Kind.ODP)
            .put("FltReadPte", Kind.FAULT)
            .put("CpuTlbFill", Kind.FILL)
            .put("CpuStore", Kind.STORE)
            .put("DmaMap", Kind.DMA)
            .put("DmaUnmap", Kind.DMA_STOP)
            .put("DmaStore", Kind.DEVICE)
            .put("KmapStore", Kind.KMAP)
            .put("WbLock", Kind.FLUSH)
            .put("SyncCall", Kind.FSYNC)
            .put("RclLock", Kind.RECLAIM)
            .put("TruncLock", Kind.TRUNCATE)
            .put("ZapClear", Kind.ZAP)
            .put("MnInvalidateStart", Kind.ZAP)
            .put("FsWriteBuffer", Kind.WRITE_BUFFER)
            .put("LeaseKill", Kind.KILLED)
            .put("LeaseTimer", Kind.TIMEOUT)
            .buildOrThrow();

    private static final ImmutableMap<Value, Kind> WALKS = ImmutableMap.of(
            Value.of("PIN"), Kind.PIN,
            Value.of("LONG"), Kind.PIN_LONGTERM,
            Value.of("GET"), Kind.GET,
            Value.of("ODP"), Kind.ODP);

    private final Map<Key, ActionCall> known = new HashMap<>();

    private record Key(int task, KernelStep step, WritebackCall call, boolean answer) {}

    /** {@return the step that the task will take} */
    SpecifiedCode.Pending pending(MachineView before, int task) {
        KernelStep step = (KernelStep) before.pendingStep(task);
        WritebackCall call = ((WritebackOperation) before.operation(task)).call();
        return after -> known.computeIfAbsent(
                new Key(task, step, call, isQuestion(step) && answer(after, task)), WritebackActions::name);
    }

    private static boolean isQuestion(KernelStep step) {
        return step == KernelStep.WbPinTest || step == KernelStep.RclPinTest;
    }

    /** What was read is the last thing in the log: no call ends with its question. */
    private static boolean answer(MachineView after, int task) {
        return Refcount.isDmaPinned((int) after.logResult(task, after.logLength(task) - 1));
    }

    private static ActionCall name(Key key) {
        ImmutableSortedMap.Builder<String, Value> parameters = ImmutableSortedMap.naturalOrder();
        parameters.put(TaskNames.PARAMETER, Value.of(TaskNames.name(key.task())));
        for (String name : PARAMETERS.getOrDefault(key.step().name(), List.of())) {
            parameters.put(name, parameter(name, key));
        }
        return new ActionCall(key.step().name(), parameters.build());
    }

    private static Value parameter(String name, Key key) {
        return switch (name) {
            case "a" -> Value.of(key.answer());
            case "h" -> Value.of(key.call().half());
            case "d" -> Value.of(marks(key.call().kind()));
            default -> Value.of(specKind(key.call().kind()));
        };
    }

    /** {@return what the specification calls a call of this kind} */
    static String specKind(Kind kind) {
        return switch (kind) {
            case PIN_LONGTERM -> "LONG";
            case UNPIN_DIRTY -> "UNPIN";
            case PUT_DIRTY -> "PUT";
            case TIMEOUT -> "TIMER";
            default -> kind.name();
        };
    }

    /** {@return whether a release of this kind marks the page dirty first} */
    static boolean marks(Kind kind) {
        return kind == Kind.UNPIN_DIRTY || kind == Kind.PUT_DIRTY;
    }

    /** {@return the call that an action begins if its task is idle, or empty if none begins with it} */
    static Optional<WritebackCall> begins(ActionCall action) {
        Kind kind =
                switch (action.name()) {
                    case "FastReadPmd" -> WALKS.get(action.parameters().get("k"));
                    case "RelReadHead" -> release(action);
                    default -> FIRST.get(action.name());
                };
        // A walk of a driver with a notifier has begun before its FastReadPmd.
        if (kind == null || kind == Kind.ODP && action.name().equals("FastReadPmd")) {
            return Optional.empty();
        }
        return Optional.of(new WritebackCall(
                kind, kind.stores() ? (int) ((Value.Int) action.parameters().get("h")).value() : 0));
    }

    private static Kind release(ActionCall action) {
        boolean marked = Value.of(true).equals(action.parameters().get("d"));
        if (Value.of("UNPIN").equals(action.parameters().get("k"))) {
            return marked ? Kind.UNPIN_DIRTY : Kind.UNPIN;
        }
        return marked ? Kind.PUT_DIRTY : Kind.PUT;
    }

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    static Optional<String> problem(ActionCall action) {
        if (!WritebackSpec.STEPS.contains(action.name())) {
            return Optional.of("unknown action " + action.name() + "; the code's steps are "
                    + String.join(", ", WritebackSpec.STEPS));
        }
        return PARAMETERS.getOrDefault(action.name(), List.of()).stream()
                .filter(name -> !isUsable(action, name))
                .findFirst()
                .map(name -> "action " + action + " needs parameter " + name + ": " + rule(action, name));
    }

    private static boolean isUsable(ActionCall action, String name) {
        Value value = action.parameters().get(name);
        return switch (name) {
            case "h" -> Value.of(0).equals(value) || Value.of(1).equals(value);
            case "k" ->
                action.name().equals("FastReadPmd")
                        ? value != null && WALKS.containsKey(value)
                        : Value.of("UNPIN").equals(value) || Value.of("PUT").equals(value);
            default -> Value.of(true).equals(value) || Value.of(false).equals(value);
        };
    }

    private static String rule(ActionCall action, String name) {
        return switch (name) {
            case "h" -> "a half, 0 or 1";
            case "k" ->
                action.name().equals("FastReadPmd") ? "\"PIN\", \"LONG\", \"GET\" or \"ODP\"" : "\"UNPIN\" or \"PUT\"";
            default -> "TRUE or FALSE";
        };
    }
}
