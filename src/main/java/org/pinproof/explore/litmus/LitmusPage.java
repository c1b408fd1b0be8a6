package org.pinproof.explore.litmus;

import static org.pinproof.explore.litmus.LitmusStep.CLEAN_PTE;
import static org.pinproof.explore.litmus.LitmusStep.GRAB;
import static org.pinproof.explore.litmus.LitmusStep.PUT;
import static org.pinproof.explore.litmus.LitmusStep.QUERY_PINNED;
import static org.pinproof.explore.litmus.LitmusStep.READ_COUNT;
import static org.pinproof.explore.litmus.LitmusStep.READ_PTE;
import static org.pinproof.explore.litmus.LitmusStep.RECHECK_PTE;
import static org.pinproof.explore.litmus.LitmusStep.UNDO;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Refcount;

/** One page: a reference count, and a page-table entry that is present and, until cleaned, writable. */
final class LitmusPage {

    static final int BIAS = Refcount.GUP_PIN_COUNTING_BIAS;

    private static final int PRESENT = 1;
    private static final int WRITABLE = 2;

    final int count;
    private final int pte;

    LitmusPage(MemoryLayout layout, int number) {
        count = layout.intCell("count[" + number + "]", 1);
        pte = layout.longCell("pte[" + number + "]", PRESENT | WRITABLE);
    }

    /** The shape of mm/gup.c::gup_fast_pte_range: read, grab, re-check, undo; {@return whether the page is pinned now} */
    boolean pin(Memory memory) {
        long seen = memory.getLongOpaque(READ_PTE, pte);
        if ((seen & WRITABLE) == 0 || !grab(memory, BIAS)) {
            return false;
        }
        if (memory.getLongVolatile(RECHECK_PTE, pte) != seen) {
            memory.getAndAddInt(UNDO, count, -BIAS);
            return false;
        }
        return true;
    }

    /** Bug: no re-check. */
    boolean pinWithoutRecheck(Memory memory) {
        long seen = memory.getLongOpaque(READ_PTE, pte);
        return (seen & WRITABLE) != 0 && grab(memory, BIAS);
    }

    /** Bug: the re-check comes before the grab. */
    boolean pinAfterRecheck(Memory memory) {
        long seen = memory.getLongOpaque(READ_PTE, pte);
        return (seen & WRITABLE) != 0 && memory.getLongVolatile(RECHECK_PTE, pte) == seen && grab(memory, BIAS);
    }

    /** Bug: the undo puts back the count that the grab saw, and with it everybody else's changes. */
    boolean pinUndoingByStore(Memory memory) {
        long seen = memory.getLongOpaque(READ_PTE, pte);
        if ((seen & WRITABLE) == 0) {
            return false;
        }
        int before;
        do {
            before = memory.getIntOpaque(READ_COUNT, count);
            if (before == 0) {
                return false;
            }
        } while (!memory.compareAndSetInt(GRAB, count, before, before + BIAS));
        if (memory.getLongVolatile(RECHECK_PTE, pte) != seen) {
            memory.setIntRelease(UNDO, count, before);
            return false;
        }
        return true;
    }

    /** Adds references unless there are none; {@return whether it did} */
    boolean grab(Memory memory, int references) {
        return grab(memory, count, references);
    }

    static boolean grab(Memory memory, int count, int references) {
        while (true) {
            int seen = memory.getIntOpaque(READ_COUNT, count);
            if (seen == 0) {
                return false;
            }
            if (memory.compareAndSetInt(GRAB, count, seen, seen + references)) {
                return true;
            }
        }
    }

    void put(Memory memory) {
        memory.getAndAddInt(PUT, count, -1);
    }

    /** Makes the page clean and asks whether it is pinned; {@return whether the answer was no} */
    boolean cleanAndFindUnpinned(Memory memory) {
        memory.getAndSetLong(CLEAN_PTE, pte, PRESENT);
        return !Refcount.isDmaPinned(memory.getIntVolatile(QUERY_PINNED, count));
    }
}
