package org.pinproof.explore.litmus;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/** One task pins a page, the other cleans its entry and asks whether it is pinned. */
final class GrabVersusClear extends LitmusProgram {

    enum Pin {
        CORRECT,
        WITHOUT_RECHECK,
        AFTER_RECHECK
    }

    private static final int OUTCOME = 0;

    private final Pin pin;
    private final LitmusPage page = new LitmusPage(layout, 0);

    GrabVersusClear(String name, Pin pin) {
        super(name, 2, 1);
        this.pin = pin;
    }

    @Override
    void run(int task, int unit, Memory memory, Registers registers) {
        boolean outcome = task == 0 ? pin(memory) : page.cleanAndFindUnpinned(memory);
        registers.set(OUTCOME, outcome ? 1 : 0);
    }

    private boolean pin(Memory memory) {
        return switch (pin) {
            case CORRECT -> page.pin(memory);
            case WITHOUT_RECHECK -> page.pinWithoutRecheck(memory);
            case AFTER_RECHECK -> page.pinAfterRecheck(memory);
        };
    }

    @Override
    String unitName(int task, int unit) {
        return task == 0 ? "pin" : "clean";
    }

    @Override
    public int registers(int task) {
        return 1;
    }

    @Override
    public String violation(MachineView end) {
        return end.register(0, OUTCOME) == 1 && end.register(1, OUTCOME) == 1 ? "pinned, and said not pinned" : null;
    }
}
