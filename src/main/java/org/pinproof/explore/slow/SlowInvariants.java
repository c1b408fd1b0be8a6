package org.pinproof.explore.slow;

import java.util.Set;
import org.pinproof.explore.slow.SlowShape.Layout;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.mm.Sleepers;
import org.pinproof.kernel.mm.Step;
import org.pinproof.sched.MachineView;

/**
 * What must hold of the kernel's state, read off cells, logs and registers alone: the explorer's own judgement, for runs
 * without the specification. Named as the specification's invariants; where only a quiet state can be judged, the check
 * waits for the end.
 */
final class SlowInvariants {
    /** Steps before which a task may be on a queue. */
    private static final Set<Step> MAY_BE_QUEUED =
            Set.of(KernelStep.FltDropMmap, KernelStep.FltWait, KernelStep.FltDequeue);

    private final SlowProgram program;
    private final SlowWorld world;
    private final boolean isHugeThroughout;

    SlowInvariants(SlowProgram program) {
        this.program = program;
        this.world = program.world();
        this.isHugeThroughout = world.shape().layout().isHuge()
                && program.script().tasks().stream()
                        .flatMap(calls -> calls.stream())
                        .noneMatch(call -> call instanceof SlowCall.Mmap);
    }

    /** {@return what is wrong between two steps, or null} */
    String violation(MachineView now) {
        for (int task = 0; task < program.tasks(); task++) {
            String wrong = now.idle(task) ? null : taskViolation(now, task);
            wrong = wrong != null ? wrong : queueViolation(now, task);
            wrong = wrong != null ? wrong : handedViolation(now, task);
            if (wrong != null) {
                return wrong;
            }
        }
        String wrong = lockViolation(now);
        for (int pfn = 0; wrong == null && pfn < world.frames().size(); pfn++) {
            wrong = frameViolation(now, pfn);
        }
        return wrong;
    }

    private String taskViolation(MachineView now, int task) {
        KernelStep next = (KernelStep) now.pendingStep(task);
        if (next == KernelStep.SlowCheckArgs && now.logLength(task) > 0) {
            // Nothing that the answer depends on can change: it will be the same.
            return "CallsReturn: " + program.taskName(task)
                    + " was told nothing of a range that does not fit, and asks the same again";
        }
        int vma = usedArea(now, task, next);
        if (vma >= 0 && now.intCell(world.areas().flags(vma)) == 0) {
            return "NoStaleVma: " + program.taskName(task) + " is to use area " + vma
                    + ", which was freed since it was looked up";
        }
        if (next == KernelStep.FltWait
                && holds(now, task) != 0
                && isForUser(now.intCell(world.sleepers().word(task)))) {
            return "NobodySleepsLocked: " + program.taskName(task) + " sleeps for a user with mmap_lock held";
        }
        return null;
    }

    private String queueViolation(MachineView now, int task) {
        boolean mayBe = !now.idle(task) && MAY_BE_QUEUED.contains(now.pendingStep(task));
        return mayBe || !Sleepers.isQueued(now.intCell(world.sleepers().word(task)))
                ? null
                : "QueuedToSleep: " + program.taskName(task) + " goes on, and is still on the queue of those who sleep";
    }

    /** What a call has handed out, and to whom. */
    private String handedViolation(MachineView now, int task) {
        if (now.committed(task, program.ledger().beyond()) != 0) {
            return "DeviceWithinPins: the device of " + program.taskName(task) + " stores to a page that is not pinned";
        }
        return isHugeThroughout && now.committed(task, program.ledger().misplaced()) != 0
                ? "PrefixResult: " + program.taskName(task)
                        + " was handed another page of the huge page than it asked for"
                : null;
    }

    private static boolean isForUser(int word) {
        return Sleepers.isQueued(word) && !Sleepers.isForRead(word);
    }

    /** {@return the area that the task's next step looks at, or -1} */
    private int usedArea(MachineView now, int task, KernelStep next) {
        return switch (next) {
            case SlowCheckVma, SlowFollow, SlowFault -> lookedUp(now, task, true);
            case SlowUseVma -> lookedUp(now, task, false);
            default -> -1;
        };
    }

    /** {@return the last area that the call has looked up, or the first} */
    private static int lookedUp(MachineView now, int task, boolean last) {
        int vma = -1;
        for (int entry = 0; entry < now.logLength(task); entry++) {
            if (now.logStep(task, entry) == KernelStep.SlowFindVma && (last || vma < 0)) {
                vma = (int) now.logResult(task, entry);
            }
        }
        return vma;
    }

    /** {@return how often the task has taken mmap_lock for reading and not let it go} Nobody has it between calls. */
    static int holds(MachineView now, int task) {
        int holds = 0;
        for (int entry = 0; !now.idle(task) && entry < now.logLength(task); entry++) {
            holds += switch ((KernelStep) now.logStep(task, entry)) {
                case SlowLockMmap, SlowRetryWake, UffdLockMmap -> 1;
                case SlowUnlockMmap, FltDropMmap, UffdUnlockMmap -> -1;
                default -> 0;
            };
        }
        return holds;
    }

    private String lockViolation(MachineView now) {
        int readers = 0;
        for (int task = 0; task < program.tasks(); task++) {
            int holds = holds(now, task);
            if (holds < 0 || holds > 1) {
                return "LockBalanced: " + program.taskName(task) + " has mmap_lock for reading " + holds + " times";
            }
            readers += holds;
        }
        int found = MmapLock.readers(now.intCell(world.lock()));
        return found == readers
                ? null
                : "LockBalanced: mmap_lock counts " + found + " readers, and " + readers + " have it";
    }

    private String frameViolation(MachineView now, int pfn) {
        FrameTable frames = world.frames();
        int pins = held(now, true, pfn);
        int gets = held(now, false, pfn);
        int count = now.intCell(frames.refcount(pfn));
        if (now.intCell(frames.free(pfn)) != 0 && (pins > 0 || gets > 0 || count != 0)) {
            return "NoFreeWhileHeld: frame " + pfn + " is free, has count " + count + ", " + pins + " pins and " + gets
                    + " plain references";
        }
        if (count < 0 && count >= Integer.MIN_VALUE + Refcount.GUP_PIN_COUNTING_BIAS) {
            return "LimitKept: frame " + pfn + " has count " + count + ": something was added beyond the limit";
        }
        int headCount = now.intCell(frames.refcount(now.intCell(frames.compoundHead(pfn))));
        if (pins > 0 && !Refcount.isDmaPinned(headCount)) {
            return "NoFalseNegative: frame " + pfn + " has " + pins + " pins, and its head's count " + headCount
                    + " says it is not pinned";
        }
        return null;
    }

    /** {@return what is wrong when every task has finished, or null} */
    String violationAtEnd(MachineView end) {
        for (int task = 0; task < program.tasks(); task++) {
            if (!end.idle(task)) {
                // asleep for a user who does not answer: what it has is its own
                return null;
            }
            if (isServed() && end.committed(task, program.ledger().refused()) != 0) {
                return "FirstFaultMayWait: " + program.taskName(task)
                        + " was answered -EFAULT of memory that a user serves, and that nobody unmapped";
            }
        }
        for (int pfn = 0; pfn < world.frames().size(); pfn++) {
            String wrong = miscounted(end, pfn);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    /** Whether every page of the script can be had, if only by waiting for a user. */
    private boolean isServed() {
        Layout layout = world.shape().layout();
        return (layout == Layout.UFFD || layout == Layout.MIXED)
                && program.script().tasks().stream()
                        .flatMap(calls -> calls.stream())
                        .noneMatch(call -> call instanceof SlowCall.Munmap);
    }

    private String miscounted(MachineView end, int head) {
        FrameTable frames = world.frames();
        if (end.intCell(frames.compoundHead(head)) != head) {
            return null;
        }
        int expected = world.others(head) + maps(end, head);
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
        return count == 0 && end.intCell(frames.free(head)) == 0
                ? "NoLeak: frame " + head + " has count 0 and nobody freed it"
                : null;
    }

    private int maps(MachineView end, int head) {
        long pmd = end.cell(world.mm().pmd());
        int maps = Pte.isLeaf(pmd) && Pte.pfn(pmd) == head ? 1 : 0;
        for (int vpn = 0; vpn < world.mm().pages(); vpn++) {
            long pte = end.cell(world.mm().pte(vpn));
            maps += Pte.isPresent(pte) && Pte.pfn(pte) == head ? 1 : 0;
        }
        return maps;
    }

    private int held(MachineView now, boolean pin, int pfn) {
        int held = 0;
        for (int task = 0; task < program.tasks(); task++) {
            held += program.ledger().held(now, task, pin, pfn);
        }
        return held;
    }
}
