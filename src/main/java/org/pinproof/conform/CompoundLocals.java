package org.pinproof.conform;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinproof.explore.compound.CompoundCall;
import org.pinproof.explore.compound.CompoundOperation;
import org.pinproof.explore.compound.CompoundShape;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * The specification's {@code loc}, read off the log of the operation in progress as {@link WalkLocals} does it for small pages:
 * here with what a walk knows of the head's order, and with the splitter.
 */
final class CompoundLocals {
    /** Words of a task before its pages: kind, v, n, i, e, p, h, o, s, r, number of pages. */
    private static final int FIXED = 11;

    private static final int MOST_PAGES = 8;
    private static final int WORDS = FIXED + MOST_PAGES;
    private static final long NO_FRAME = -1;
    private static final long UNKNOWN = -1;
    private static final List<String> KINDS = List.of("none", "PIN", "GET", "UNPIN", "PUT", "CLEAN", "ZAP", "SPLIT");

    private CompoundLocals() {}

    /** What is known of one task, while its log is read. */
    private static final class Known {
        private final boolean looksAgain;
        private String kind = "none";
        private int v;
        private int n;
        private int i;
        private long e = Pte.NONE;
        private long p = NO_FRAME;
        private long h = NO_FRAME;
        private long o = UNKNOWN;
        private boolean s;
        private boolean r;
        private final List<Long> pages = new ArrayList<>();

        Known(boolean looksAgain) {
            this.looksAgain = looksAgain;
        }

        void forget() {
            e = Pte.NONE;
            p = NO_FRAME;
            forgetHead();
        }

        void forgetHead() {
            h = NO_FRAME;
            o = UNKNOWN;
            s = false;
            r = false;
        }

        void learn(KernelStep step, long result) {
            switch (step) {
                case FastReadPmd -> {
                    if (Pte.isLeaf(result)) {
                        e = result;
                        p = AddressSpace.page(result, v);
                    }
                }
                case FastReadPte -> {
                    e = result;
                    p = Pte.pfn(result);
                }
                case FastReadHead -> {
                    forgetHead();
                    h = result;
                }
                case FastHeadRecheck -> r = looksAgain && result != h;
                case FastReadOrder, RelReadOrder -> o = result;
                case FastPinSecond -> s = true;
                case FastRecord -> {
                    long refs = Pte.isLeaf(e) ? n - i : 1;
                    for (int j = 0; j < refs; j++) {
                        pages.add(result + j);
                    }
                    i += (int) refs;
                    forget();
                }
                case SlowFollow -> {
                    if (result >= 0) {
                        pages.add(result);
                        i++;
                    }
                }
                default -> {
                    // Tells the walker where to go, which shows in the step it stands before.
                }
            }
        }

        void add(ImmutableLongArray.Builder words) {
            words.add(KINDS.indexOf(kind))
                    .add(v)
                    .add(n)
                    .add(i)
                    .add(e)
                    .add(p)
                    .add(h)
                    .add(o);
            words.add(s ? 1 : 0).add(r ? 1 : 0).add(pages.size());
            for (int j = 0; j < MOST_PAGES; j++) {
                words.add(j < pages.size() ? pages.get(j) : 0);
            }
        }
    }

    static ImmutableLongArray encode(MachineView view, int tasks, CompoundShape shape) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(tasks * WORDS);
        for (int task = 0; task < tasks; task++) {
            Known known = new Known(shape.era() == CompoundShape.Era.FOLIO);
            if (!view.idle(task) && view.logLength(task) > 0) {
                know(known, view, task);
            }
            known.add(words);
        }
        return words.build();
    }

    private static void know(Known known, MachineView view, int task) {
        CompoundCall call = ((CompoundOperation) view.operation(task)).made();
        KernelStep next = (KernelStep) view.pendingStep(task);
        if (call instanceof CompoundCall.Split split) {
            split(known, view, task, split.pfn(), next);
        } else if (call instanceof CompoundCall.Plain plain) {
            know(known, view, task, plain.call(), next);
        }
    }

    private static void know(Known known, MachineView view, int task, GupCall call, KernelStep next) {
        if (call instanceof GupCall.Pin pin) {
            walk(known, view, task, "PIN", pin.vpn(), pin.nr(), next);
        } else if (call instanceof GupCall.Get get) {
            walk(known, view, task, "GET", get.vpn(), get.nr(), next);
        } else if (call instanceof GupCall.Unpin unpin) {
            release(known, view, task, "UNPIN", unpin.pfn());
        } else if (call instanceof GupCall.Put put) {
            release(known, view, task, "PUT", put.pfn());
        } else if (call instanceof GupCall.Clean clean) {
            known.kind = "CLEAN";
            known.v = clean.vpn();
            known.e = view.logResult(task, 0);
        } else if (call instanceof GupCall.Zap zap) {
            zap(known, view, task, zap.vpn());
        }
    }

    private static void walk(Known known, MachineView view, int task, String kind, int vpn, int nr, KernelStep next) {
        known.kind = kind;
        known.v = vpn;
        known.n = nr;
        learnAll(known, view, task);
        if (next == KernelStep.SlowFollow || next == KernelStep.SlowMigrWait) {
            known.forget();
        } else if (next == KernelStep.FastReadHead) {
            known.forgetHead();
        }
    }

    private static void learnAll(Known known, MachineView view, int task) {
        for (int entry = 0; entry < view.logLength(task); entry++) {
            known.learn((KernelStep) view.logStep(task, entry), view.logResult(task, entry));
        }
    }

    private static void release(Known known, MachineView view, int task, String kind, int pfn) {
        known.kind = kind;
        known.p = pfn;
        learnAll(known, view, task);
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

    /** The head is one less than the lock's section says; the subpages are put in order, all but the caller's. */
    private static void split(Known known, MachineView view, int task, int pfn, KernelStep next) {
        known.kind = "SPLIT";
        known.p = pfn;
        known.h = view.logResult(task, 0) - 1;
        int puts = 0;
        for (int entry = 0; entry < view.logLength(task); entry++) {
            if (view.logStep(task, entry) == KernelStep.SplitTails) {
                known.n = (int) view.logResult(task, entry);
                known.s = true;
            } else if (view.logStep(task, entry) == KernelStep.SplitPut) {
                puts++;
            }
        }
        if (next == KernelStep.SplitPut || next == KernelStep.RelFree) {
            int nth = next == KernelStep.RelFree ? puts - 1 : puts;
            int kept = (int) (pfn - known.h);
            known.i = nth < kept ? nth : nth + 1;
        }
    }

    /** {@return the words of one task} */
    static ImmutableLongArray ofTask(ImmutableLongArray words, int task) {
        return words.subArray(task * WORDS, (task + 1) * WORDS);
    }

    /** {@return the record of one task's words} */
    static Value value(ImmutableLongArray words) {
        List<Value> pages = new ArrayList<>();
        for (int j = 0; j < words.get(FIXED - 1); j++) {
            pages.add(Value.of(words.get(FIXED + j)));
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("k", Value.of(KINDS.get((int) words.get(0))));
        fields.put("v", Value.of(words.get(1)));
        fields.put("n", Value.of(words.get(2)));
        fields.put("i", Value.of(words.get(3)));
        fields.put("e", CompoundMapping.entry(words.get(4), false));
        fields.put("p", Value.of(words.get(5)));
        fields.put("h", Value.of(words.get(6)));
        fields.put("o", Value.of(words.get(7)));
        fields.put("s", Value.of(words.get(8) != 0));
        fields.put("r", Value.of(words.get(9) != 0));
        fields.put("pages", Value.tuple(pages));
        return Value.record(fields);
    }
}
