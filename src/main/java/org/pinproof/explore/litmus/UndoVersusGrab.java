package org.pinproof.explore.litmus;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/** One task pins and may undo, one cleans the entry, one grabs the same page. */
final class UndoVersusGrab extends LitmusProgram {

    private static final int GOT = 0;

    private final boolean undoByStore;
    private final LitmusPage page = new LitmusPage(layout, 0);

    UndoVersusGrab(String name, boolean undoByStore) {
        super(name, 3, 1);
        this.undoByStore = undoByStore;
    }

    @Override
    void run(int task, int unit, Memory memory, Registers registers) {
        boolean got =
                switch (task) {
                    case 0 -> undoByStore ? page.pinUndoingByStore(memory) : page.pin(memory);
                    case 1 -> page.cleanAndFindUnpinned(memory);
                    default -> page.grab(memory, LitmusPage.BIAS);
                };
        if (task != 1) {
            registers.set(GOT, got ? 1 : 0);
        }
    }

    @Override
    String unitName(int task, int unit) {
        return task == 0 ? "pin" : task == 1 ? "clean" : "grab";
    }

    @Override
    public int registers(int task) {
        return task == 1 ? 0 : 1;
    }

    @Override
    public String violation(MachineView end) {
        int expected = 1 + LitmusPage.BIAS * (end.register(0, GOT) + end.register(2, GOT));
        int count = end.intCell(page.count);
        return count == expected ? null : "count is " + count + ", references held are " + expected;
    }
}
