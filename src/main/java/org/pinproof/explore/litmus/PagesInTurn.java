package org.pinproof.explore.litmus;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/** Over n pages in the same order, one task pins, one cleans and queries, one gets and puts; one unit per page. */
final class PagesInTurn extends LitmusProgram {

    /** No page is pinned without its re-check. */
    static final int NO_BUG = -1;

    private final LitmusPage[] pages;
    private final int bug;

    PagesInTurn(String name, int pages, int bug) {
        super(name, 3, pages);
        this.bug = bug;
        this.pages = new LitmusPage[pages];
        for (int i = 0; i < pages; i++) {
            this.pages[i] = new LitmusPage(layout, i);
        }
    }

    @Override
    void run(int task, int unit, Memory memory, Registers registers) {
        LitmusPage page = pages[unit];
        if (task == 0) {
            boolean pinned = unit == bug ? page.pinWithoutRecheck(memory) : page.pin(memory);
            registers.set(unit, pinned ? 1 : 0);
        } else if (task == 1) {
            registers.set(unit, page.cleanAndFindUnpinned(memory) ? 1 : 0);
        } else if (page.grab(memory, 1)) {
            page.put(memory);
        }
    }

    @Override
    String unitName(int task, int unit) {
        return (task == 0 ? "pin " : task == 1 ? "clean " : "get and put ") + unit;
    }

    @Override
    public int registers(int task) {
        return task == 2 ? 0 : pages.length;
    }

    @Override
    public String violation(MachineView end) {
        for (int i = 0; i < pages.length; i++) {
            if (end.register(0, i) == 1 && end.register(1, i) == 1) {
                return "page " + i + " pinned, and said not pinned";
            }
        }
        return null;
    }
}
