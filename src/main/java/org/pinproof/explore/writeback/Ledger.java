package org.pinproof.explore.writeback;

import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/**
 * The layout of a task's registers: what it holds.
 *
 * <pre>
 *   0  short-term pins     established: handed out and not yet released
 *   1  long-term pins
 *   2  plain references
 *   3  1 if the task lets the device at the page
 * </pre>
 */
public enum Ledger {
    /** Short-term pins. */
    PINS,
    /** Long-term pins. */
    LONGS,
    /** Plain references. */
    GETS,
    /** Whether the device is mapped. */
    MAPPED;

    static final int REGISTERS = values().length;

    int get(Registers registers) {
        return registers.get(ordinal());
    }

    void add(Registers registers, int delta) {
        registers.add(ordinal(), delta);
    }

    void set(Registers registers, int value) {
        registers.set(ordinal(), value);
    }

    static int holds(Registers registers) {
        return PINS.get(registers) + LONGS.get(registers) + GETS.get(registers);
    }

    /** {@return which hold a release of this kind gives up: one of its own kind if there is one} */
    static Ledger givenUp(Registers registers, boolean unpin) {
        return givenUp(unpin, PINS.get(registers), LONGS.get(registers), GETS.get(registers));
    }

    private static Ledger givenUp(boolean unpin, int pins, int longs, int gets) {
        if (unpin && pins > 0) {
            return PINS;
        }
        if (unpin && longs > 0) {
            return LONGS;
        }
        if (gets > 0) {
            return GETS;
        }
        return pins > 0 ? PINS : LONGS;
    }

    /**
     * {@return how many of this the task has now}
     *
     * <p>The registers say it as of the end of the last operation. A release under way has given its hold up with its
     * subtraction; a driver that follows the notifier has its reference before it maps the device.
     */
    public int held(MachineView view, int task) {
        int held = view.committed(task, ordinal());
        if (view.idle(task) || view.logLength(task) == 0) {
            return held;
        }
        WritebackCall.Kind kind =
                ((WritebackOperation) view.operation(task)).call().kind();
        boolean unpin = kind == WritebackCall.Kind.UNPIN || kind == WritebackCall.Kind.UNPIN_DIRTY;
        boolean put = kind == WritebackCall.Kind.PUT || kind == WritebackCall.Kind.PUT_DIRTY;
        if ((unpin || put) && view.pendingStep(task) == KernelStep.RelFree) {
            Ledger gone = givenUp(
                    unpin,
                    view.committed(task, PINS.ordinal()),
                    view.committed(task, LONGS.ordinal()),
                    view.committed(task, GETS.ordinal()));
            return gone == this ? held - 1 : held;
        }
        return this == GETS && view.pendingStep(task) == KernelStep.OdpMap ? held + 1 : held;
    }
}
