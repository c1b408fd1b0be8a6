package org.pinproof.explore.count;

import org.pinproof.sched.MachineView;
import org.pinproof.sched.Registers;

/**
 * The layout of a task's registers: what it holds, what it has taken and not yet kept, and what it was told last.
 *
 * <pre>
 *   0 .. P-1    pages pinned, by head page
 *   P .. 2P-1   plain references, by head page
 *   2P          head page of what is taken, plus 1; 0 nothing
 *   2P+1        is that a pin?
 *   2P+2        pages it covers
 *   2P+3        last answer: 0 none yet, 1 not pinned, 2 pinned
 * </pre>
 *
 * <p>Registers say it as of the end of the last call. One that has subtracted and is about to free has given up what it
 * subtracted; the others have steps of one access, or give nothing before their last.
 */
public final class CountLedger {
    private final int pages;

    CountLedger(int pages) {
        this.pages = pages;
    }

    int registers() {
        return 2 * pages + 4;
    }

    int register(boolean pin, int page) {
        return pin ? page : pages + page;
    }

    void taken(Registers registers, CountCall.Take take) {
        registers.set(2 * pages, take.page() + 1);
        registers.set(2 * pages + 1, take.pin() ? 1 : 0);
        registers.set(2 * pages + 2, take.size().pages());
    }

    boolean hasTaken(Registers registers) {
        return registers.get(2 * pages) != 0;
    }

    int takenPage(Registers registers) {
        return registers.get(2 * pages) - 1;
    }

    boolean isTakenPin(Registers registers) {
        return registers.get(2 * pages + 1) != 0;
    }

    int takenPages(Registers registers) {
        return registers.get(2 * pages + 2);
    }

    void kept(Registers registers) {
        registers.add(register(isTakenPin(registers), takenPage(registers)), takenPages(registers));
        undone(registers);
    }

    void undone(Registers registers) {
        for (int register = 0; register < 3; register++) {
            registers.set(2 * pages + register, 0);
        }
    }

    void answered(Registers registers, boolean pinned) {
        registers.set(2 * pages + 3, pinned ? 2 : 1);
    }

    /** {@return whether the task's last answer was "pinned"} */
    public boolean wasToldPinned(MachineView view, int task) {
        return view.committed(task, 2 * pages + 3) == 2;
    }

    /** {@return pages pinned of this head, or plain references to it, that the task has been handed} */
    public int held(MachineView view, int task, boolean pin, int page) {
        int held = view.committed(task, register(pin, page));
        boolean given = isFreeing(view, task)
                && ((CountOperation) view.operation(task)).call() instanceof CountCall.Drop drop
                && drop.pin() == pin
                && drop.page() == page;
        return given
                ? held
                        - ((CountCall.Drop) ((CountOperation) view.operation(task)).call())
                                .size()
                                .pages()
                : held;
    }

    /** {@return the head page of what the task has taken and has not been handed; -1 for nothing} */
    public int takenPage(MachineView view, int task) {
        boolean given =
                isFreeing(view, task) && ((CountOperation) view.operation(task)).call() instanceof CountCall.Undo;
        return given ? -1 : view.committed(task, 2 * pages) - 1;
    }

    /** {@return whether that is a pin} */
    public boolean isTakenPin(MachineView view, int task) {
        return view.committed(task, 2 * pages + 1) != 0;
    }

    /** {@return how many pages that covers} */
    public int takenPages(MachineView view, int task) {
        return view.committed(task, 2 * pages + 2);
    }

    /** {@return the page that the task is about to free; -1 for none} */
    public int freeing(MachineView view, int task) {
        if (!isFreeing(view, task)) {
            return -1;
        }
        CountCall call = ((CountOperation) view.operation(task)).call();
        return call instanceof CountCall.Undo ? view.committed(task, 2 * pages) - 1 : call.about();
    }

    /** Of all calls only a subtraction has a step behind it, and that frees. */
    private static boolean isFreeing(MachineView view, int task) {
        return !view.idle(task)
                && view.logLength(task) > 0
                && !(((CountOperation) view.operation(task)).call() instanceof CountCall.Take);
    }
}
