package org.pinproof.explore;

import com.google.common.collect.ImmutableList;
import org.pinproof.sched.Machine;

/**
 * Several strategies in turn, one execution each: no single one is best for all bugs.
 *
 * <p>Has more executions as long as one of its members has, and skips those that have not.
 */
public final class Portfolio implements Strategy {

    private final ImmutableList<Strategy> members;
    private int turn = -1;

    /** Makes a portfolio of these strategies, which take turns in this order. */
    public Portfolio(ImmutableList<Strategy> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a portfolio needs at least one strategy");
        }
        this.members = members;
    }

    /** {@return POS, URW, random walk and PCT of depths 1 to 3, with seeds drawn from this one} */
    public static Portfolio standard(long seed) {
        SeededRandom seeds = new SeededRandom(seed);
        return new Portfolio(ImmutableList.of(
                new Pos(seeds.nextLong()),
                new UniformRandomWalk(seeds.nextLong()),
                new RandomWalk(seeds.nextLong()),
                new Pct(1, seeds.nextLong()),
                new Pct(2, seeds.nextLong()),
                new Pct(3, seeds.nextLong())));
    }

    /** {@return the member whose execution is running or ran last} */
    public Strategy current() {
        return members.get(Math.max(0, turn));
    }

    @Override
    public String name() {
        return "portfolio";
    }

    @Override
    public void begin(Machine machine) {
        do {
            turn = (turn + 1) % members.size();
        } while (!members.get(turn).more());
        members.get(turn).begin(machine);
    }

    @Override
    public int pick(Machine machine, int enabled) {
        return members.get(turn).pick(machine, enabled);
    }

    @Override
    public void end(Machine machine, boolean abandoned) {
        members.get(turn).end(machine, abandoned);
    }

    @Override
    public boolean more() {
        return members.stream().anyMatch(Strategy::more);
    }
}
