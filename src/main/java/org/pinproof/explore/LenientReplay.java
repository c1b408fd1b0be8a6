package org.pinproof.explore;

import com.google.common.primitives.ImmutableIntArray;
import org.pinproof.sched.Machine;

/**
 * Follows wishes where it can: a wish for a task that is not enabled is dropped, and when there are no wishes left, the task that ran
 * last goes on, or the first enabled one. So every list of wishes is an execution, and stays one when some of them, or parts of the
 * program, are taken away.
 */
public final class LenientReplay implements Strategy {

    private final ImmutableIntArray wishes;
    private int next;
    private int last;
    private boolean done;

    /** Makes the one execution of these task numbers. */
    public LenientReplay(ImmutableIntArray wishes) {
        this.wishes = wishes;
    }

    @Override
    public String name() {
        return "lenient replay";
    }

    @Override
    public int pick(Machine machine, int enabled) {
        while (next < wishes.length()) {
            int wish = wishes.get(next++);
            if ((enabled >> wish & 1) != 0) {
                last = wish;
                return wish;
            }
        }
        if ((enabled >> last & 1) == 0) {
            last = Integer.numberOfTrailingZeros(enabled);
        }
        return last;
    }

    @Override
    public void end(Machine machine, boolean abandoned) {
        done = true;
    }

    @Override
    public boolean more() {
        return !done;
    }
}
