package org.pinproof.conform;

import com.google.common.primitives.ImmutableLongArray;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pinproof.explore.writeback.WritebackCall.Kind;
import org.pinproof.explore.writeback.WritebackOperation;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MmuNotifier;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.writeback.PageIo;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * The specification's {@code loc}: what each call has learnt so far, read off the log of the operation in progress.
 *
 * <p>A log holds what every step returned to the code, so this is what the code knows; that it acts on it correctly shows in the
 * step it stands before. First to words, which are cheap to make and to compare; to a {@link Value} once per different words.
 */
final class WritebackLocals {
    /** Words of a task: kind, entry, d, n, s, and what is left to read of each half. */
    private static final int WORDS = 5 + FilePage.HALVES;

    private static final long NOT_SUBMITTED = -2;
    private static final long FROM_PAGE = -1;

    private static final List<String> KINDS = List.of(
            "none",
            "PIN",
            "LONG",
            "GET",
            "ODP",
            "UNPIN",
            "PUT",
            "FAULT",
            "FLUSH",
            "FSYNC",
            "RECLAIM",
            "TRUNCATE",
            "ZAP",
            "TIMER");

    /** Steps before which a walker still has the entry that it read. */
    private static final Set<KernelStep> WALKING = EnumSet.range(KernelStep.FastReadHead, KernelStep.FastRecord);

    /** Steps before which a fault still has the entry that it read. */
    private static final Set<KernelStep> FAULTING = EnumSet.of(
            KernelStep.FltLock,
            KernelStep.FltWaitStable,
            KernelStep.FltMkwrite,
            KernelStep.FltInstall,
            KernelStep.FltDirty,
            KernelStep.FltUnlock,
            KernelStep.FltPut);

    private final boolean bounces;

    WritebackLocals(WbPolicy policy) {
        bounces = policy == WbPolicy.BOUNCE;
    }

    /** What is known of one task, while its log is read. */
    private static final class Known {
        String kind = "none";
        long entry = Pte.NONE;
        boolean d;
        long n;
        boolean started;
        final long[] io = new long[FilePage.HALVES];

        Known() {
            forget();
        }

        void forget() {
            entry = Pte.NONE;
            d = false;
            started = false;
            for (int half = 0; half < io.length; half++) {
                io[half] = NOT_SUBMITTED;
            }
        }

        void add(ImmutableLongArray.Builder words) {
            words.add(KINDS.indexOf(kind)).add(entry).add(d ? 1 : 0).add(n).add(started ? 1 : 0);
            for (long half : io) {
                words.add(half);
            }
        }
    }

    ImmutableLongArray encode(MachineView view, int tasks) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(tasks * WORDS);
        for (int task = 0; task < tasks; task++) {
            known(view, task).add(words);
        }
        return words.build();
    }

    private Known known(MachineView view, int task) {
        Known known = new Known();
        if (view.idle(task) || view.logLength(task) == 0) {
            return known;
        }
        Kind kind = ((WritebackOperation) view.operation(task)).call().kind();
        known.kind = WritebackActions.specKind(kind);
        KernelStep next = (KernelStep) view.pendingStep(task);
        switch (kind) {
            case PIN, PIN_LONGTERM, GET, ODP, FAULT -> walk(known, view, task, next);
            case UNPIN_DIRTY, PUT_DIRTY -> known.d = next != KernelStep.RelFree;
            case FLUSH, FSYNC -> clean(known, view, task);
            case RECLAIM -> known.entry = last(view, task, KernelStep.RclUnmap);
            default -> {
                // Everything such a call knows shows in the step it stands before.
            }
        }
        return known;
    }

    private static void walk(Known known, MachineView view, int task, KernelStep next) {
        if (WALKING.contains(next) || next == KernelStep.FastMappingCheck) {
            known.entry = last(view, task, KernelStep.FastReadPte);
        } else if (FAULTING.contains(next)) {
            known.entry = last(view, task, KernelStep.FltReadPte);
        }
        if (view.logStep(task, 0) == KernelStep.MnReadBegin) {
            known.n = MmuNotifier.ended((int) view.logResult(task, 0));
        }
    }

    /** {@return what the last such step of the log returned; no entry if there was none} */
    private static long last(MachineView view, int task, KernelStep step) {
        for (int at = view.logLength(task) - 1; at >= 0; at--) {
            if (view.logStep(task, at) == step) {
                return view.logResult(task, at);
            }
        }
        return Pte.NONE;
    }

    private void clean(Known known, MachineView view, int task) {
        for (int at = 0; at < view.logLength(task); at++) {
            long result = view.logResult(task, at);
            switch ((KernelStep) view.logStep(task, at)) {
                case WbMkcleanClear -> known.entry = result;
                case WbPinTest -> known.d = Refcount.isDmaPinned((int) result);
                case WbBounce -> copied(known, result);
                case WbStart -> started(known, result);
                case WbDevRead -> read(known);
                case WbUnlock -> {
                    if (!known.started) {
                        known.forget();
                    }
                }
                case WbEnd -> known.forget();
                default -> {
                    // Tells the flusher where to go, which shows in the step it stands before.
                }
            }
        }
    }

    private static void copied(Known known, long versions) {
        for (int half = 0; half < FilePage.HALVES; half++) {
            known.io[half] = PageIo.version(versions, half);
        }
    }

    private void started(Known known, long result) {
        known.started = result != 0;
        if (!known.started || known.d && bounces) {
            return;
        }
        for (int half = 0; half < FilePage.HALVES; half++) {
            known.io[half] = (result >> half & 1) != 0 ? FROM_PAGE : NOT_SUBMITTED;
        }
    }

    private static void read(Known known) {
        int half = 0;
        while (known.io[half] == NOT_SUBMITTED) {
            half++;
        }
        known.io[half] = NOT_SUBMITTED;
    }

    /** {@return the words of one task} */
    ImmutableLongArray ofTask(ImmutableLongArray words, int task) {
        return words.subArray(task * WORDS, (task + 1) * WORDS);
    }

    /** {@return the record of one task's words} */
    Value value(ImmutableLongArray words) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("k", Value.of(KINDS.get((int) words.get(0))));
        fields.put("e", Value.of(WritebackMapping.entry(words.get(1))));
        fields.put("d", Value.of(words.get(2) != 0));
        fields.put("n", Value.of(words.get(3)));
        fields.put("s", Value.of(words.get(4) != 0));
        fields.put("io", Projection.function(words.subArray(5, WORDS), Value::of));
        return Value.record(fields);
    }
}
