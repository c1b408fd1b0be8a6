package org.pinproof.explore.gup;

import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.writeback.PageMkclean.Answer;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/**
 * The layout of a task's registers: what it holds, and what it was told last.
 *
 * <pre>
 *   0 .. F-1    pins of each frame     established: handed out and not yet released
 *   F .. 2F-1   plain references of each frame
 *   2F          last answer of page_dma_pinned: 0 none yet, else 1 + 2 * vpn + (pinned ? 1 : 0)
 * </pre>
 */
public record Holdings(int frames) {

    /** {@return how many registers a task has} */
    public int registers() {
        return 2 * frames + 1;
    }

    /** {@return the register that counts holds of this kind of the frame} */
    public int register(boolean pin, int pfn) {
        return pin ? pfn : frames + pfn;
    }

    /**
     * {@return how many holds of this kind the task has of the frame, now}
     *
     * <p>The registers say it as of the end of the last operation. A release under way has given its hold up with its
     * subtraction; a walk under way has not been handed anything yet.
     */
    public int held(MachineView view, int task, boolean pin, int pfn) {
        int held = view.committed(task, register(pin, pfn));
        return hasGivenUp(view, task, pin, pfn) ? held - 1 : held;
    }

    private static boolean hasGivenUp(MachineView view, int task, boolean pin, int pfn) {
        if (view.idle(task) || view.pendingStep(task) != KernelStep.RelFree) {
            return false;
        }
        GupCall call = ((GupOperation) view.operation(task)).call();
        return pin ? call.equals(new GupCall.Unpin(pfn)) : call.equals(new GupCall.Put(pfn));
    }

    /** Notes an answer. */
    public void answered(Registers registers, int vpn, Answer answer) {
        registers.set(2 * frames, 1 + 2 * vpn + (answer == Answer.MAYBE_PINNED ? 1 : 0));
    }

    /** {@return whether the last answer the task got was "not pinned", and of this vpn} */
    public boolean wasToldNotPinned(MachineView view, int task, int vpn) {
        return view.committed(task, 2 * frames) == 1 + 2 * vpn;
    }

    /** {@return whether the last answer the task got was "may be pinned", of whatever vpn} */
    public boolean wasToldPinned(MachineView view, int task) {
        int told = view.committed(task, 2 * frames);
        return told > 0 && told % 2 == 0;
    }
}
