package org.pinproof.explore;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.pinproof.sched.Fingerprint;
import org.pinproof.sched.Machine;
import org.pinproof.sched.NondeterminismException;
import org.pinproof.sched.Schedule;

/**
 * A strategy for trust: runs every execution of another strategy twice and fails if the two differ.
 *
 * <p>Compared are the enabled tasks, the pending steps and the whole state before every step. A difference is a {@link
 * NondeterminismException}. That none is found does not mean that the program is deterministic: it may differ on executions that
 * were not run, or the third time. An execution that violates something ends the exploration before it is repeated.
 */
public final class Determinism implements Strategy {

    private final Strategy strategy;
    private final Fingerprint fingerprint = new Fingerprint();
    // the first run: what was seen before each pick, and at the end
    private final List<Observation> first = new ArrayList<>();
    private boolean repeating;
    private int at;

    private record Observation(long high, long low, String waiting, int pick) {}

    /** Makes the self-check of this strategy's executions. */
    public Determinism(Strategy strategy) {
        this.strategy = strategy;
    }

    @Override
    public String name() {
        return strategy.name() + ", each execution twice";
    }

    @Override
    public void begin(Machine machine) {
        at = 0;
        if (!repeating) {
            first.clear();
            strategy.begin(machine);
        }
    }

    @Override
    public int pick(Machine machine, int enabled) {
        if (!repeating) {
            int pick = strategy.pick(machine, enabled);
            first.add(observe(machine, enabled, pick));
            return pick;
        }
        Observation expected = first.get(at);
        requireEqual(machine, expected, observe(machine, enabled, expected.pick));
        at++;
        return expected.pick;
    }

    @Override
    public void end(Machine machine, boolean abandoned) {
        if (!repeating) {
            first.add(observe(machine, machine.enabled(), ABANDON));
            strategy.end(machine, abandoned);
        } else {
            requireEqual(machine, first.get(at), observe(machine, machine.enabled(), ABANDON));
        }
        repeating = !repeating;
    }

    private Observation observe(Machine machine, int enabled, int pick) {
        fingerprint.clear();
        machine.fingerprintInto(fingerprint);
        return new Observation(fingerprint.high(), fingerprint.low(), waiting(machine, enabled), pick);
    }

    private void requireEqual(Machine machine, Observation expected, Observation got) {
        if (!expected.waiting.equals(got.waiting)) {
            throw different(machine, expected.waiting, got.waiting);
        }
        if (expected.high != got.high || expected.low != got.low) {
            throw different(
                    machine,
                    "state " + Long.toHexString(expected.low),
                    "state " + Long.toHexString(got.low) + " (cells, results read or registers differ)");
        }
    }

    private NondeterminismException different(Machine machine, String expected, String got) {
        ImmutableIntArray.Builder picks = ImmutableIntArray.builder();
        first.stream().limit(at).forEach(observation -> picks.add(observation.pick));
        Schedule prefix = new Schedule(machine.program().name(), picks.build());
        return new NondeterminismException(
                "running " + prefix + " again came to another state after step " + at, expected, got);
    }

    private static String waiting(Machine machine, int enabled) {
        StringJoiner tasks = new StringJoiner(", ", "enabled {", "}");
        for (int rest = enabled; rest != 0; rest &= rest - 1) {
            int task = Integer.numberOfTrailingZeros(rest);
            tasks.add(machine.program().taskName(task) + " at "
                    + machine.pendingStep(task).name());
        }
        return tasks.toString();
    }

    @Override
    public boolean more() {
        return repeating || strategy.more();
    }

    @Override
    public Coverage coverage(boolean checksSteps) {
        return strategy.coverage(checksSteps);
    }
}
