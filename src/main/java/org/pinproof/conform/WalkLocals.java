package org.pinproof.conform;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.explore.gup.GupOperation;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * The specification's {@code loc}: what each call has learnt so far, read off the log of the operation in progress.
 *
 * <p>A log holds what every step returned to the code, so this is what the code knows; that it acts on it correctly shows in the
 * step it stands before. First to words, which are cheap to make and to compare; to a {@link Value} once per different words.
 */
final class WalkLocals {
    /** Words of a task before its pages: kind, v, n, i, e, p, h, number of pages. */
    private static final int FIXED = 8;

    private static final int MOST_PAGES = 8;
    private static final int WORDS = FIXED + MOST_PAGES;
    private static final long NO_FRAME = -1;
    private static final List<String> KINDS = List.of("none", "PIN", "GET", "UNPIN", "PUT", "CLEAN", "ZAP");

    private final BiFunction<Long, Boolean, Value> entry;

    WalkLocals(BiFunction<Long, Boolean, Value> entry) {
        this.entry = entry;
    }

    /** What is known of one task, while its log is read. */
    private static final class Known {
        String kind = "none";
        int v;
        int n;
        int i;
        long e = Pte.NONE;
        long p = NO_FRAME;
        long h = NO_FRAME;
        final List<Long> pages = new ArrayList<>();

        void forget() {
            e = Pte.NONE;
            p = NO_FRAME;
            h = NO_FRAME;
        }

        void add(ImmutableLongArray.Builder words) {
            words.add(KINDS.indexOf(kind))
                    .add(v)
                    .add(n)
                    .add(i)
                    .add(e)
                    .add(p)
                    .add(h)
                    .add(pages.size());
            for (int j = 0; j < MOST_PAGES; j++) {
                words.add(j < pages.size() ? pages.get(j) : 0);
            }
        }
    }

    static ImmutableLongArray encode(MachineView view, int tasks) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(tasks * WORDS);
        for (int task = 0; task < tasks; task++) {
            known(view, task).add(words);
        }
        return words.build();
    }

    private static Known known(MachineView view, int task) {
        Known known = new Known();
        if (view.idle(task) || view.logLength(task) == 0) {
            return known;
        }
        GupCall call = ((GupOperation) view.operation(task)).call();
        KernelStep next = (KernelStep) view.pendingStep(task);
        if (call instanceof GupCall.Pin pin) {
            walk(known, view, task, "PIN", pin.vpn(), pin.nr(), next);
        } else if (call instanceof GupCall.Get get) {
            walk(known, view, task, "GET", get.vpn(), get.nr(), next);
        } else if (call instanceof GupCall.Unpin unpin) {
            release(known, view, task, "UNPIN", unpin.pfn(), next);
        } else if (call instanceof GupCall.Put put) {
            release(known, view, task, "PUT", put.pfn(), next);
        } else if (call instanceof GupCall.Clean clean) {
            known.kind = "CLEAN";
            known.v = clean.vpn();
            known.e = view.logResult(task, 0);
        } else if (call instanceof GupCall.Zap zap) {
            zap(known, view, task, zap.vpn());
        }
        return known;
    }

    private static void walk(Known known, MachineView view, int task, String kind, int vpn, int nr, KernelStep next) {
        known.kind = kind;
        known.v = vpn;
        known.n = nr;
        for (int entry = 0; entry < view.logLength(task); entry++) {
            learn(known, (KernelStep) view.logStep(task, entry), view.logResult(task, entry));
        }
        if (next == KernelStep.SlowFollow) {
            known.forget();
        } else if (next == KernelStep.RelFree) {
            long head = known.h;
            known.forget();
            known.h = head;
        }
    }

    private static void learn(Known known, KernelStep step, long result) {
        switch (step) {
            case FastReadPmd -> {
                if (Pte.isLeaf(result)) {
                    known.e = result;
                    known.p = AddressSpace.page(result, known.v);
                }
            }
            case FastReadPte -> {
                known.e = result;
                known.p = Pte.pfn(result);
            }
            case FastReadHead -> known.h = result;
            case FastRecord -> {
                long refs = Pte.isLeaf(known.e) ? known.n - known.i : 1;
                for (int j = 0; j < refs; j++) {
                    known.pages.add(result + j);
                }
                known.i += (int) refs;
                known.forget();
            }
            case SlowFollow -> {
                known.pages.add(result);
                known.i++;
            }
            default -> {
                // Tells the walker where to go, which shows in the step it stands before.
            }
        }
    }

    private static void release(Known known, MachineView view, int task, String kind, int pfn, KernelStep next) {
        known.kind = kind;
        known.p = next == KernelStep.RelFree ? NO_FRAME : pfn;
        known.h = view.logResult(task, 0);
    }

    /** The entry until the lock is dropped, then the head whose reference is to be put. */
    private static void zap(Known known, MachineView view, int task, int vpn) {
        known.kind = "ZAP";
        if (view.logLength(task) == 1) {
            known.v = vpn;
            known.e = view.logResult(task, 0);
        } else {
            known.h = view.logResult(task, 1);
        }
    }

    /** {@return the words of one task} */
    ImmutableLongArray ofTask(ImmutableLongArray words, int task) {
        return words.subArray(task * WORDS, (task + 1) * WORDS);
    }

    /** {@return the record of one task's words} */
    Value value(ImmutableLongArray words) {
        List<Value> pages = new ArrayList<>();
        for (int j = 0; j < words.get(7); j++) {
            pages.add(Value.of(words.get(FIXED + j)));
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("k", Value.of(KINDS.get((int) words.get(0))));
        fields.put("v", Value.of(words.get(1)));
        fields.put("n", Value.of(words.get(2)));
        fields.put("i", Value.of(words.get(3)));
        fields.put("e", entry.apply(words.get(4), false));
        fields.put("p", Value.of(words.get(5)));
        fields.put("h", Value.of(words.get(6)));
        fields.put("pages", Value.tuple(pages));
        return Value.record(fields);
    }
}
