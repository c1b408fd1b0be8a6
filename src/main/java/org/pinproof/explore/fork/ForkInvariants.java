package org.pinproof.explore.fork;

import com.google.common.collect.ImmutableMap;
import java.util.stream.IntStream;
import org.pinproof.explore.fork.ForkLedger.Hold;
import org.pinproof.kernel.fork.AnonFault;
import org.pinproof.kernel.fork.AnonPages;
import org.pinproof.kernel.fork.MmStruct;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.MachineView;

/**
 * What must hold of the kernel's state, read off cells and registers alone: the explorer's own judgement, for runs without the
 * specification. Named as the specification's properties; where only a quiet state can be judged, the check waits for the end.
 *
 * <p>Weaker than the specification's properties of the same name: {@code PinCoherency} and what the ledger leaves out of it;
 * {@code AnonExclusivePinned} and {@code RefcountConservation}, which are judged at the end only; {@code RmapExact}, of which the
 * index is judged and the counts are not; {@code NoFreeWhileHeld}, which does not look at mapcounts and swap entries; {@code
 * NoLeak}, for which anybody who frees will do. {@code UndoExact} and {@code SeqOdd} are the specification's alone.
 */
final class ForkInvariants {
    private static final int MMS = 2;
    private static final int NOTHING = -1;

    private static final ImmutableMap<KernelStep, KernelStep> MADE_SURE_BY = ImmutableMap.of(
            KernelStep.FastRecord, KernelStep.FastReadPte,
            KernelStep.SlowUnlockMmap, KernelStep.SlowFollow,
            KernelStep.CowCopy, KernelStep.CowCheckReuse);

    private final ForkProgram program;
    private final PrivateMapping mapping;
    private final AnonPages pages;
    private final ForkLedger ledger;
    private final int frames;

    ForkInvariants(ForkProgram program) {
        this.program = program;
        mapping = program.mapping();
        pages = mapping.pages();
        ledger = program.ledger();
        frames = pages.frames().size();
    }

    /** {@return what is wrong between two steps, or null} */
    String violation(MachineView now) {
        for (int task = 0; task < program.tasks(); task++) {
            for (int pfn = 0; pfn < frames; pfn++) {
                String wrong = ledger.all(now, task, pfn) > 0 ? violation(now, task, pfn) : null;
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        for (int task = 0; task < program.tasks(); task++) {
            int pfn = now.idle(task) ? NOTHING : atHand(now, task);
            if (pfn != NOTHING && now.cell(pages.frames().free(pfn)) != 0) {
                return "UseAfterFree: " + program.taskName(task) + " stands before "
                        + now.pendingStep(task).name() + " with frame " + pfn + ", which is free";
            }
        }
        for (int mm = 0; mm < MMS; mm++) {
            for (int vpn = 0; vpn < mapping.vpns(); vpn++) {
                String wrong = violation(now, mapping.mm(mm), vpn);
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        for (int pfn = 0; pfn < frames; pfn++) {
            String wrong = violation(now, pfn);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    /** Of a frame that the task holds. */
    private String violation(MachineView now, int task, int pfn) {
        int from = ledger.from(now, task, pfn);
        int goal = ledger.goal(now, task, pfn);
        boolean pinned = ledger.pins(now, task, pfn) > 0;
        if (pinned && isMappedBy(now, 1 - from, pfn)) {
            return "ForkIsolation: " + program.taskName(task) + " has frame " + pfn + " of the " + name(from)
                    + " pinned, and the " + name(1 - from) + " maps it";
        }
        int data = now.intCell(pages.data(pfn));
        if (goal >= 0 && data != now.intCell(mapping.mm(from).shown(goal))) {
            return "PinCoherency: " + program.taskName(task) + " holds frame " + pfn + " with version " + data
                    + " for vpn " + goal + " of the " + name(from) + ", which is to show version "
                    + now.intCell(mapping.mm(from).shown(goal));
        }
        if (pinned && !Refcount.isDmaPinned(count(now, pfn))) {
            return "NoFalseNegative: " + program.taskName(task) + " has frame " + pfn + " pinned, and its count "
                    + count(now, pfn) + " says it is not";
        }
        return null;
    }

    /** The frame that a step is about to use, because a step before has made sure of it. */
    private static int atHand(MachineView now, int task) {
        KernelStep found = MADE_SURE_BY.get((KernelStep) now.pendingStep(task));
        if (found != null) {
            for (int at = now.logLength(task) - 1; at >= 0; at--) {
                if (now.logStep(task, at) == found) {
                    long result = now.logResult(task, at);
                    return found == KernelStep.SlowFollow ? (int) result : Pte.pfn(result & ~AnonFault.COPY);
                }
            }
        }
        return NOTHING;
    }

    private static String name(int mm) {
        return mm == 0 ? "parent" : "child";
    }

    private int count(MachineView now, int pfn) {
        return now.intCell(pages.frames().refcount(pfn));
    }

    private boolean isMappedBy(MachineView now, int mm, int pfn) {
        return IntStream.range(0, mapping.vpns())
                .mapToLong(vpn -> now.cell(mapping.mm(mm).pte(vpn)))
                .anyMatch(entry -> Pte.isPresent(entry) && Pte.pfn(entry) == pfn);
    }

    /** Of an address. */
    private String violation(MachineView now, MmStruct mm, int vpn) {
        long entry = now.cell(mm.pte(vpn));
        if (entry == Pte.NONE) {
            return null;
        }
        int page = Pte.pfn(entry);
        String where = "vpn " + vpn + " of the " + name(mm.number());
        int data = now.intCell(pages.data(page));
        int shown = now.intCell(mm.shown(vpn));
        if (data != shown) {
            return "CowIntegrity: " + where + " is to show version " + shown + " and shows version " + data;
        }
        for (int task = 0; task < program.tasks(); task++) {
            if (Pte.isWritable(entry)
                    && ledger.all(now, task, page) > 0
                    && ledger.from(now, task, page) != mm.number()) {
                return "CowIntegrity: stores to " + where + " go to frame " + page + ", which " + program.taskName(task)
                        + " has of the " + name(1 - mm.number());
            }
        }
        int index = now.intCell(pages.index(page));
        if (Pte.isPresent(entry) && AnonPages.isAnon(page) && index != vpn) {
            return "RmapExact: " + where + " maps frame " + page + ", whose entries are looked for at vpn " + index;
        }
        return null;
    }

    /** Of a frame, whoever has it. */
    private String violation(MachineView now, int pfn) {
        boolean free = now.cell(pages.frames().free(pfn)) != 0;
        int held = IntStream.range(0, program.tasks())
                .map(task -> ledger.all(now, task, pfn))
                .sum();
        if (free && (count(now, pfn) != 0 || held > 0 || isMappedBy(now, 0, pfn) || isMappedBy(now, 1, pfn))) {
            return "NoFreeWhileHeld: frame " + pfn + " is free, has count " + count(now, pfn) + ", and " + held
                    + " hold it";
        }
        if (pfn == AnonPages.BEHIND && now.intCell(pages.data(pfn)) != 0) {
            return "CowIntegrity: somebody has stored to the page behind the mapping";
        }
        boolean freed = IntStream.range(0, program.tasks())
                .anyMatch(task -> !now.idle(task) && now.pendingStep(task) == KernelStep.RelFree);
        if (!free && !freed && count(now, pfn) == 0) {
            return "NoLeak: frame " + pfn + " has count 0 and nobody frees it";
        }
        return null;
    }

    /** {@return what is wrong when nobody goes on any more, or null} */
    String violationAtEnd(MachineView end) {
        for (int task = 0; task < program.tasks(); task++) {
            if (!end.idle(task)) {
                return "CallsReturn: " + program.taskName(task) + " stands before "
                        + end.pendingStep(task).name() + " for ever";
            }
        }
        for (int pfn = 0; pfn < frames; pfn++) {
            int expected = (pfn == AnonPages.BEHIND ? 1 : 0)
                    + end.intCell(pages.mapcount(pfn))
                    + (end.intCell(pages.swapUsers(pfn)) > 0 ? 1 : 0);
            for (int task = 0; task < program.tasks(); task++) {
                // What comes of it, and is worse, may come before the end.
                if (ledger.pins(end, task, pfn) > 0
                        && (!AnonPages.isAnon(pfn) || end.intCell(pages.exclusive(pfn)) == 0)) {
                    return "AnonExclusivePinned: " + program.taskName(task) + " has frame " + pfn
                            + " pinned, which is not exclusive";
                }
                expected += Refcount.weight(true, ledger.pins(end, task, pfn));
                expected += ledger.held(end, task, Hold.GETS, pfn);
            }
            if (count(end, pfn) != expected) {
                return "RefcountConservation: frame " + pfn + " has count " + count(end, pfn)
                        + ", and what is held on it adds up to " + expected;
            }
        }
        return null;
    }
}
