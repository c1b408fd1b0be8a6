package org.pinproof.explore;

import java.util.Arrays;
import org.pinproof.sched.Machine;

/**
 * Picks a task with a probability proportional to the steps it has left, which makes all interleavings about equally likely.
 *
 * <p>Plain random walk favours interleavings in which short tasks end early. The steps left are estimated from the execution
 * before (all tasks alike in the first), so the distribution is exactly uniform only if tasks have fixed lengths. Source: "Selectively
 * Uniform Concurrency Testing", Zhao et al., ASPLOS 2025, the walk without selection.
 */
public final class UniformRandomWalk implements Strategy {

    private final SeededRandom random;
    private int[] taken = new int[0];
    private int[] left = new int[0];

    /** Makes the walk of this seed. */
    public UniformRandomWalk(long seed) {
        random = new SeededRandom(seed);
    }

    @Override
    public String name() {
        return "urw";
    }

    @Override
    public void begin(Machine machine) {
        int tasks = machine.program().tasks();
        if (taken.length != tasks) {
            taken = new int[tasks];
            left = new int[tasks];
        }
        System.arraycopy(taken, 0, left, 0, tasks);
        Arrays.fill(taken, 0);
    }

    @Override
    public int pick(Machine machine, int enabled) {
        int total = 0;
        for (int rest = enabled; rest != 0; rest &= rest - 1) {
            total += weight(Integer.numberOfTrailingZeros(rest));
        }
        int ticket = random.nextInt(total);
        int rest = enabled;
        int task = Integer.numberOfTrailingZeros(rest);
        while ((ticket -= weight(task)) >= 0) {
            rest &= rest - 1;
            task = Integer.numberOfTrailingZeros(rest);
        }
        taken[task]++;
        left[task]--;
        return task;
    }

    // An enabled task has at least one step left, whatever the estimate says.
    private int weight(int task) {
        return Math.max(1, left[task]);
    }
}
