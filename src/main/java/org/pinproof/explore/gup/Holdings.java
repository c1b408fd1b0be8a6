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
 *
 * @param mixes whether tasks release by the wrong kind what they do not hold by the right one
 */
public record Holdings(int frames, boolean mixes) {

    /** The layout of tasks that release what they hold by its kind. */
    public Holdings(int frames) {
        this(frames, false);
    }

    /**
     * {@return the kind that a release by this kind ends} For a task that mixes the kinds up it is the other one, if that is
     * all it has.
     *
     * @param held how many holds of the release's kind there are
     */
    boolean ends(int held, boolean pin) {
        return mixes && held == 0 ? !pin : pin;
    }

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

    /** {@return how many holds of this kind all tasks have of the frame, now} */
    public int held(MachineView view, boolean pin, int pfn) {
        int held = 0;
        for (int task = 0; task < view.program().tasks(); task++) {
            held += held(view, task, pin, pfn);
        }
        return held;
    }

    private boolean hasGivenUp(MachineView view, int task, boolean pin, int pfn) {
        if (view.idle(task) || !hasSubtracted(view, task)) {
            return false;
        }
        GupCall call = ((GupCalls.Calling) view.operation(task)).call();
        boolean unpin = new GupCall.Unpin(pfn).equals(call);
        return (unpin || new GupCall.Put(pfn).equals(call))
                && ends(view.committed(task, register(unpin, pfn)), unpin) == pin;
    }

    private static boolean hasSubtracted(MachineView view, int task) {
        return hasTaken(view, task, KernelStep.RelSub);
    }

    private static boolean hasTaken(MachineView view, int task, KernelStep step) {
        for (int entry = 0; entry < view.logLength(task); entry++) {
            if (view.logStep(task, entry) == step) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return how many pins of this page are over, and still have their reference} Of a large page with a pin count, that
     * goes first: whoever asks then is rightly told that the page is not pinned.
     */
    public int over(MachineView view, int pfn) {
        int over = 0;
        for (int task = 0; task < view.program().tasks(); task++) {
            boolean unpins =
                    !view.idle(task) && new GupCall.Unpin(pfn).equals(((GupCalls.Calling) view.operation(task)).call());
            if (unpins && hasTaken(view, task, KernelStep.RelPincount) && !hasSubtracted(view, task)) {
                over++;
            }
        }
        return over;
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
