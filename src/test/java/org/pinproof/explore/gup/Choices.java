package org.pinproof.explore.gup;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.pinproof.explore.Strategy;
import org.pinproof.sched.Machine;

/**
 * Turns any list of numbers into an execution: 0 lets the task that ran last go on, k takes the k-th enabled task after it, counted
 * around modulo the enabled tasks. When the numbers are used up, the task that ran last goes on.
 *
 * <p>So fewer and smaller numbers are fewer context switches, and every list is an execution of every script.
 */
public final class Choices implements Strategy {
    private final ImmutableList<Integer> choices;
    private int next;
    private int last;
    private boolean done;

    /** Makes the one execution of these choices. */
    public Choices(List<Integer> choices) {
        this.choices = ImmutableList.copyOf(choices);
    }

    @Override
    public String name() {
        return "choices";
    }

    @Override
    public void begin(Machine machine) {
        next = 0;
        last = 0;
    }

    @Override
    public int pick(Machine machine, int enabled) {
        int choice = next < choices.size() ? choices.get(next++) : 0;
        int skip = choice % Integer.bitCount(enabled);
        int task = last;
        while (true) {
            if ((enabled >> task & 1) != 0 && skip-- == 0) {
                last = task;
                return task;
            }
            task = (task + 1) % machine.program().tasks();
        }
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
