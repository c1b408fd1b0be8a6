package org.pinproof.explore.litmus;

import static org.pinproof.explore.litmus.LitmusStep.FREE;
import static org.pinproof.explore.litmus.LitmusStep.GRAB_BLINDLY;
import static org.pinproof.explore.litmus.LitmusStep.LOOK_IF_FREE;
import static org.pinproof.explore.litmus.LitmusStep.PUT;
import static org.pinproof.explore.litmus.LitmusStep.READ_COUNT;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/** One task puts the last reference, the other grabs, uses and releases the page; whoever gets to zero frees. */
final class GrabVersusFree extends LitmusProgram {

    enum Grab {
        UNLESS_ZERO,
        BLIND,
        CHECK_THEN_ADD
    }

    private static final int USED_AFTER_FREE = 0;
    private static final int PINNED = LitmusPage.BIAS;

    private final Grab grab;
    private final int count = layout.intCell("count", 1);
    private final int freed = layout.intCell("freed", 0);

    GrabVersusFree(String name, Grab grab) {
        super(name, 2, 1);
        this.grab = grab;
    }

    @Override
    void run(int task, int unit, Memory memory, Registers registers) {
        if (task == 0) {
            put(memory, 1);
        } else if (grab(memory)) {
            if (memory.getIntOpaque(LOOK_IF_FREE, freed) != 0) {
                registers.set(USED_AFTER_FREE, 1);
            }
            put(memory, PINNED);
        }
    }

    private boolean grab(Memory memory) {
        switch (grab) {
            case UNLESS_ZERO:
                return LitmusPage.grab(memory, count, PINNED);
            case BLIND:
                memory.getAndAddInt(GRAB_BLINDLY, count, PINNED);
                return true;
            case CHECK_THEN_ADD:
                if (memory.getIntOpaque(READ_COUNT, count) == 0) {
                    return false;
                }
                memory.getAndAddInt(GRAB_BLINDLY, count, PINNED);
                return true;
            default:
                throw new AssertionError(grab);
        }
    }

    private void put(Memory memory, int references) {
        if (memory.getAndAddInt(PUT, count, -references) == references) {
            memory.getAndAddInt(FREE, freed, 1);
        }
    }

    @Override
    String unitName(int task, int unit) {
        return task == 0 ? "put" : "pin and unpin";
    }

    @Override
    public int registers(int task) {
        return task;
    }

    @Override
    public String violation(MachineView end) {
        if (end.register(1, USED_AFTER_FREE) == 1) {
            return "used after free";
        }
        return end.intCell(freed) == 1 ? null : "freed " + end.intCell(freed) + " times";
    }
}
