package org.pinproof.explore.gup;

import com.google.common.primitives.ImmutableIntArray;
import org.pinproof.explore.Strategy;
import org.pinproof.sched.Machine;

/**
 * Follows picks where it can: one of a task that cannot take a step is passed over, and when there are none left, the task that ran
 * last goes on, or else the first one that can. So picks stay an execution when some of them, or of the script, are taken away.
 */
final class Wishes implements Strategy {
    private final ImmutableIntArray picks;
    private int next;
    private int last;
    private boolean done;

    Wishes(ImmutableIntArray picks) {
        this.picks = picks;
    }

    @Override
    public String name() {
        return "wishes";
    }

    @Override
    public int pick(Machine machine, int enabled) {
        while (next < picks.length()) {
            int wish = picks.get(next++);
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
