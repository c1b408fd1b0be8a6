package org.pinproof.conform;

import com.google.common.primitives.ImmutableLongArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pinproof.explore.longterm.LongtermCall;
import org.pinproof.explore.longterm.LongtermCall.Kind;
import org.pinproof.explore.longterm.LongtermOperation;
import org.pinproof.explore.longterm.LongtermProgram;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.longterm.Placement;
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
final class LongtermLocals {
    private static final long NONE = LongtermKnown.NONE;

    private final PlacedPages pages;
    private final boolean soft;

    LongtermLocals(LongtermProgram program) {
        pages = program.pages();
        soft = program.script().shape().soft();
    }

    /** {@return the words of every task} */
    ImmutableLongArray encode(MachineView view, int tasks) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(tasks * LongtermKnown.WORDS);
        for (int task = 0; task < tasks; task++) {
            known(view, task).add(words);
        }
        return words.build();
    }

    private LongtermKnown known(MachineView view, int task) {
        LongtermKnown known = new LongtermKnown();
        if (view.idle(task) || view.logLength(task) == 0) {
            return known;
        }
        LongtermCall call = ((LongtermOperation) view.operation(task)).call();
        known.kind = call.kind();
        if (call.kind().releases()) {
            known.page = call.at();
        } else {
            known.vpn = call.at();
            known.nr = call.nr();
        }
        for (int at = 0; at < view.logLength(task); at++) {
            learn(known, (KernelStep) view.logStep(task, at), view.logResult(task, at));
        }
        return known;
    }

    private void learn(LongtermKnown known, KernelStep step, long result) {
        switch (step) {
            case FastReadPte, FastGetPgmap, FastReadCount, FastGrab, FastUndo, FastRecord -> walk(known, step, result);
            case SlowFollow, SlowMigWait, LtCheckDax, LtUnpinAll, LtRetry -> pin(known, step, result);
            case LtCollect, LtIsolate, CmaIsolate, LruIsolate -> collect(known, step, result);
            case MigAlloc, MigEntry, MigUnfreeze, MigRestore, MigWait, MigPutOld, MigPutNew, LruPutback ->
                migrate(known, step, result);
            case LayoutUnmap -> known.page = result;
            case RelSub -> drop(known, known.page, result, "idle");
            case RelFree, DaxWake -> known.onward();
            default -> {
                // Tells the call where to go, which shows in the step it stands before.
            }
        }
    }

    private void walk(LongtermKnown known, KernelStep step, long result) {
        switch (step) {
            case FastReadPte -> {
                if (Pte.isPresent(result)) {
                    known.page = Pte.pfn(result);
                } else {
                    known.stop();
                }
            }
            case FastReadCount -> {
                if (result < 0) {
                    known.stop();
                }
            }
            case FastGetPgmap, FastGrab -> {
                if (result == 0) {
                    known.stop();
                }
            }
            case FastUndo -> {
                long page = known.page;
                known.stop();
                drop(known, page, result, "SlowFollow");
            }
            default -> {
                known.got.add(known.page);
                known.page = NONE;
            }
        }
    }

    /** A subtraction that leads to another step first. */
    private void drop(LongtermKnown known, long page, long before, String onward) {
        long left = (int) (before - Refcount.weight(known.pins(), 1));
        if (left == 0 || left == 1 && pages.isDax((int) page)) {
            known.page = page;
            known.to = onward;
        }
    }

    private void pin(LongtermKnown known, KernelStep step, long result) {
        switch (step) {
            case SlowFollow -> {
                if (result > 0 && Pte.isMigration(result)) {
                    known.page = Pte.pfn(result);
                } else if (result > 0) {
                    known.got.add((long) Pte.pfn(result));
                }
            }
            case SlowMigWait -> known.page = NONE;
            case LtCheckDax -> known.looked = result == 0 ? known.fast : known.looked;
            case LtUnpinAll -> {
                long page = known.got.remove(known.got.size() - 1);
                known.looked = 0;
                if ((int) (result - Refcount.weight(true, 1)) == 1 && pages.isDax((int) page)) {
                    known.page = page;
                    known.to = known.got.size() == known.fast ? known.afterUnpin() : "LtUnpinAll";
                }
            }
            default -> known.restart();
        }
    }

    private void collect(LongtermKnown known, KernelStep step, long result) {
        switch (step) {
            case LtCollect -> {
                known.looked++;
                known.page = isUnpinnable(pages.placement((int) result)) ? result : NONE;
            }
            case LtIsolate -> {
                if (result != 0) {
                    known.list.add(known.page);
                } else {
                    known.elsewhere = known.page;
                }
                known.collected |= result != 0 || !soft;
                known.page = NONE;
            }
            default -> {
                if (result >= 0) {
                    known.list.add(result);
                }
            }
        }
    }

    private boolean isUnpinnable(Placement placement) {
        return placement == Placement.CMA || !soft && (placement == Placement.MOVABLE || placement == Placement.DEVICE);
    }

    private static void migrate(LongtermKnown known, KernelStep step, long result) {
        switch (step) {
            case MigAlloc -> {
                known.page = known.list.get(0);
                known.target = result;
            }
            case MigEntry -> known.mapper = result - 1;
            case MigUnfreeze -> known.moved = true;
            case MigRestore -> known.target = known.moved ? NONE : known.target;
            case MigWait -> known.mapper = NONE;
            case MigPutOld -> {
                if (result == 1) {
                    known.to = LongtermKnown.SETTLED;
                } else {
                    known.settle(false);
                }
            }
            case MigPutNew -> known.to = "LruPutback";
            default -> known.settle(true);
        }
    }

    /** {@return the words of one task} */
    static ImmutableLongArray ofTask(ImmutableLongArray words, int task) {
        return words.subArray(task * LongtermKnown.WORDS, (task + 1) * LongtermKnown.WORDS);
    }

    /** {@return the record of one task's words} */
    static Value value(ImmutableLongArray words) {
        Map<String, Value> fields = new LinkedHashMap<>();
        int kind = (int) words.get(0);
        fields.put("k", Value.of(kind < 0 ? "none" : Kind.values()[kind].specName()));
        fields.put("to", Value.of(LongtermKnown.ONWARD.get((int) words.get(1))));
        int at = 2;
        for (String name : LongtermKnown.NUMBERS) {
            fields.put(name, Value.of(words.get(at++)));
        }
        for (String name : LongtermKnown.FLAGS) {
            fields.put(name, Value.of(words.get(at++) != 0));
        }
        for (String name : LongtermKnown.LISTS) {
            fields.put(name, LongtermKnown.list(words, at));
            at += LongtermKnown.LIST_WORDS;
        }
        return Value.record(fields);
    }
}
