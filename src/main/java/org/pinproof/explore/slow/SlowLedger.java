package org.pinproof.explore.slow;

import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;

/**
 * The layout of a task's registers: what it holds, and what it was told last.
 *
 * <pre>
 *   0 .. F-1    pins of each frame     established: handed out and not yet released
 *   F .. 2F-1   plain references of each frame
 *   2F          1 once a call that may lose the lock was answered -EFAULT
 *   2F+1        pages handed out that are not at the place in a huge page that was asked for
 *   2F+2        1 once the device was given a page that its caller has not pinned
 * </pre>
 */
public record SlowLedger(int frames) {

    int registers() {
        return 2 * frames + 3;
    }

    int register(boolean pin, int pfn) {
        return pin ? pfn : frames + pfn;
    }

    int refused() {
        return 2 * frames;
    }

    int misplaced() {
        return 2 * frames + 1;
    }

    int beyond() {
        return 2 * frames + 2;
    }

    /**
     * {@return how many holds of this kind the task has of the frame, now}
     *
     * <p>The registers say it as of the end of the last operation. A release under way has given its hold up with its
     * subtraction; a walk under way has not been handed anything yet.
     */
    public int held(MachineView view, int task, boolean pin, int pfn) {
        int held = view.committed(task, register(pin, pfn));
        boolean givenUp = !view.idle(task)
                && view.pendingStep(task) == KernelStep.RelFree
                && ((SlowOperation) view.operation(task)).call().equals(new SlowCall.Release(pin, pfn));
        return givenUp ? held - 1 : held;
    }
}
