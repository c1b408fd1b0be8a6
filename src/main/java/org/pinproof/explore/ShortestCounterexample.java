package org.pinproof.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.pinproof.sched.Fingerprint;
import org.pinproof.sched.Machine;
import org.pinproof.sched.RunawayTaskException;
import org.pinproof.sched.Schedule;
import org.pinproof.sched.Snapshot;
import org.pinproof.sched.TaskFailedException;

/**
 * Visits every reachable state once, nearest first: the first violation found has as few steps as any.
 *
 * <p>Keeps 8 bytes per state to tell the way back, and whole states only for the two levels it is between.
 *
 * @param <T> type of the listener's tags
 */
public final class ShortestCounterexample<T> {

    private static final int ROOT = -1;

    private final Machine machine;
    private final long mostStates;
    private final EdgeListener<T> listener;
    private final FingerprintTable seen = new FingerprintTable();
    private final Fingerprint fingerprint = new Fingerprint();

    // state i was first reached from parents[i] by a step of picks[i]; states are numbered as they are found
    private int[] parents = new int[1 << 10];
    private int[] picks = new int[1 << 10];
    private int parent = ROOT;
    private int pick;
    private int depth;
    private long transitions;
    private List<Entry<T>> next = new ArrayList<>();
    private BooleanSupplier stop = () -> false;

    private record Entry<T>(int number, Snapshot state, int enabled, T tag) {}

    /** Makes a search; see {@link StatefulSearch}. */
    public ShortestCounterexample(Machine machine, long mostStates, EdgeListener<T> listener) {
        this.machine = machine;
        this.mostStates = Math.min(mostStates, Integer.MAX_VALUE / 2);
        this.listener = listener;
    }

    /** {@return a search without a listener} */
    public static ShortestCounterexample<Void> of(Machine machine, long mostStates) {
        return new ShortestCounterexample<>(machine, mostStates, Untagged.INSTANCE);
    }

    /** Makes the search end as {@link Result.Bounded} once this is true. {@return this} */
    public ShortestCounterexample<T> stoppingWhen(BooleanSupplier stopping) {
        stop = stopping;
        return this;
    }

    /** Searches up to the first violation. A search runs once. */
    public Result run() {
        machine.reset();
        try {
            String wrong = enter(listener.initial(machine));
            while (wrong == null && !next.isEmpty()) {
                List<Entry<T>> level = next;
                next = new ArrayList<>();
                depth++;
                for (int i = 0; wrong == null && i < level.size(); i++) {
                    if (seen.size() > mostStates) {
                        return new Result.Bounded("the limit of " + mostStates + " states", counts());
                    }
                    if (stop.getAsBoolean()) {
                        return new Result.Bounded(Exploration.STOPPED, counts());
                    }
                    wrong = expand(level.get(i));
                }
            }
            return wrong == null ? new Result.Held("every reachable state", counts()) : violated(wrong);
        } catch (TaskFailedException failed) {
            return violated(failed.getMessage());
        } catch (RunawayTaskException cut) {
            return new Result.Bounded(cut.getMessage(), counts());
        }
    }

    private String expand(Entry<T> from) {
        parent = from.number;
        for (int rest = from.enabled; rest != 0; rest &= rest - 1) {
            pick = Integer.numberOfTrailingZeros(rest);
            machine.restore(from.state);
            listener.before(from.tag, machine, pick);
            transitions++;
            machine.step(pick);
            T tag = listener.after(from.tag, machine, pick);
            String objection = listener.objection(tag);
            String wrong = objection != null ? objection : enter(tag);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private String enter(T tag) {
        fingerprint.clear();
        machine.fingerprintInto(fingerprint);
        fingerprint.add(listener.identity(tag));
        if (!seen.add(fingerprint.high(), fingerprint.low())) {
            return null;
        }
        int number = seen.size() - 1;
        if (number == parents.length) {
            parents = Arrays.copyOf(parents, 2 * number);
            picks = Arrays.copyOf(picks, 2 * number);
        }
        parents[number] = parent;
        picks[number] = pick;
        String wrong = Correctness.ofStep(machine);
        int enabled = machine.enabled();
        if (wrong == null && enabled == 0) {
            return Correctness.ofFinal(machine);
        }
        next.add(new Entry<>(number, machine.snapshot(), enabled, tag));
        return wrong;
    }

    /** The step that failed leads from {@code parent}, whether or not the state it leads to got a number. */
    private Result violated(String wrong) {
        int[] path = new int[depth];
        int state = parent;
        for (int at = depth - 1; at >= 0; at--) {
            path[at] = at == depth - 1 ? pick : picks[state];
            state = at == depth - 1 ? state : parents[state];
        }
        return new Result.Violated(wrong, Schedule.of(machine.program().name(), path), seen.size(), counts());
    }

    private Counts counts() {
        return new Counts(0, 0, transitions, seen.size(), transitions, depth);
    }
}
