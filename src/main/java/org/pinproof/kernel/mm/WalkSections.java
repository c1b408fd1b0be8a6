package org.pinproof.kernel.mm;

/**
 * The CPUs that walk a page table with interrupts off: what a table waits for before it goes.
 *
 * <p>A CPU in a section answers no interrupt, so who has sent one to every CPU, and waits for the answers, knows that whoever has
 * read an entry before is through with what it led to. Here who waits finds all of them outside at once, and not each of them
 * once; a section that begins meanwhile cannot have seen what was cleared before, so it is the same to him. Source: {@code
 * mm/mmu_gather.c::tlb_remove_table_sync_one}, {@code mm/gup.c::lockless_pages_from_mm}.
 */
public final class WalkSections {
    private final int walkers;

    /** Lays out the cell; no CPU is in a section. */
    public WalkSections(MemoryLayout layout) {
        walkers = layout.intCell("walkers", 0);
    }

    /** {@return the int cell that says how many CPUs are in a section} */
    public int walkers() {
        return walkers;
    }

    /** Begins a section on this CPU. */
    public void begin(Memory memory, Step step) {
        // full: pairs with await. Either who waits finds this CPU inside, or the reads of the section come after what
        // was cleared before the wait. In C it is the interrupt that orders the two.
        memory.getAndAddInt(step, walkers, 1);
    }

    /** Ends the section of this CPU. */
    public void end(Memory memory, Step step) {
        // full: pairs with await; what was read in the section was read before the table goes.
        memory.getAndAddInt(step, walkers, -1);
    }

    /** Waits for whoever is in a section. */
    public void await(Memory memory, Step step) {
        // volatile: stays behind the clear, or a walker could begin that still finds the entry.
        memory.awaitInt(step, walkers, count -> count == 0);
    }
}
