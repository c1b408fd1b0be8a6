package org.pinproof.explore;

import java.util.Arrays;
import org.pinproof.sched.Machine;

/** Runs every interleaving, depth first, leaving out nothing: slow, and the measure of the searches that do leave out. */
public final class Naive implements Strategy {

    // invariant: node i < nodes has taken chosen[i], and the tasks in left[i] are yet to be tried there
    private int[] chosen = new int[64];
    private int[] left = new int[64];
    private int nodes;
    private int at;
    private boolean exhausted;

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public void begin(Machine machine) {
        at = 0;
    }

    @Override
    public int pick(Machine machine, int enabled) {
        if (at == nodes) {
            if (nodes == chosen.length) {
                chosen = Arrays.copyOf(chosen, 2 * nodes);
                left = Arrays.copyOf(left, 2 * nodes);
            }
            left[nodes] = enabled;
            choose(nodes++);
        }
        return chosen[at++];
    }

    private void choose(int node) {
        chosen[node] = Integer.numberOfTrailingZeros(left[node]);
        left[node] &= left[node] - 1;
    }

    @Override
    public void end(Machine machine, boolean abandoned) {
        while (nodes > 0 && left[nodes - 1] == 0) {
            nodes--;
        }
        exhausted = nodes == 0;
        if (!exhausted) {
            choose(nodes - 1);
        }
    }

    @Override
    public boolean more() {
        return !exhausted;
    }

    @Override
    public Coverage coverage(boolean checksSteps) {
        return new Coverage(true, "every interleaving");
    }
}
