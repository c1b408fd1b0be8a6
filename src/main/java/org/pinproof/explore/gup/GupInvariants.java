package org.pinproof.explore.gup;

import java.util.List;
import org.pinproof.explore.Result;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.MachineView;

/**
 * What must hold of the kernel's state, read off cells and registers alone: the explorer's own judgement, for runs without the
 * specification. Named as the specification's invariants; where only a quiet state can be judged, the check waits for the
 * end.
 */
final class GupInvariants {
    private final GupProgram program;
    private final ToldNotPinned told;

    GupInvariants(GupProgram program) {
        this.program = program;
        this.told = new ToldNotPinned(
                program.holdings(),
                program.world().mm(),
                program.script().shape().layout() == GupShape.Layout.LEAF,
                program.script().tasks().stream().flatMap(List::stream).toList());
    }

    /** {@return what is wrong between two steps, or null} */
    String violation(MachineView now) {
        FrameTable frames = program.world().frames();
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            int pins = held(now, true, pfn);
            boolean free = now.intCell(frames.free(pfn)) != 0;
            int count = now.intCell(frames.refcount(pfn));
            if (free && (pins > 0 || held(now, false, pfn) > 0 || count != 0)) {
                return "NoFreeWhileHeld: frame " + pfn + " is free, has count " + count + ", " + pins + " pins and "
                        + held(now, false, pfn) + " plain references";
            }
            int headCount = now.intCell(frames.refcount(now.intCell(frames.compoundHead(pfn))));
            if (pins > 0 && !Refcount.isDmaPinned(headCount)) {
                return "NoFalseNegative: frame " + pfn + " has " + pins + " pins, and its head's count " + headCount
                        + " says it is not pinned";
            }
        }
        String goesRound = goesRound(now);
        return goesRound != null ? goesRound : told.violation(now);
    }

    /**
     * Nobody else has anything left to do, and a task has taken the same two steps twice, with the same results: it will go on
     * for ever, as no walk counts its attempts.
     */
    private static String goesRound(MachineView now) {
        int busy = -1;
        for (int task = 0; task < now.program().tasks(); task++) {
            if (!now.idle(task)) {
                if (busy >= 0) {
                    return null;
                }
                busy = task;
            }
        }
        int last = busy < 0 ? 0 : now.logLength(busy) - 1;
        if (last < 3 || !isSame(now, busy, last, last - 2) || !isSame(now, busy, last - 1, last - 3)) {
            return null;
        }
        return Result.CALLS_RETURN + ": " + now.program().taskName(busy) + " takes " + now.logStep(busy, last - 1)
                + " and " + now.logStep(busy, last) + " again and again, and nobody is left to change what it finds";
    }

    private static boolean isSame(MachineView now, int task, int entry, int earlier) {
        return now.logStep(task, entry) == now.logStep(task, earlier)
                && now.logCell(task, entry) == now.logCell(task, earlier)
                && now.logResult(task, entry) == now.logResult(task, earlier);
    }

    /** {@return what is wrong when every task has finished, or null} */
    String violationAtEnd(MachineView end) {
        for (int pfn = 0; pfn < program.world().frames().size(); pfn++) {
            String wrong = miscounted(end, pfn);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private String miscounted(MachineView end, int head) {
        FrameTable frames = program.world().frames();
        if (end.intCell(frames.compoundHead(head)) != head) {
            return null;
        }
        int expected = maps(end, head);
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            if (end.intCell(frames.compoundHead(pfn)) == head) {
                expected += Refcount.weight(true, held(end, true, pfn)) + held(end, false, pfn);
            }
        }
        int count = end.intCell(frames.refcount(head));
        if (count != expected) {
            return "RefcountConservation: frame " + head + " has count " + count
                    + ", and what is held on it adds up to " + expected;
        }
        if (count == 0 && end.intCell(frames.free(head)) == 0) {
            return "RefcountConservation: frame " + head + " has count 0 and nobody freed it";
        }
        return null;
    }

    private int maps(MachineView end, int head) {
        FrameTable frames = program.world().frames();
        int maps = 0;
        long pmd = end.cell(program.world().mm().pmd());
        if (Pte.isLeaf(pmd)) {
            return Pte.pfn(pmd) == head ? 1 : 0;
        }
        for (int vpn = 0; vpn < program.world().mm().pages(); vpn++) {
            long pte = end.cell(program.world().mm().pte(vpn));
            if (Pte.isPresent(pte) && end.intCell(frames.compoundHead(Pte.pfn(pte))) == head) {
                maps++;
            }
        }
        return maps;
    }

    private int held(MachineView now, boolean pin, int pfn) {
        return program.holdings().held(now, pin, pfn);
    }
}
