package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pinproof.explore.fork.ForkCall;
import org.pinproof.explore.fork.ForkCall.Kind;
import org.pinproof.explore.fork.ForkOperation;
import org.pinproof.kernel.fork.AnonFault;
import org.pinproof.kernel.fork.DupMmap;
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
final class ForkLocals {
    private static final long NONE = -1;
    private static final int WORDS = 11;
    private static final ImmutableList<String> ONWARD =
            ImmutableList.of("none", "idle", "FastFallback", "CowPut", "SlowFollow", "FltDropMmap");

    private ForkLocals() {}

    /** What is known of one task, while its log is read: the fields of the record. */
    private static final class Known {
        private final ForkCall call;
        private final int vpns;
        private long vpn;
        private long seq;
        private long entry;
        private long page;
        private long copy;
        private long number;
        private long freed;
        private String onward;
        private boolean copied;

        Known(ForkCall call, int vpns) {
            this.call = call;
            this.vpns = vpns;
            vpn = call == null || call.kind().namesFrame() ? 0 : call.at();
            forget();
        }

        /** All but the call, where it is, and whether it has a copy. */
        private void forget() {
            seq = NONE;
            entry = Pte.NONE;
            page = NONE;
            copy = NONE;
            number = 0;
            freed = NONE;
            onward = "none";
        }

        private boolean isStore() {
            return call.kind() == Kind.STORE;
        }

        private boolean writes() {
            return call.kind() == Kind.PIN || call.kind() == Kind.GET || call.kind() == Kind.FORCE;
        }

        private long weight() {
            return Refcount.weight(call.kind().isPin(), 1);
        }

        /** A subtraction: who brings the count to zero frees the frame first. */
        private void drop(long pfn, long before, long taken, String then) {
            if ((int) (before - taken) == 0) {
                freed = pfn;
                onward = then;
            }
        }

        void learn(KernelStep step, long result) {
            switch (step) {
                case FastSeqBegin, FastReadPte, FastGrab, FastUndo, SlowFollow -> walk(step, result);
                case CowCheckReuse, CowCopy, CowInstall, CowPutNew, CowPut, CpuStore -> fault(step, result);
                case ForkCheckPin, ForkCopyNow, ForkWrprotect -> fork(step, result);
                case ZapClear, RclPinTest -> page = result;
                case ZapPut -> drop(page, result, 1, "idle");
                case KsmClear, RclUnmap, MoveClear -> clear(step, result);
                case RclRestore -> entry = Pte.NONE;
                case RclSetSwap -> {
                    entry = Pte.NONE;
                    number = 1;
                }
                case RclPut -> drop(page, 1 - result, 0, "idle");
                case RelSub -> drop(call.at(), result, weight(), "idle");
                case RelFree -> {
                    freed = NONE;
                    onward = "none";
                }
                default -> {
                    // Tells the call where to go, which shows in the step it stands before.
                }
            }
        }

        private void walk(KernelStep step, long result) {
            switch (step) {
                case FastSeqBegin -> seq = (result & 1) == 0 ? result : NONE;
                case FastReadPte -> {
                    if (Pte.isPresent(result) && (Pte.isWritable(result) || !writes())) {
                        entry = result;
                        page = Pte.pfn(result);
                    } else {
                        forget();
                    }
                }
                case FastGrab -> {
                    if (result == 0) {
                        forget();
                    }
                }
                case FastUndo -> {
                    long grabbed = page;
                    forget();
                    drop(grabbed, result, weight(), "FastFallback");
                }
                default -> page = result;
            }
        }

        private void fault(KernelStep step, long result) {
            switch (step) {
                case CowCheckReuse -> {
                    if (result != 0) {
                        entry = result & ~AnonFault.COPY;
                        page = Pte.pfn(entry);
                    }
                }
                case CowCopy -> copy = result;
                case CowInstall -> {
                    number = result != 0 && entry != Pte.NONE ? 2 : 1;
                    copy = result != 0 ? NONE : copy;
                    copied |= result != 0;
                }
                case CowPutNew -> {
                    drop(copy, result, 1, "CowPut");
                    copy = NONE;
                }
                case CowPut -> {
                    long old = page;
                    long taken = number;
                    forget();
                    drop(old, result, taken, isStore() ? "FltDropMmap" : "SlowFollow");
                }
                default -> {
                    // The store is tried as if for the first time.
                    forget();
                    copied = false;
                }
            }
        }

        /** The entry at hand, until it is copied; then the next one, and at the end the first. */
        private void fork(KernelStep step, long result) {
            if (step == KernelStep.ForkCheckPin && result != 0) {
                entry = result & ~DupMmap.COPY;
                page = Pte.pfn(entry);
            } else {
                forget();
                vpn = vpn + 1 < vpns ? vpn + 1 : 0;
            }
        }

        private void clear(KernelStep step, long result) {
            if (result != Pte.NONE) {
                entry = result;
                page = Pte.pfn(result);
                number = step == KernelStep.MoveClear ? call.to() : number;
            }
        }

        void add(ImmutableLongArray.Builder words) {
            words.add(call == null ? NONE : call.kind().ordinal())
                    .add(call == null ? 0 : call.mm())
                    .add(vpn)
                    .add(seq)
                    .add(entry)
                    .add(page)
                    .add(copy)
                    .add(number)
                    .add(freed)
                    .add(ONWARD.indexOf(onward))
                    .add(copied ? 1 : 0);
        }
    }

    /** {@return the words of every task} */
    static ImmutableLongArray encode(MachineView view, int tasks, int vpns) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(tasks * WORDS);
        for (int task = 0; task < tasks; task++) {
            boolean idle = view.idle(task) || view.logLength(task) == 0;
            Known known = new Known(idle ? null : ((ForkOperation) view.operation(task)).call(), vpns);
            for (int at = 0; !idle && at < view.logLength(task); at++) {
                known.learn((KernelStep) view.logStep(task, at), view.logResult(task, at));
            }
            known.add(words);
        }
        return words.build();
    }

    /** {@return the words of one task} */
    static ImmutableLongArray ofTask(ImmutableLongArray words, int task) {
        return words.subArray(task * WORDS, (task + 1) * WORDS);
    }

    /** {@return the record of one task's words} */
    static Value value(ImmutableLongArray words) {
        Map<String, Value> fields = new LinkedHashMap<>();
        int kind = (int) words.get(0);
        fields.put("k", Value.of(kind < 0 ? "none" : Kind.values()[kind].name()));
        fields.put("m", Value.of(words.get(1)));
        fields.put("v", Value.of(words.get(2)));
        fields.put("s", Value.of(words.get(3)));
        fields.put("e", ForkMapping.entry(words.get(4)));
        fields.put("p", Value.of(words.get(5)));
        fields.put("q", Value.of(words.get(6)));
        fields.put("n", Value.of(words.get(7)));
        fields.put("f", Value.of(words.get(8)));
        fields.put("to", Value.of(ONWARD.get((int) words.get(9))));
        fields.put("cow", Value.of(words.get(10) != 0));
        return Value.record(fields);
    }
}
