package org.pinproof.explore.longterm;

import java.util.EnumMap;
import java.util.Map;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/**
 * What a task can hold of a frame, and the layout of its registers.
 *
 * <pre>
 *   0 .. F-1     short-term pins of each frame     established: handed out and not yet released
 *   F .. 2F-1    long-term pins
 *   2F .. 3F-1   plain references
 *   3F           calls for long-term pins that gave fewer pages than were asked for
 *   3F+1         allocations that found their page isolated by somebody else
 * </pre>
 */
public enum Hold {
    /** Short-term pins. */
    PINS,
    /** Long-term pins. */
    LONGS,
    /** Plain references. */
    GETS;

    /** {@return how many registers a task has, with so many frames} */
    static int registers(int frames) {
        return values().length * frames + 2;
    }

    /** {@return the register that counts calls for long-term pins that failed} */
    static int failures(int frames) {
        return values().length * frames;
    }

    /** {@return the register that counts allocations that found their page isolated by somebody else} */
    static int passedOver(int frames) {
        return failures(frames) + 1;
    }

    int register(int frames, int pfn) {
        return ordinal() * frames + pfn;
    }

    /** {@return which hold a release of this kind gives up: one of its own kind if there is one; null if there is none at all} */
    static Hold givenUp(boolean unpin, Map<Hold, Integer> held) {
        if (unpin && held.get(PINS) > 0) {
            return PINS;
        }
        if (unpin && held.get(LONGS) > 0) {
            return LONGS;
        }
        if (held.get(GETS) > 0) {
            return GETS;
        }
        return held.get(PINS) > 0 ? PINS : held.get(LONGS) > 0 ? LONGS : null;
    }

    static Map<Hold, Integer> of(Registers registers, int frames, int pfn) {
        Map<Hold, Integer> held = new EnumMap<>(Hold.class);
        for (Hold hold : values()) {
            held.put(hold, registers.get(hold.register(frames, pfn)));
        }
        return held;
    }

    /**
     * {@return how many of this the task has of the frame now}
     *
     * <p>The registers say it as of the end of the last operation. A release under way has given its hold up with its
     * subtraction; a walk under way has not been handed anything yet.
     */
    public int held(MachineView view, int task, int frames, int pfn) {
        int held = view.committed(task, register(frames, pfn));
        if (view.idle(task) || !isGivingUp(view, task)) {
            return held;
        }
        LongtermCall call = ((LongtermOperation) view.operation(task)).call();
        if (!call.kind().releases() || call.at() != pfn) {
            return held;
        }
        Map<Hold, Integer> before = new EnumMap<>(Hold.class);
        for (Hold hold : values()) {
            before.put(hold, view.committed(task, hold.register(frames, pfn)));
        }
        return givenUp(call.kind() == LongtermCall.Kind.UNPIN, before) == this ? held - 1 : held;
    }

    private static boolean isGivingUp(MachineView view, int task) {
        return view.pendingStep(task) == KernelStep.RelFree || view.pendingStep(task) == KernelStep.DaxWake;
    }
}
