package org.pinproof.explore.longterm;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.longterm.Placement;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.sched.MachineView;

/**
 * What must hold of the kernel's state, read off cells and registers alone: the explorer's own judgement, for runs without the
 * specification. Named as the specification's properties; where only a quiet state can be judged, the check waits for the end.
 */
final class LongtermInvariants {
    /** Where no long-term pin can be had, or only until the device goes. */
    private static final ImmutableSet<Placement> REFUSED_OR_GOING =
            Sets.immutableEnumSet(Placement.FSDAX, Placement.SECRET, Placement.DEVDAX);

    private final LongtermProgram program;
    private final PlacedPages pages;
    private final boolean promisesProgress;

    LongtermInvariants(LongtermProgram program) {
        this.program = program;
        this.pages = program.pages();
        LongtermScript script = program.script();
        LongtermShape shape = script.shape();
        // A call that does not wait may fail as soon as anybody else holds the page for a moment; then nothing is
        // promised.
        boolean alone = script.tasks().size() == 1;
        promisesProgress = Collections.disjoint(shape.pages(), REFUSED_OR_GOING)
                && (shape.soft() || shape.drains() && (shape.patient() || alone));
    }

    /** {@return what is wrong between two steps, or null} */
    String violation(MachineView now) {
        for (int pfn = 0; pfn < program.frames(); pfn++) {
            String wrong = violation(now, pfn);
            if (wrong != null) {
                return wrong;
            }
        }
        for (int vpn = 0; vpn < pages.mm().pages(); vpn++) {
            long entry = now.cell(pages.mm().pte(vpn));
            if (Pte.isMigration(entry) && now.cell(pages.pageLock(Pte.pfn(entry))) == 0) {
                return "PteOrMigration: vpn " + vpn + " has a migration entry of frame " + Pte.pfn(entry)
                        + ", which nobody migrates";
            }
            if (Pte.isSpecial(entry)) {
                return "TypeOK: vpn " + vpn + " has an entry that is neither a page's nor a migration entry";
            }
        }
        return null;
    }

    private String violation(MachineView now, int pfn) {
        int longs = held(now, Hold.LONGS, pfn);
        int pins = held(now, Hold.PINS, pfn) + longs;
        int held = pins + held(now, Hold.GETS, pfn);
        int count = now.intCell(pages.frames().refcount(pfn));
        boolean free = now.cell(pages.frames().free(pfn)) != 0;
        if (free && held > 0 && pages.isDax(pfn)) {
            return "DaxBlocksNotReused: the blocks of frame " + pfn + " are freed, and " + held + " hold it";
        }
        if (free && !pages.isDax(pfn) && (held > 0 || count != 0)) {
            return "NoFreeWhileHeld: frame " + pfn + " is free, has count " + count + ", and " + held + " hold it";
        }
        if (held > 0 && pages.placement(pfn) == Placement.SECRET) {
            return "SecretKept: frame " + pfn + " is secret, and " + held + " hold it";
        }
        if (longs > 0 && !mayStay(pages.placement(pfn))) {
            return "LongtermPlacement: frame " + pfn + " lies in " + pages.placement(pfn) + ", and is pinned for long";
        }
        if (pins > 0 && !Refcount.isDmaPinned(count)) {
            return "NoFalseNegative: frame " + pfn + " has " + pins + " pins, and its count " + count
                    + " says it is not pinned";
        }
        if (pins > 0 && !pages.isDax(pfn) && !pages.isDevice(pfn) && !isMapped(now, pfn)) {
            return "PinCoherency: frame " + pfn + " is pinned, and what a device stores there is not what is mapped";
        }
        return null;
    }

    private boolean mayStay(Placement placement) {
        return placement == Placement.NORMAL
                || placement == Placement.DEVDAX
                || placement == Placement.FSDAX && program.script().shape().leases();
    }

    private boolean isMapped(MachineView now, int pfn) {
        return IntStream.range(0, pages.mm().pages())
                .mapToLong(vpn -> now.cell(pages.mm().pte(vpn)))
                .anyMatch(entry -> entry != Pte.NONE && Pte.pfn(entry) == pfn);
    }

    /** {@return what is wrong when nobody goes on any more, or null} */
    String violationAtEnd(MachineView end) {
        for (int task = 0; task < program.tasks(); task++) {
            String wrong = end.idle(task) ? failed(end, task) : waitsInVain(end, task);
            if (wrong != null) {
                return wrong;
            }
        }
        String unbalanced = unbalanced(end);
        if (unbalanced != null) {
            return unbalanced;
        }
        boolean quiet = IntStream.range(0, program.tasks()).allMatch(end::idle);
        return quiet ? miscounted(end) : null;
    }

    /** Nobody walks any more: the pagemap has the device's reference, if its pages are still mapped. */
    private String unbalanced(MachineView end) {
        boolean plugged =
                IntStream.range(0, program.frames()).anyMatch(pfn -> pages.isDevice(pfn) && isMapped(end, pfn));
        int references = end.intCell(pages.pagemap());
        return references == (plugged ? 1 : 0)
                ? null
                : "PgmapBalanced: the pagemap has " + references
                        + " references, and nobody looks at a page of the device";
    }

    private String failed(MachineView end, int task) {
        return promisesProgress && end.committed(task, Hold.failures(program.frames())) > 0
                ? "LongtermProgress: a call of " + program.taskName(task)
                        + " for a long-term pin has failed, of pages that nobody has a claim to"
                : null;
    }

    /** Who waits for a page that is held waits for good reason, if whoever holds it has no more to do. */
    private String waitsInVain(MachineView end, int task) {
        if (end.pendingStep(task) == KernelStep.LayoutWait) {
            for (int pfn = 0; pfn < program.frames(); pfn++) {
                if (end.pendingCell(task) == pages.woken(pfn)
                        && end.intCell(pages.frames().refcount(pfn)) == 1) {
                    return "DaxIdleWake: " + program.taskName(task) + " waits for frame " + pfn
                            + " to be idle, which it is, and nobody wakes it";
                }
            }
        }
        if (end.pendingStep(task) == KernelStep.MigWait) {
            for (int pfn = 0; pfn < program.frames(); pfn++) {
                if (end.pendingCell(task) == pages.frames().refcount(pfn) && allHeld(end, pfn) == 0) {
                    return waitsForBatch(end, task, pfn);
                }
            }
        }
        return null;
    }

    /** Who drains should have; who does not depends on who wants the frame, and has come by. */
    private String waitsForBatch(MachineView end, int task, int pfn) {
        if (program.script().shape().drains()) {
            return "LongtermProgress: " + program.taskName(task) + " waits for frame " + pfn
                    + " to be held by nobody, which it is";
        }
        boolean passedOver = IntStream.range(0, program.tasks())
                .anyMatch(other -> end.committed(other, Hold.passedOver(program.frames())) > 0);
        return passedOver
                ? "AllocatorProgress: " + program.taskName(task) + " waits for frame " + pfn
                        + " to leave a batch, and an allocation that wants the frame has left it there"
                : null;
    }

    private String miscounted(MachineView end) {
        for (int pfn = 0; pfn < program.frames(); pfn++) {
            boolean dax = pages.isDax(pfn);
            boolean free = end.cell(pages.frames().free(pfn)) != 0;
            int owner = dax || end.intCell(pages.lru(pfn)) != PlacedPages.NO_LIST ? 1 : 0;
            int entry = !dax && isMapped(end, pfn) ? 1 : 0;
            int expected = owner
                    + entry
                    + end.intCell(pages.batch(pfn))
                    + Refcount.weight(true, held(end, Hold.PINS, pfn) + held(end, Hold.LONGS, pfn))
                    + held(end, Hold.GETS, pfn);
            int count = end.intCell(pages.frames().refcount(pfn));
            if (count != expected) {
                return "RefcountConservation: frame " + pfn + " has count " + count
                        + ", and what is held on it adds up to " + expected;
            }
            if (count == 0 && !free) {
                return "NoLeak: frame " + pfn + " has count 0 and nobody freed it";
            }
        }
        return null;
    }

    private int allHeld(MachineView now, int pfn) {
        return Arrays.stream(Hold.values())
                .mapToInt(hold -> held(now, hold, pfn))
                .sum();
    }

    private int held(MachineView now, Hold hold, int pfn) {
        return IntStream.range(0, program.tasks())
                .map(task -> hold.held(now, task, program.frames(), pfn))
                .sum();
    }
}
