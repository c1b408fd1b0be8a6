package org.pinproof.explore.gup;

import java.util.List;
import java.util.stream.Stream;
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
    private final boolean[] judgeable;

    GupInvariants(GupProgram program) {
        this.program = program;
        this.judgeable = new boolean[program.script().shape().vpns()];
        for (int vpn = 0; vpn < judgeable.length; vpn++) {
            judgeable[vpn] = isJudgeable(program.script(), vpn);
        }
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
        return toldWrong(now);
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

    /**
     * The checker's form: told "not pinned", entry still write-protected, and somebody has a pin of its page. Nobody made the
     * entry writable again, so the pin came through the old entry. Only of an entry that the script cleans once and never maps
     * anew: otherwise it may be another one by the end. A huge entry is cleaned through any of its vpns.
     */
    private String toldWrong(MachineView now) {
        for (int task = 0; task < program.tasks(); task++) {
            for (int vpn = 0; vpn < program.world().mm().pages(); vpn++) {
                if (judgeable[vpn] && program.holdings().wasToldNotPinned(now, task, vpn)) {
                    int pfn = writeProtectedPage(now, vpn);
                    if (pfn >= 0 && held(now, true, pfn) > 0) {
                        return "NoFalseNegativeChecked: " + program.taskName(task) + " cleared the entry of vpn " + vpn
                                + " and was told frame " + pfn + " is not pinned, and a walker that had read the old"
                                + " entry has a pin of it";
                    }
                }
            }
        }
        return null;
    }

    private static boolean isJudgeable(GupScript script, int vpn) {
        boolean shared = script.shape().layout() == GupShape.Layout.LEAF;
        long cleans = calls(script)
                .filter(call -> call instanceof GupCall.Clean clean && (shared || clean.vpn() == vpn))
                .count();
        return cleans == 1 && calls(script).noneMatch(call -> call instanceof GupCall.Map map && map.vpn() == vpn);
    }

    private static Stream<GupCall> calls(GupScript script) {
        return script.tasks().stream().flatMap(List::stream);
    }

    private int writeProtectedPage(MachineView end, int vpn) {
        long pmd = end.cell(program.world().mm().pmd());
        long entry = pmd == Pte.TABLE ? end.cell(program.world().mm().pte(vpn)) : pmd;
        return Pte.isPresent(entry) && !Pte.isWritable(entry) ? Pte.pfn(entry) + (Pte.isLeaf(entry) ? vpn : 0) : -1;
    }

    private int held(MachineView now, boolean pin, int pfn) {
        int held = 0;
        for (int task = 0; task < program.tasks(); task++) {
            held += program.holdings().held(now, task, pin, pfn);
        }
        return held;
    }
}
