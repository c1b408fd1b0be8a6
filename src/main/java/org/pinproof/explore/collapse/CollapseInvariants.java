package org.pinproof.explore.collapse;

import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.sched.MachineView;

/**
 * What must hold of the kernel's state, read off cells and registers alone: the explorer's own judgement, for runs without the
 * specification. Named as the specification's properties; where only a quiet state can be judged, the check waits for the end.
 */
final class CollapseInvariants {
    private final CollapseProgram program;
    private final HugeRange range;

    CollapseInvariants(CollapseProgram program) {
        this.program = program;
        this.range = program.range();
    }

    /** {@return what is wrong between two steps, or null} */
    String violation(MachineView now) {
        for (int task = 0; task < program.tasks(); task++) {
            String wrong = now.idle(task) || now.logLength(task) == 0 ? null : violation(now, task);
            if (wrong != null) {
                return wrong;
            }
        }
        for (int pfn = 0; pfn < range.frames().size(); pfn++) {
            String wrong = frameViolation(now, pfn);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private String violation(MachineView now, int task) {
        KernelStep next = (KernelStep) now.pendingStep(task);
        CollapseCall call = ((CollapseOperation) now.operation(task)).made();
        if (call.kind().walks()) {
            return walkViolation(now, task, next);
        }
        if (next == KernelStep.SlowMigWait) {
            int moved = Pte.pfn(last(now, task, KernelStep.SlowFollow));
            return isFree(now, moved)
                    ? "UseAfterFree: " + program.taskName(task) + " waits for frame " + moved + ", which is free"
                    : null;
        }
        if (next == KernelStep.DeferPut) {
            int huge = (int) last(now, task, KernelStep.DeferScan) - 1;
            return now.intCell(range.queue(huge)) != HugeRange.Queue.SCAN.ordinal()
                    ? "UseAfterFree: " + program.taskName(task) + " has frame " + huge
                            + " on its list, and somebody has taken it off"
                    : null;
        }
        return null;
    }

    /** Where the walker reads, and what it is about to hand out. */
    private String walkViolation(MachineView now, int task, KernelStep next) {
        boolean inTable = next == KernelStep.FastReadPte
                || hasTaken(now, task, KernelStep.FastReadPte)
                        && (next == KernelStep.FastGrab
                                || next == KernelStep.FastRecheckPmd
                                || next == KernelStep.FastRecheck);
        if (inTable) {
            HugeRange.Owner owner = HugeRange.Owner.values()[now.intCell(range.owner())];
            boolean lives = owner == HugeRange.Owner.USED || owner == HugeRange.Owner.SHARED;
            if (!lives || last(now, task, KernelStep.FastReadPmd) != Pte.TABLE) {
                return "PageTableLifetime: " + program.taskName(task)
                        + (lives ? " reads in what is no table" : " reads in a table that is " + owner);
            }
        }
        if (next == KernelStep.FastRecord && isFree(now, grabbed(now, task))) {
            return "UseAfterFree: " + program.taskName(task) + " is handed a page that is free";
        }
        return null;
    }

    private static int grabbed(MachineView now, int task) {
        boolean throughTable = hasTaken(now, task, KernelStep.FastReadPte);
        return Pte.pfn(last(now, task, throughTable ? KernelStep.FastReadPte : KernelStep.FastReadPmd));
    }

    private boolean isFree(MachineView now, int pfn) {
        return now.intCell(range.frames().free(pfn)) != 0;
    }

    private static boolean hasTaken(MachineView now, int task, KernelStep step) {
        for (int entry = 0; entry < now.logLength(task); entry++) {
            if (now.logStep(task, entry) == step) {
                return true;
            }
        }
        return false;
    }

    /** {@return what the step returned when it was last taken; 0 if it was not} */
    private static long last(MachineView now, int task, KernelStep step) {
        for (int entry = now.logLength(task) - 1; entry >= 0; entry--) {
            if (now.logStep(task, entry) == step) {
                return now.logResult(task, entry);
            }
        }
        return 0;
    }

    private String frameViolation(MachineView now, int pfn) {
        int pins = program.holdings().held(now, true, pfn);
        int held = pins + program.holdings().held(now, false, pfn);
        int count = now.intCell(range.frames().refcount(pfn));
        if (isFree(now, pfn) && (held > 0 || count != 0 || entries(now, pfn) > 0)) {
            return "NoFreeWhileHeld: frame " + pfn + " is free, has count " + count + " and " + entries(now, pfn)
                    + " entries, and " + held + " hold it";
        }
        return pins > 0 ? pinViolation(now, pfn) : null;
    }

    private String pinViolation(MachineView now, int pfn) {
        if (pfn == range.stranger()) {
            return "PinCoherency: frame " + pfn + " is pinned, and is somebody else's";
        }
        long pmd = now.cell(range.mm().pmd());
        for (int vpn = 0; vpn < range.mm().pages(); vpn++) {
            long entry = pmd == Pte.TABLE ? now.cell(range.mm().pte(vpn)) : pmd;
            if ((range.isHuge(pfn) || pfn == vpn) && entry != Pte.NONE && Pte.pfn(entry) != pfn) {
                return "PinCoherency: frame " + pfn + " is pinned, and vpn " + vpn + " maps frame " + Pte.pfn(entry);
            }
        }
        return null;
    }

    private int entries(MachineView now, int pfn) {
        long pmd = now.cell(range.mm().pmd());
        int entries = Pte.isPresent(pmd) && Pte.isLeaf(pmd) && Pte.pfn(pmd) == pfn ? 1 : 0;
        for (int vpn = 0; vpn < range.mm().pages(); vpn++) {
            long pte = now.cell(range.mm().pte(vpn));
            entries += Pte.isPresent(pte) && Pte.pfn(pte) == pfn ? 1 : 0;
        }
        return entries;
    }

    /** {@return what is wrong when nobody goes on any more, or null} */
    String violationAtEnd(MachineView end) {
        for (int task = 0; task < program.tasks(); task++) {
            if (!end.idle(task)) {
                return "CallsReturn: " + program.taskName(task) + " stands before "
                        + end.pendingStep(task).name() + ", and nobody goes on";
            }
        }
        for (int pfn = 0; pfn < range.frames().size(); pfn++) {
            int expected = entries(end, pfn)
                    + (pfn == range.stranger() ? 1 : 0)
                    + Refcount.weight(true, program.holdings().held(end, true, pfn))
                    + program.holdings().held(end, false, pfn);
            int count = end.intCell(range.frames().refcount(pfn));
            if (count != expected) {
                return "RefcountConservation: frame " + pfn + " has count " + count
                        + ", and what is held on it adds up to " + expected;
            }
            if (count == 0 && !isFree(end, pfn)) {
                return "NoLeak: frame " + pfn + " has count 0 and nobody freed it";
            }
        }
        return null;
    }
}
