package org.pinproof.explore.writeback;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.pinproof.kernel.mm.DmaMappings;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.mm.Step;
import org.pinproof.kernel.writeback.PageIo;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.sched.MachineView;

/**
 * What must hold of the page, read off cells and registers alone: the explorer's own judgement, for runs without the
 * specification. Named as the specification's invariants; where only a quiet state can be judged, the check waits for the
 * end.
 */
final class WritebackInvariants {
    /** Steps before which a task carries what the entry that it cleared knew, and neither page nor entry shows it. */
    private static final Set<KernelStep> CARRIES = EnumSet.of(
            KernelStep.WbMkcleanFlush,
            KernelStep.WbMkcleanSet,
            KernelStep.WbTransferDirty,
            KernelStep.MnInvalidateEnd,
            KernelStep.RclFlush,
            KernelStep.LazyRead);

    /** Steps before which reclaim has an anonymous page's entry. */
    private static final Set<KernelStep> MAY_RESTORE = EnumSet.of(KernelStep.RclFlush, KernelStep.LazyRead);

    /** Calls that may map the page. */
    private static final Set<WritebackCall.Kind> MAPS = EnumSet.of(
            WritebackCall.Kind.FAULT,
            WritebackCall.Kind.PIN,
            WritebackCall.Kind.PIN_LONGTERM,
            WritebackCall.Kind.GET,
            WritebackCall.Kind.ODP);

    private final WritebackProgram program;
    private final MappedFile file;
    private final FilePage page;
    private final boolean mapsAnew;

    WritebackInvariants(WritebackProgram program) {
        this.program = program;
        this.file = program.file();
        this.page = file.page();
        this.mapsAnew = MAPS.stream().anyMatch(program.script()::calls);
    }

    /** {@return what is wrong between two steps, or null; of several things, the gravest: a lost store, a wrong "not pinned"} */
    String violation(MachineView now) {
        int pins = held(now, Ledger.PINS) + held(now, Ledger.LONGS);
        String wrong = lossViolation(now);
        wrong = wrong != null ? wrong : countViolation(now, pins);
        wrong = wrong != null ? wrong : promiseViolation(now, pins);
        wrong = wrong != null ? wrong : syncViolation(now);
        wrong = wrong != null ? wrong : markViolation(now);
        return wrong != null ? wrong : stableViolation(now);
    }

    private String countViolation(MachineView now, int pins) {
        int count = now.intCell(file.refcount());
        boolean free = now.intCell(file.frames().free(MappedFile.PFN)) != 0;
        if (pins > 0 && !Refcount.isDmaPinned(count)) {
            return "NoFalseNegative: the page has " + pins + " pins, and its count " + count + " says it is not pinned";
        }
        if (free && (pins + held(now, Ledger.GETS) > 0 || count != 0)) {
            return "NoFreeWhileHeld: the page is free, has count " + count + ", " + pins + " pins and "
                    + held(now, Ledger.GETS) + " plain references";
        }
        if (free && isDeviceMapped(now)) {
            return "UseAfterFree: the page is free, and a device may store to it";
        }
        return program.script().shape().policy() == WbPolicy.DENY && isFile(now) && held(now, Ledger.LONGS) > 0
                ? "LongtermPlacement: a page of a file has a long-term pin, and the policy denies them"
                : null;
    }

    /** What a call has promised by its answer, or by having returned. */
    private String promiseViolation(MachineView now, int pins) {
        for (int task = 0; task < program.tasks(); task++) {
            if (actsOnNo(now, task) && (pins > 0 || recordsPin(now))) {
                return "NoFalseNegativeChecked: " + program.taskName(task)
                        + " write-protected the page, was told that it is not pinned, and is about to write it as such;"
                        + " and somebody has a pin";
            }
            if (!mapsAnew && hasZapped(now, task) && Pte.isPresent(now.cell(file.pte()))) {
                return "ZapDrops: " + program.taskName(task)
                        + " has unmapped the page, nobody maps it anew, and it is mapped";
            }
        }
        return null;
    }

    /** The flusher was told "not pinned", and still has the page locked. */
    private boolean actsOnNo(MachineView now, int task) {
        if (now.idle(task) || !isAboutToWrite(now, task)) {
            return false;
        }
        for (int entry = now.logLength(task) - 1;
                entry >= 0 && now.logStep(task, entry) != KernelStep.WbLock;
                entry--) {
            if (now.logStep(task, entry) == KernelStep.WbPinTest) {
                return !Refcount.isDmaPinned((int) now.logResult(task, entry));
            }
        }
        return false;
    }

    private static boolean isAboutToWrite(MachineView now, int task) {
        Step next = now.pendingStep(task);
        return next == KernelStep.WbTestClear
                || next == KernelStep.WbStart
                || next == KernelStep.WbUnlock
                        && now.logStep(task, now.logLength(task) - 1) == KernelStep.WbStart
                        && now.logResult(task, now.logLength(task) - 1) != 0;
    }

    /** A walker is past its re-check: it will have a pin, whoever does what. */
    private boolean recordsPin(MachineView now) {
        for (int task = 0; task < program.tasks(); task++) {
            if (!now.idle(task) && now.pendingStep(task) == KernelStep.FastRecord) {
                WritebackCall.Kind kind =
                        ((WritebackOperation) now.operation(task)).call().kind();
                if (kind == WritebackCall.Kind.PIN || kind == WritebackCall.Kind.PIN_LONGTERM) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hasZapped(MachineView now, int task) {
        List<WritebackCall> calls = program.script().tasks().get(task);
        return calls.stream().limit(now.operationIndex(task)).anyMatch(call -> call.kind() == WritebackCall.Kind.ZAP);
    }

    private boolean isDeviceMapped(MachineView now) {
        return IntStream.range(0, program.tasks())
                .anyMatch(task -> now.cell(file.device().mapping(task)) != DmaMappings.NONE);
    }

    private String markViolation(MachineView now) {
        boolean free = now.intCell(file.frames().free(MappedFile.PFN)) != 0;
        if (now.cell(page.dirty()) == 0 || free || now.cell(page.mapping()) == FilePage.ANON) {
            return null;
        }
        if (isFile(now) && now.cell(page.buffer(0)) == FilePage.NO_BUFFER) {
            return "BuffersWhenDirty: the page is dirty and has no buffers to be written by";
        }
        if (!isFile(now) || now.cell(page.reserved()) == 0) {
            return "DirtyNotified: the page is dirty, and "
                    + (isFile(now) ? "its file system was not told" : "no file's");
        }
        return null;
    }

    private String lossViolation(MachineView now) {
        for (int half = 0; half < FilePage.HALVES; half++) {
            long memory = now.cell(page.data(half));
            long disk = now.cell(page.disk(half));
            String forgotten = memory == disk ? null : forgotten(now);
            if (forgotten != null) {
                return (isStoredByCpu(half) ? "NoLostCpuWrite" : "NoLostDmaWrite") + ": half " + half
                        + " is version " + memory + " in memory and " + disk
                        + " on disk, and " + forgotten;
            }
        }
        return null;
    }

    private String stableViolation(MachineView now) {
        for (int half = 0; half < FilePage.HALVES; half++) {
            long memory = now.cell(page.data(half));
            long checksum = now.cell(page.checksum(half));
            if (now.cell(page.writeback()) != 0 && checksum >= 0 && checksum != memory) {
                return "StablePages: half " + half + " is being written as version " + checksum + ", and is version "
                        + memory + " by now";
            }
        }
        return null;
    }

    /** What was dirty when fsync was called is on disk before it returns; an anonymous page has no file to be synced to. */
    private String syncViolation(MachineView now) {
        if (now.cell(page.mapping()) == FilePage.ANON) {
            return null;
        }
        for (int task = 0; task < program.tasks(); task++) {
            if (!now.idle(task) && now.pendingStep(task) == KernelStep.SyncReturn && !isCut(now)) {
                long owed = now.logResult(task, 0);
                for (int half = 0; half < FilePage.HALVES; half++) {
                    if (now.cell(page.disk(half)) < PageIo.version(owed, half)) {
                        return "SyncContract: fsync of " + program.taskName(task) + " returns, and half " + half
                                + " is version " + now.cell(page.disk(half)) + " on disk; it was called with "
                                + PageIo.version(owed, half);
                    }
                }
            }
        }
        return null;
    }

    /** {@return why what memory has of the page can come to the disk no more, or null} */
    private String forgotten(MachineView now) {
        if (isCut(now)) {
            return null;
        }
        if (now.cell(page.mapping()) == FilePage.ANON
                && !Pte.isPresent(now.cell(file.pte()))
                && !isLazilyUnmapped(now)) {
            return "its one entry is gone, so that nobody finds it any more, marked or not";
        }
        boolean remembered = now.cell(page.dirty()) != 0
                || now.cell(page.writeback()) != 0
                || isHeld(now)
                || Pte.isDirty(now.cell(file.pte()))
                || isCarried(now);
        return remembered && now.cell(page.mapping()) != FilePage.NO_MAPPING
                ? null
                : "nothing says that it has to be written";
    }

    /** Whoever holds the page, by a pin or a plain reference, may still mark it. */
    private boolean isHeld(MachineView now) {
        return held(now, Ledger.PINS) + held(now, Ledger.LONGS) + held(now, Ledger.GETS) > 0;
    }

    /** Reclaim has the entry of an anonymous page, and may put it back. */
    private boolean isLazilyUnmapped(MachineView now) {
        return IntStream.range(0, program.tasks())
                .anyMatch(task -> !now.idle(task) && MAY_RESTORE.contains(now.pendingStep(task)));
    }

    private boolean isCarried(MachineView now) {
        for (int task = 0; task < program.tasks(); task++) {
            if (!now.idle(task)
                    && (now.pendingStep(task) == KernelStep.WbStart
                            || CARRIES.contains(now.pendingStep(task)) && hasClearedDirty(now, task))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasClearedDirty(MachineView now, int task) {
        for (int entry = now.logLength(task) - 1; entry >= 0; entry--) {
            Step step = now.logStep(task, entry);
            if (step == KernelStep.WbMkcleanClear || step == KernelStep.RclUnmap) {
                return Pte.isDirty(now.logResult(task, entry));
            }
        }
        return false;
    }

    /** Truncated, or unmapped for good: then nothing is owed to anybody. */
    private boolean isCut(MachineView now) {
        return now.cell(page.cut()) != 0;
    }

    private boolean isStoredByCpu(int half) {
        return program.script().tasks().stream()
                .flatMap(List::stream)
                .anyMatch(call -> call.kind() == WritebackCall.Kind.STORE && call.half() == half);
    }

    private boolean isFile(MachineView now) {
        return now.cell(page.mapping()) == FilePage.FILE;
    }

    /** {@return what is wrong when every task has finished, or null} */
    String violationAtEnd(MachineView end) {
        int pins = held(end, Ledger.PINS) + held(end, Ledger.LONGS);
        int expected = Refcount.weight(true, pins)
                + held(end, Ledger.GETS)
                + (isFile(end) ? 1 : 0)
                + (Pte.isPresent(end.cell(file.pte())) ? 1 : 0);
        int count = end.intCell(file.refcount());
        if (count != expected) {
            return "RefcountConservation: the page has count " + count + ", and what is held on it adds up to "
                    + expected;
        }
        if (count == 0 && end.intCell(file.frames().free(MappedFile.PFN)) == 0) {
            return "NoLeak: the page has count 0 and nobody freed it";
        }
        return null;
    }

    private int held(MachineView now, Ledger kind) {
        return IntStream.range(0, program.tasks())
                .map(task -> kind.held(now, task))
                .sum();
    }
}
