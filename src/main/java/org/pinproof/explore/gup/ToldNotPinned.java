package org.pinproof.explore.gup;

import java.util.List;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;

/**
 * The promise as the checker needs it: told "not pinned", entry still write-protected, and somebody has a pin of its page.
 * Nobody made the entry writable again, so the pin came through the old entry. Only of an entry that the script cleans once and
 * never maps anew: otherwise it may be another one by the end. A huge entry is cleaned through any of its vpns.
 */
public final class ToldNotPinned {
    private final Holdings holdings;
    private final AddressSpace mm;
    private final boolean[] judgeable;
    private final boolean oneWalk;

    /**
     * Judges runs of a script.
     *
     * @param shared whether one entry maps all vpns at first
     * @param calls all calls of the script
     */
    public ToldNotPinned(Holdings holdings, AddressSpace mm, boolean shared, List<GupCall> calls) {
        this.holdings = holdings;
        this.mm = mm;
        this.judgeable = new boolean[mm.pages()];
        this.oneWalk = calls.stream()
                        .filter(call -> call instanceof GupCall.Pin || call instanceof GupCall.Get)
                        .count()
                == 1;
        for (int vpn = 0; vpn < judgeable.length; vpn++) {
            judgeable[vpn] = isJudgeable(shared, calls, vpn);
        }
    }

    private static boolean isJudgeable(boolean shared, List<GupCall> calls, int vpn) {
        long cleans = calls.stream()
                .filter(call -> call instanceof GupCall.Clean clean && (shared || clean.vpn() == vpn))
                .count();
        return cleans == 1 && calls.stream().noneMatch(call -> call instanceof GupCall.Map map && map.vpn() == vpn);
    }

    /** {@return what is wrong between two steps, or null} */
    public String violation(MachineView now) {
        int tasks = now.program().tasks();
        for (int task = 0; task < tasks; task++) {
            for (int vpn = 0; vpn < mm.pages(); vpn++) {
                if (judgeable[vpn] && holdings.wasToldNotPinned(now, task, vpn)) {
                    if (oneWalk && writeProtectedPage(now, vpn) < 0 && isAboutToPin(now, vpn)) {
                        return "NoFalseNegativeChecked: " + now.program().taskName(task)
                                + " was told that the page at vpn " + vpn
                                + " is not pinned, and a walk that has not met"
                                + " what was cleaned has a pin of it";
                    }
                    int pfn = writeProtectedPage(now, vpn);
                    if (pfn >= 0 && holdings.held(now, true, pfn) > holdings.over(now, pfn)) {
                        return "NoFalseNegativeChecked: " + now.program().taskName(task)
                                + " cleared the entry of vpn " + vpn + " and was told frame " + pfn
                                + " is not pinned, and a walker that had read the old entry has a pin of it";
                    }
                }
            }
        }
        return null;
    }

    /** The one walk there is has passed its re-checks: nobody has made the entry writable again. */
    private static boolean isAboutToPin(MachineView now, int vpn) {
        for (int task = 0; task < now.program().tasks(); task++) {
            if (!now.idle(task)
                    && now.pendingStep(task) == KernelStep.FastRecord
                    && ((GupCalls.Calling) now.operation(task)).call() instanceof GupCall.Pin pin
                    && pin.vpn() == vpn
                    && pin.nr() == 1) {
                return true;
            }
        }
        return false;
    }

    private int writeProtectedPage(MachineView now, int vpn) {
        long pmd = now.cell(mm.pmd());
        long entry = pmd == Pte.TABLE ? now.cell(mm.pte(vpn)) : pmd;
        return Pte.isPresent(entry) && !Pte.isWritable(entry) ? Pte.pfn(entry) + (Pte.isLeaf(entry) ? vpn : 0) : -1;
    }
}
