package org.pinproof.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pinproof.sched.ScriptProgram.TestStep.FIRST;
import static org.pinproof.sched.ScriptProgram.TestStep.FOURTH;
import static org.pinproof.sched.ScriptProgram.TestStep.SECOND;
import static org.pinproof.sched.ScriptProgram.TestStep.THIRD;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two locks that one task keeps across its steps. */
class KeptLocksTest {

    private static final int OWNER = 0b001;
    private static final int WANTS_PAGE_LOCK = 0b010;
    private static final int WANTS_PTL = 0b100;

    private final ScriptProgram program = new ScriptProgram("locks");
    private final int pageLock = program.intCell("PG_locked", 0);
    private final int ptl = program.intCell("ptl", 0);
    private final int word = program.intCell("word", 0);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void are_released_in_either_order_and_each_blocks_exactly_while_it_is_kept(boolean innerFirst) {
        program.task((memory, registers) -> {
            memory.lock(FIRST, pageLock, section -> 1);
            memory.lock(SECOND, ptl, section -> 1);
            memory.getAndAddInt(THIRD, word, 1);
            memory.unlock(THIRD, innerFirst ? ptl : pageLock, section -> section.getAndAddInt(word, 1));
            memory.unlock(FOURTH, innerFirst ? pageLock : ptl, section -> section.getAndAddInt(word, 1));
        });
        program.task((memory, registers) -> memory.locked(FIRST, pageLock, section -> section.getInt(word)));
        program.task((memory, registers) -> memory.locked(FIRST, ptl, section -> section.getInt(word)));
        Machine machine = new Machine(program);
        int[] enabled = {
            OWNER | WANTS_PAGE_LOCK | WANTS_PTL,
            OWNER | WANTS_PTL,
            OWNER,
            OWNER,
            OWNER | (innerFirst ? WANTS_PTL : WANTS_PAGE_LOCK),
            WANTS_PAGE_LOCK | WANTS_PTL
        };
        Snapshot bothKept = null;
        for (int step = 0; step < 5; step++) {
            assertEquals(enabled[step], machine.enabled(), "before step " + step);
            bothKept = step == 2 ? machine.snapshot() : bothKept;
            machine.step(0);
        }
        assertEquals(enabled[5], machine.enabled());
        assertTrue(machine.idle(0));
        assertEquals(3, machine.cell(word));

        machine.restore(bothKept);
        assertEquals(OWNER, machine.enabled());
        machine.step(0);
        machine.step(0);
        assertEquals(enabled[4], machine.enabled());
    }
}
