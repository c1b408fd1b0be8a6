package org.pinproof.explore.compound;

import java.util.List;
import org.pinproof.explore.gup.GupCall;
import org.pinproof.explore.gup.ToldNotPinned;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.MachineView;

/**
 * What must hold of the kernel's state, read off cells and registers alone: the explorer's own judgement, for runs without the
 * specification. Named as the specification's invariants; where only a quiet state can be judged, the check waits for the
 * end.
 */
final class CompoundInvariants {
    private final CompoundProgram program;
    private final CompoundShape shape;
    private final CompoundWorld world;
    private final FrameTable frames;
    private final ToldNotPinned told;
    private final WalkClaims walks;

    CompoundInvariants(CompoundProgram program) {
        this.program = program;
        this.shape = program.script().shape();
        this.world = program.world();
        this.frames = world.frames();
        this.walks = new WalkClaims(program);
        this.told = new ToldNotPinned(
                program.holdings(),
                world.mm(),
                shape.layout() == CompoundShape.Layout.LEAF,
                program.script().tasks().stream()
                        .flatMap(List::stream)
                        .filter(CompoundCall.Plain.class::isInstance)
                        .map(call -> ((CompoundCall.Plain) call).call())
                        .toList());
    }

    /** {@return what is wrong between two steps, or null} */
    String violation(MachineView now) {
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            String wrong = frameViolation(now, pfn);
            if (wrong != null) {
                return wrong;
            }
        }
        String wrong = walks.violation(now);
        wrong = wrong != null ? wrong : releaseViolation(now);
        wrong = wrong != null ? wrong : counterViolation(now);
        return wrong != null ? wrong : told.violation(now);
    }

    private String frameViolation(MachineView now, int pfn) {
        int pins = pins(now, pfn);
        int gets = program.holdings().held(now, false, pfn);
        int count = now.intCell(frames.refcount(pfn));
        int pincount = now.intCell(world.compound().pincount(pfn));
        if (now.intCell(frames.free(pfn)) != 0 && (pins > 0 || gets > 0 || count != 0 || pincount != 0)) {
            return "NoFreeWhileHeld: frame " + pfn + " is free, has count " + count + ", pin count " + pincount + ", "
                    + pins + " pins and " + gets + " plain references";
        }
        int head = now.intCell(frames.compoundHead(pfn));
        if (head != pfn && (count != 0 || pincount != 0)) {
            return "TailCountZero: frame " + pfn + " is a tail of " + head + " and has count " + count
                    + " and pin count " + pincount;
        }
        if (pins > halfway(now, pfn) && !isDmaPinned(now, head)) {
            return "NoFalseNegative: frame " + pfn + " has " + pins + " pins, and its head's count "
                    + now.intCell(frames.refcount(head)) + " and pin count "
                    + now.intCell(world.compound().pincount(head)) + " say it is not pinned";
        }
        return null;
    }

    /** Pins that are written somewhere. */
    private int pins(MachineView now, int pfn) {
        return shape.isExempt(pfn) ? 0 : program.holdings().held(now, true, pfn);
    }

    private boolean isLarge(MachineView now, int head) {
        return shape.era() != CompoundShape.Era.BIAS
                && now.intCell(world.compound().order(head)) > 0;
    }

    private boolean isDmaPinned(MachineView now, int head) {
        return isLarge(now, head)
                ? now.intCell(world.compound().pincount(head)) > 0
                : Refcount.isDmaPinned(now.intCell(frames.refcount(head)));
    }

    /** Releases of this page that have taken their pin off the pin count, and not yet off the count. */
    private int halfway(MachineView now, int pfn) {
        int halfway = 0;
        for (int task = 0; task < program.tasks(); task++) {
            if (calls(now, task) instanceof GupCall.Unpin unpin
                    && unpin.pfn() == pfn
                    && now.pendingStep(task) == KernelStep.RelSub
                    && isLarge(now, (int) now.logResult(task, 0))) {
                halfway++;
            }
        }
        return halfway;
    }

    private static GupCall calls(MachineView now, int task) {
        return now.idle(task) || now.logLength(task) == 0 ? null : ((CompoundOperation) now.operation(task)).call();
    }

    /** Who counts a release still has the page. */
    private String releaseViolation(MachineView now) {
        for (int task = 0; task < program.tasks(); task++) {
            if (calls(now, task) instanceof GupCall.Unpin) {
                int head = (int) now.logResult(task, 0);
                boolean counts =
                        now.pendingStep(task) == KernelStep.RelStat || now.pendingStep(task) == KernelStep.RelPincount;
                if (counts && now.intCell(frames.free(head)) != 0) {
                    return "UseAfterFree: " + program.taskName(task) + " stands before "
                            + now.pendingStep(task).name() + ", and frame " + head + " is free";
                }
            }
        }
        return null;
    }

    private int difference(MachineView now) {
        return now.intCell(world.counters().acquired())
                - now.intCell(world.counters().released());
    }

    private int allPins(MachineView now) {
        int pins = 0;
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            pins += pins(now, pfn);
        }
        return pins;
    }

    /**
     * Of a walk under way that has grabbed something, no more is judged than that it can have counted what it asked for; of a
     * release, not which comes first.
     */
    private String counterViolation(MachineView now) {
        int most = allPins(now);
        for (int task = 0; task < program.tasks(); task++) {
            if (calls(now, task) instanceof GupCall.Pin pin && hasGrabbed(now, task)) {
                most += pin.nr();
            } else if (calls(now, task) instanceof GupCall.Unpin
                    && (now.pendingStep(task) == KernelStep.RelStat || now.pendingStep(task) == KernelStep.RelFree)) {
                most++;
            }
        }
        return difference(now) <= most
                ? null
                : "CountersBounded: acquired less released is " + difference(now) + ", and there are " + most
                        + " pins at most";
    }

    private static boolean hasGrabbed(MachineView now, int task) {
        for (int entry = 0; entry < now.logLength(task); entry++) {
            if (now.logStep(task, entry) == KernelStep.FastGrab || now.logStep(task, entry) == KernelStep.SlowFollow) {
                return true;
            }
        }
        return false;
    }

    /** {@return what is wrong when every task has finished, or null} */
    String violationAtEnd(MachineView end) {
        if (difference(end) != allPins(end)) {
            return "CountersEqualAtRest: acquired less released is " + difference(end) + ", and there are "
                    + allPins(end) + " pins";
        }
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            String wrong = miscounted(end, pfn);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private String miscounted(MachineView end, int head) {
        if (end.intCell(frames.compoundHead(head)) != head) {
            return null;
        }
        int pins = 0;
        int others = maps(end, head) + (head == shape.zeroPage() ? 1 : 0);
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            if (end.intCell(frames.compoundHead(pfn)) == head) {
                pins += pins(end, pfn);
                others += program.holdings().held(end, false, pfn);
            }
        }
        boolean large = isLarge(end, head);
        int count = end.intCell(frames.refcount(head));
        int expected = others + Refcount.weight(!large, pins);
        if (count != expected) {
            return "RefcountConservation: frame " + head + " has count " + count
                    + ", and what is held on it adds up to " + expected;
        }
        int pincount = end.intCell(world.compound().pincount(head));
        if (pincount != (large ? pins : 0)) {
            return "RefcountConservation: frame " + head + " has pin count " + pincount + ", and " + pins + " pins";
        }
        if (count == 0 && end.intCell(frames.free(head)) == 0) {
            return "RefcountConservation: frame " + head + " has count 0 and nobody freed it";
        }
        return null;
    }

    private int maps(MachineView end, int head) {
        long pmd = end.cell(world.mm().pmd());
        if (Pte.isLeaf(pmd)) {
            return Pte.pfn(pmd) == head ? 1 : 0;
        }
        int maps = 0;
        for (int vpn = 0; vpn < world.mm().pages(); vpn++) {
            long pte = end.cell(world.mm().pte(vpn));
            if (Pte.isPresent(pte) && !Pte.isSpecial(pte) && end.intCell(frames.compoundHead(Pte.pfn(pte))) == head) {
                maps++;
            }
        }
        return maps;
    }
}
