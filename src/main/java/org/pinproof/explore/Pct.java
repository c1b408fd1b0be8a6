package org.pinproof.explore;

import org.pinproof.sched.Machine;

/**
 * Probabilistic concurrency testing: tasks have random priorities, the highest enabled one runs, and at depth - 1 random steps the
 * running task falls below all others.
 *
 * <p>Finds a bug of depth d with a probability of at least 1 / (n * k^(d-1)), for n tasks and k steps. Source: "A Randomized
 * Scheduler with Probabilistic Guarantees of Finding Bugs", Burckhardt et al., ASPLOS 2010. Departure: k is the longest
 * execution seen so far, so the bound holds once one of full length has been seen.
 */
public final class Pct implements Strategy {

    private final SeededRandom random;
    // invariant: changes.length is depth - 1; change points, as step numbers from 1
    private final int[] changes;
    private double[] priority = new double[0];
    private int longest = 1;
    private int step;

    /** Makes the scheduler of this seed for bugs of this depth, at least 1. */
    public Pct(int depth, long seed) {
        if (depth < 1) {
            throw new IllegalArgumentException("PCT needs a depth of at least 1, got " + depth);
        }
        random = new SeededRandom(seed);
        changes = new int[depth - 1];
    }

    @Override
    public String name() {
        return "pct" + (changes.length + 1);
    }

    @Override
    public void begin(Machine machine) {
        longest = Math.max(longest, step);
        step = 0;
        int tasks = machine.program().tasks();
        if (priority.length != tasks) {
            priority = new double[tasks];
        }
        // Initial priorities are above all those that change points give.
        for (int task = 0; task < tasks; task++) {
            priority[task] = changes.length + 1 + random.nextDouble();
        }
        for (int i = 0; i < changes.length; i++) {
            changes[i] = 1 + random.nextInt(longest);
        }
    }

    @Override
    public int pick(Machine machine, int enabled) {
        step++;
        int best = highest(enabled);
        for (int i = 0; i < changes.length; i++) {
            if (changes[i] == step) {
                priority[best] = i;
                best = highest(enabled);
            }
        }
        return best;
    }

    private int highest(int enabled) {
        int best = Integer.numberOfTrailingZeros(enabled);
        for (int rest = enabled & enabled - 1; rest != 0; rest &= rest - 1) {
            int task = Integer.numberOfTrailingZeros(rest);
            if (priority[task] > priority[best]) {
                best = task;
            }
        }
        return best;
    }
}
