package org.pinproof.conform;

import com.google.common.primitives.ImmutableLongArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pinproof.explore.collapse.CollapseCall;
import org.pinproof.explore.collapse.CollapseCall.Kind;
import org.pinproof.explore.collapse.CollapseOperation;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * The specification's {@code loc}: what each call has learnt so far, read off the log of the operation in progress.
 *
 * <p>A log holds what every step returned to the code, so this is what the code knows; that it acts on it correctly shows in the
 * step it stands before. First to words, which are cheap to make and to compare; to a {@link Value} once per different words.
 */
final class CollapseLocals {
    private static final long NONE = -1;
    private static final int WORDS = 8;

    private final int vpns;

    CollapseLocals(int vpns) {
        this.vpns = vpns;
    }

    /** What is known of one task, while its log is read: the fields of the specification's {@code loc}. */
    private static final class Known {
        private final int vpns;
        private Kind kind;
        private long vpn;
        private long pmd = Pte.NONE;
        private long entry = Pte.NONE;
        private long page = NONE;
        private long taken = NONE;
        private int seen;
        private boolean good;

        Known(int vpns) {
            this.vpns = vpns;
        }

        /** The walk has come to nothing, or is over. */
        void stop() {
            pmd = Pte.NONE;
            entry = Pte.NONE;
            page = NONE;
            good = false;
        }

        void learn(KernelStep step, long result) {
            switch (step) {
                case FastReadPmd, FastReadPte, FastGrab, FastUndo, FastRecord -> walk(step, result);
                case SlowFollow -> page = Pte.isMigration(result) ? Pte.pfn(result) : NONE;
                case SlowMigPut -> page = result == 1 ? page : NONE;
                case ThpAlloc, MigAlloc -> taken = result;
                case ThpCheckRefs -> seen = result == 0 ? seen : (seen + 1) % vpns;
                case ThpCopy -> {
                    seen++;
                    page = result == 0 ? NONE : result - 1;
                }
                case ThpInstall -> taken = NONE;
                case ThpPutNew, MigPutNew -> {
                    page = taken;
                    taken = NONE;
                }
                case ZapClear -> pmd = result;
                case ZapPut -> {
                    seen++;
                    long put = Pte.isLeaf(pmd) ? Pte.pfn(pmd) : seen - 1;
                    page = result == 1 ? put : NONE;
                }
                case MigEntry, DeferScan -> page = result == 0 ? NONE : result - 1;
                case MigFreeze -> good = result != 0;
                case MigRestore -> {
                    taken = good ? NONE : taken;
                    page = good ? page : NONE;
                }
                case RelFree -> page = NONE;
                default -> {
                    // Tells the call where to go, which shows in the step it stands before.
                }
            }
        }

        private void walk(KernelStep step, long result) {
            long held = page;
            switch (step) {
                case FastReadPmd -> {
                    if (Pte.isPresent(result)) {
                        pmd = result;
                        entry = Pte.isLeaf(result) ? result : Pte.NONE;
                        page = Pte.isLeaf(result) ? Pte.pfn(result) : NONE;
                    }
                }
                case FastReadPte -> {
                    if (Pte.isPresent(result)) {
                        entry = result;
                        page = Pte.pfn(result);
                    } else {
                        stop();
                    }
                }
                case FastGrab -> {
                    if (result == 0) {
                        stop();
                    }
                }
                case FastUndo -> {
                    stop();
                    page = result == Refcount.weight(kind.isPin(), 1) ? held : NONE;
                }
                default -> {
                    stop();
                    page = held;
                    good = true;
                }
            }
        }

        void add(ImmutableLongArray.Builder words) {
            words.add(kind == null ? NONE : kind.ordinal()).add(vpn).add(pmd).add(entry);
            words.add(page).add(taken).add(seen).add(good ? 1 : 0);
        }
    }

    /** {@return the words of every task} */
    ImmutableLongArray encode(MachineView view, int tasks) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(tasks * WORDS);
        for (int task = 0; task < tasks; task++) {
            known(view, task).add(words);
        }
        return words.build();
    }

    private Known known(MachineView view, int task) {
        Known known = new Known(vpns);
        if (view.idle(task) || view.logLength(task) == 0) {
            return known;
        }
        CollapseCall call = ((CollapseOperation) view.operation(task)).made();
        known.kind = call.kind();
        if (call.kind() == Kind.UNPIN || call.kind() == Kind.PUT) {
            known.page = call.at();
        } else {
            known.vpn = call.at();
        }
        for (int at = 0; at < view.logLength(task); at++) {
            known.learn((KernelStep) view.logStep(task, at), view.logResult(task, at));
        }
        return known;
    }

    /** {@return the words of one task} */
    static ImmutableLongArray ofTask(ImmutableLongArray words, int task) {
        return words.subArray(task * WORDS, (task + 1) * WORDS);
    }

    /** {@return the record of one task's words} */
    static Value value(ImmutableLongArray words) {
        Map<String, Value> fields = new LinkedHashMap<>();
        int kind = (int) words.get(0);
        fields.put("k", Value.of(kind < 0 ? "none" : Kind.values()[kind].specName()));
        fields.put("v", Value.of(words.get(1)));
        fields.put("d", CollapseMapping.entry(words.get(2), true));
        fields.put("e", CollapseMapping.entry(words.get(3), false));
        fields.put("p", Value.of(words.get(4)));
        fields.put("q", Value.of(words.get(5)));
        fields.put("i", Value.of(words.get(6)));
        fields.put("ok", Value.of(words.get(7) != 0));
        return Value.record(fields);
    }
}
