package org.pinproof.explore;

import org.pinproof.sched.AccessKind;
import org.pinproof.sched.Footprint;
import org.pinproof.sched.Machine;

/**
 * Partial order sampling: every pending step has a random priority, the highest goes first, and a step that raced with the one just
 * taken draws again.
 *
 * <p>Source: "Partial Order Aware Concurrency Sampling", Yuan, Yang, Gu, CAV 2018, the full algorithm (POS). Two steps race if they
 * touch the same cell and one may write it; a pending section is known by its lock only.
 */
public final class Pos implements Strategy {

    private final SeededRandom random;
    private double[] priority = new double[0];
    private int last;

    /** Makes the sampler of this seed. */
    public Pos(long seed) {
        random = new SeededRandom(seed);
    }

    @Override
    public String name() {
        return "pos";
    }

    @Override
    public void begin(Machine machine) {
        int tasks = machine.program().tasks();
        if (priority.length != tasks) {
            priority = new double[tasks];
        }
        for (int task = 0; task < tasks; task++) {
            priority[task] = random.nextDouble();
        }
        last = ABANDON;
    }

    @Override
    public int pick(Machine machine, int enabled) {
        if (last >= 0) {
            drawAgain(machine);
        }
        int best = Integer.numberOfTrailingZeros(enabled);
        for (int rest = enabled & enabled - 1; rest != 0; rest &= rest - 1) {
            int task = Integer.numberOfTrailingZeros(rest);
            if (priority[task] > priority[best]) {
                best = task;
            }
        }
        last = best;
        return best;
    }

    private void drawAgain(Machine machine) {
        Footprint taken = machine.footprint();
        for (int task = 0; task < priority.length; task++) {
            if (task == last || races(machine, task, taken)) {
                priority[task] = random.nextDouble();
            }
        }
    }

    private static boolean races(Machine machine, int task, Footprint taken) {
        if (machine.idle(task)) {
            return false;
        }
        int cell = machine.pendingCell(task);
        AccessKind kind = machine.pendingKind(task);
        boolean reads = kind == AccessKind.READ || kind == AccessKind.AWAIT;
        for (int i = 0; i < taken.size(); i++) {
            if (taken.cell(i) == cell && (taken.written(i) || !reads)) {
                return true;
            }
        }
        return false;
    }
}
