package org.pinproof.sched;

import java.util.function.IntPredicate;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Step;

/**
 * The memory of a simulated world: one call is one atomic step, taken when the scheduler says so.
 *
 * <p>A call does one of three things. While the operation in progress is being re-executed, it returns what it returned the
 * first time. At the access whose turn has come it takes effect and is logged. At any other it stops the operation with
 * {@link Pause}. Sequentially consistent: the orders in the method names have no further effect here.
 */
final class SimMemory implements Memory {

    /*
     * The methods on the way from an operation to `throw PAUSE` are kept small on purpose: where C2 inlines them all into
     * the operation, the throw is a jump; across each frame that it does not inline, an unwinding costs about 100 ns.
     */

    private final long[] cells;
    private final Turns turns;
    private final SectionMemory sections;

    final Footprint footprint = new Footprint();

    TaskState task;
    int position;
    boolean granted;
    boolean paused;
    // set while Machine.locate wants the stack of the next pause
    boolean locating;
    SourceLocation located;

    SimMemory(long[] cells, MemoryLayout layout, Turns turns) {
        this.cells = cells;
        this.turns = turns;
        this.sections = new SectionMemory(cells, layout, footprint);
    }

    /** Starts a run of the task's operation from its start. */
    void enter(TaskState next, boolean grant) {
        task = next;
        position = 0;
        granted = grant;
        paused = false;
    }

    @Override
    public int getIntOpaque(Step step, int cell) {
        return (int) read(step, cell);
    }

    @Override
    public long getLongOpaque(Step step, int cell) {
        return read(step, cell);
    }

    @Override
    public int getIntAcquire(Step step, int cell) {
        return (int) read(step, cell);
    }

    @Override
    public long getLongAcquire(Step step, int cell) {
        return read(step, cell);
    }

    @Override
    public int getIntVolatile(Step step, int cell) {
        return (int) read(step, cell);
    }

    @Override
    public long getLongVolatile(Step step, int cell) {
        return read(step, cell);
    }

    @Override
    public int awaitInt(Step step, int cell, IntPredicate until) {
        if (fed(step, cell)) {
            return (int) next();
        }
        return (int) took(step, cell, false, awaited(AccessKind.AWAIT, step, cell, until));
    }

    @Override
    public int awaitAndAddInt(Step step, int cell, IntPredicate until, int delta) {
        if (fed(step, cell)) {
            return (int) next();
        }
        int value = awaited(AccessKind.AWAIT_AND_ADD, step, cell, until);
        cells[cell] = value + delta;
        return (int) took(step, cell, true, value);
    }

    private int awaited(AccessKind kind, Step step, int cell, IntPredicate until) {
        task.until = until;
        arrive(kind, step, cell, 0);
        int value = (int) cells[cell];
        if (!until.test(value)) {
            throw NondeterminismException.ofAwait(task, step, cell, value);
        }
        return value;
    }

    @Override
    public void setIntRelease(Step step, int cell, int value) {
        write(step, cell, value);
    }

    @Override
    public void setLongRelease(Step step, int cell, long value) {
        write(step, cell, value);
    }

    private long read(Step step, int cell) {
        if (fed(step, cell)) {
            return next();
        }
        arrive(AccessKind.READ, step, cell, 0);
        return took(step, cell, false, cells[cell]);
    }

    private void write(Step step, int cell, long value) {
        if (fed(step, cell)) {
            next();
            return;
        }
        arrive(AccessKind.WRITE, step, cell, 0);
        cells[cell] = value;
        took(step, cell, true, 0);
    }

    @Override
    public int getAndAddInt(Step step, int cell, int delta) {
        if (fed(step, cell)) {
            return (int) next();
        }
        arrive(AccessKind.UPDATE, step, cell, 0);
        int old = (int) cells[cell];
        cells[cell] = old + delta;
        return (int) took(step, cell, true, old);
    }

    @Override
    public long getAndSetLong(Step step, int cell, long value) {
        if (fed(step, cell)) {
            return next();
        }
        arrive(AccessKind.UPDATE, step, cell, 0);
        long old = cells[cell];
        cells[cell] = value;
        return took(step, cell, true, old);
    }

    @Override
    public boolean compareAndSetInt(Step step, int cell, int expected, int update) {
        if (fed(step, cell)) {
            return next() != 0;
        }
        arrive(AccessKind.COMPARE_AND_SET, step, cell, expected);
        boolean equal = cells[cell] == expected;
        if (equal) {
            cells[cell] = update;
        }
        return took(step, cell, equal, equal ? 1 : 0) != 0;
    }

    @Override
    public boolean addIntUnlessZero(Step step, int cell, int delta) {
        if (fed(step, cell)) {
            return next() != 0;
        }
        arrive(AccessKind.ADD_UNLESS_ZERO, step, cell, 0);
        int old = (int) cells[cell];
        if (old != 0) {
            cells[cell] = old + delta;
        }
        return took(step, cell, old != 0, old != 0 ? 1 : 0) != 0;
    }

    @Override
    public void fullFence(Step step) {
        withoutCell(AccessKind.FENCE, step, 0);
    }

    @Override
    public void local(Step step, long value) {
        withoutCell(AccessKind.LOCAL, step, value);
    }

    private void withoutCell(AccessKind kind, Step step, long value) {
        if (fed(step, TaskState.NO_CELL)) {
            next();
            return;
        }
        arrive(kind, step, TaskState.NO_CELL, 0);
        footprint.clear();
        logged(step, TaskState.NO_CELL, value);
    }

    @Override
    public long lock(Step step, int lock, Section section) {
        if (fed(step, lock)) {
            return next();
        }
        arrive(AccessKind.LOCK, step, lock, 0);
        long result = underLock(lock, section);
        cells[lock] = result != 0 ? task.number + 1 : 0;
        return logged(step, lock, result);
    }

    @Override
    public long locked(Step step, int lock, Section section) {
        if (fed(step, lock)) {
            return next();
        }
        arrive(AccessKind.LOCKED, step, lock, 0);
        long result = underLock(lock, section);
        cells[lock] = 0;
        return logged(step, lock, result);
    }

    @Override
    public long unlock(Step step, int lock, Section section) {
        if (fed(step, lock)) {
            return next();
        }
        arrive(AccessKind.UNLOCK, step, lock, 0);
        sections.requireHeld(step, lock, task);
        long result = underLock(lock, section);
        cells[lock] = 0;
        return logged(step, lock, result);
    }

    private long underLock(int lock, Section section) {
        footprint.only(lock, true);
        // Held for the length of the section, so that the section taking its own lock again is noticed.
        cells[lock] = task.number + 1;
        return section.run(sections);
    }

    private boolean fed(Step step, int cell) {
        int at = position;
        TaskState now = task;
        if (at >= now.length) {
            return false;
        }
        if (now.steps[at] != step || now.logCells[at] != cell) {
            throw NondeterminismException.ofAccess(task, position, step, cell);
        }
        return true;
    }

    private long next() {
        return task.results[position++];
    }

    private void arrive(AccessKind kind, Step step, int cell, long expected) {
        if (granted) {
            granted = false;
            return;
        }
        task.await(kind, step, cell, expected);
        if (paused || locating || !turns.keeps(task)) {
            throw pause();
        }
    }

    private Pause pause() {
        if (paused) {
            throw new IllegalStateException("operation " + task.operation.name() + " of task " + task.name
                    + " went on after the engine had paused it: it catches Throwable or Error, or accesses memory in a"
                    + " finally block. Let the engine's pause through.");
        }
        if (locating) {
            located = Locator.caller();
        }
        paused = true;
        return Pause.PAUSE;
    }

    private long took(Step step, int cell, boolean written, long result) {
        footprint.only(cell, written);
        return logged(step, cell, result);
    }

    private long logged(Step step, int cell, long result) {
        task.record(step, cell, result);
        position++;
        return result;
    }
}
