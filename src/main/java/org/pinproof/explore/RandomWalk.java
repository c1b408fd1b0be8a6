package org.pinproof.explore;

import org.pinproof.sched.Machine;

/** Picks uniformly among the enabled tasks at every step. */
public final class RandomWalk implements Strategy {

    private final SeededRandom random;

    /** Makes the walk of this seed. */
    public RandomWalk(long seed) {
        random = new SeededRandom(seed);
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public int pick(Machine machine, int enabled) {
        int count = Integer.bitCount(enabled);
        int left = enabled;
        for (int skip = count == 1 ? 0 : random.nextInt(count); skip > 0; skip--) {
            left &= left - 1;
        }
        return Integer.numberOfTrailingZeros(left);
    }
}
