package org.pinproof.explore.litmus;

import static org.pinproof.explore.litmus.LitmusStep.BUMP;
import static org.pinproof.explore.litmus.LitmusStep.READ_LAST;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/** The bug shows only if the one step of the second task follows all steps of the first: explorers that force switches miss it. */
final class LateReader extends LitmusProgram {

    private static final int SEEN = 0;
    private static final int WORDS = 24;

    private final int[] row = new int[WORDS];

    LateReader(String name) {
        super(name, 2, 1);
        for (int i = 0; i < WORDS; i++) {
            row[i] = layout.intCell("row[" + i + "]", 0);
        }
    }

    @Override
    void run(int task, int unit, Memory memory, Registers registers) {
        if (task == 0) {
            for (int word : row) {
                memory.getAndAddInt(BUMP, word, 1);
            }
        } else {
            registers.set(SEEN, memory.getIntOpaque(READ_LAST, row[WORDS - 1]));
        }
    }

    @Override
    String unitName(int task, int unit) {
        return task == 0 ? "bump all" : "read the last";
    }

    @Override
    public int registers(int task) {
        return task;
    }

    @Override
    public String violation(MachineView end) {
        return end.register(1, SEEN) == 1 ? "read the last word after it was written" : null;
    }
}
