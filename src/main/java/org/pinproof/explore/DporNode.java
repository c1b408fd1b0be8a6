package org.pinproof.explore;

import java.util.function.IntPredicate;
import org.pinproof.sched.AccessKind;
import org.pinproof.sched.Footprint;
import org.pinproof.sched.Machine;

/** A state on the path of {@link SourceDpor}, and the step taken from it: an event. */
final class DporNode {

    private static final int NONE = -1;

    // the state: task sets, one bit each
    int enabled;
    int backtrack;
    int done;
    int sleep;

    private final long[] cells;

    // the event: invariant: clock[t] is how many of t's events happen before or are this one
    int task;
    int lock;
    boolean acquires;
    boolean leavesHeld;
    // the cell that the event awaits and the value it awaits, if it does
    int awaited;
    IntPredicate until;
    final int[] clock;

    // what the next step of a task touches here; known for the tasks in done and sleep, and for the event's
    private final Footprint[] touched;

    DporNode(int tasks, int cells) {
        this.cells = new long[cells];
        clock = new int[tasks];
        touched = new Footprint[tasks];
        for (int i = 0; i < tasks; i++) {
            touched[i] = new Footprint();
        }
    }

    /** Notes the step that the task is about to take, or would take if it were not blocked. */
    void pending(Machine machine, int next) {
        task = next;
        AccessKind kind = machine.pendingKind(next);
        acquires = kind.takesLock();
        lock = acquires || kind == AccessKind.UNLOCK ? machine.pendingCell(next) : NONE;
        leavesHeld = false;
        until = machine.pendingCondition(next);
        awaited = until == null ? NONE : machine.pendingCell(next);
    }

    /** Notes the values that cells have in this state. */
    void look(Machine machine) {
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = machine.cell(cell);
        }
    }

    /** {@return whether what the event awaits, which may be on another node, is so in this state} */
    boolean satisfies(DporNode event) {
        return event.until.test((int) cells[event.awaited]);
    }

    Footprint touched(int next) {
        return touched[next];
    }

    Footprint event() {
        return touched[task];
    }

    int number() {
        return clock[task];
    }

    /** {@return whether this event happens before the other, which is later on the path} */
    boolean before(DporNode later) {
        return number() <= later.clock[task];
    }
}
