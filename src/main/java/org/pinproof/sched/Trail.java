package org.pinproof.sched;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/** The picks of the execution in progress, in order. */
public final class Trail {

    private int[] picks = new int[64];
    private int length;

    Trail() {}

    void clear() {
        length = 0;
    }

    void add(int task) {
        if (length == picks.length) {
            picks = Arrays.copyOf(picks, 2 * length);
        }
        picks[length++] = task;
    }

    /** {@return how many steps the execution has} */
    public int length() {
        return length;
    }

    /** {@return the task that took this step, counted from 0} */
    public int task(int step) {
        return picks[step];
    }

    /** {@return the execution so far as a schedule of this scenario} */
    public Schedule schedule(String scenario) {
        return new Schedule(scenario, ImmutableIntArray.copyOf(Arrays.copyOf(picks, length)));
    }
}
