package org.pinproof.explore;

import com.google.common.primitives.ImmutableIntArray;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pinproof.sched.Schedule;

/**
 * Makes a failing schedule as simple as it gets: first as few picks that matter as possible, then as few context switches.
 *
 * <p>The violation's text stays the same throughout. The result is minimal in this sense: dropping any one pick that matters, or
 * joining any two neighbouring stretches of one task, loses the violation or gains nothing. There may be simpler schedules
 * farther away; {@link ShortestCounterexample} finds the shortest, at the price of a search.
 *
 * <p>Dropping picks is delta debugging ("Simplifying and Isolating Failure-Inducing Input", Zeller, Hildebrandt, TSE 2002) over
 * a lenient replay that completes whatever is left.
 */
public final class Shrinker {

    private final Function<Strategy, Result> explore;

    /**
     * Makes a shrinker.
     *
     * @param explore runs the executions of a strategy from a fresh start, with the listener that objected if one did
     */
    public Shrinker(Function<Strategy, Result> explore) {
        this.explore = explore;
    }

    /**
     * {@return the simplified schedule, which shows the same violation}
     *
     * @throws IllegalArgumentException if the schedule does not show it; then the program is not deterministic, or another
     */
    public Result.Violated shrink(Result.Violated failure) {
        Result.Violated best = attempt(failure.schedule().picks(), failure.text());
        if (best == null) {
            throw new IllegalArgumentException("schedule " + failure.schedule() + " does not show \"" + failure.text()
                    + "\" when it is replayed: is the program deterministic?");
        }
        String text = failure.text();
        ImmutableIntArray needed = drop(failure.schedule().picks(), wishes -> attempt(wishes, text) != null);
        Result.Violated dropped = attempt(needed, text);
        best = simpler(dropped.schedule(), best.schedule()) ? dropped : best;
        while (true) {
            Result.Violated joined = joinStretches(best);
            if (joined == null) {
                return new Result.Violated(text, best.schedule(), failure.executions(), failure.counts());
            }
            best = joined;
        }
    }

    private Result.Violated attempt(ImmutableIntArray wishes, String text) {
        Result result = explore.apply(new LenientReplay(wishes));
        return result instanceof Result.Violated violated && violated.text().equals(text) ? violated : null;
    }

    private static boolean simpler(Schedule one, Schedule other) {
        return one.switches() < other.switches() || one.switches() == other.switches() && one.steps() < other.steps();
    }

    /** ddmin: removes ever smaller chunks for as long as what is left still fails. */
    private static ImmutableIntArray drop(ImmutableIntArray wishes, Predicate<ImmutableIntArray> fails) {
        ImmutableIntArray kept = wishes;
        int chunk = Math.max(1, kept.length() / 2);
        while (!kept.isEmpty()) {
            ImmutableIntArray before = kept;
            for (int at = 0; at < kept.length(); ) {
                ImmutableIntArray without = without(kept, at, Math.min(kept.length(), at + chunk));
                if (fails.test(without)) {
                    kept = without;
                } else {
                    at += chunk;
                }
            }
            if (chunk == 1 && kept.length() == before.length()) {
                return kept;
            }
            chunk = Math.max(1, chunk / 2);
        }
        return kept;
    }

    private static ImmutableIntArray without(ImmutableIntArray picks, int from, int to) {
        return ImmutableIntArray.builder(picks.length())
                .addAll(picks.subArray(0, from))
                .addAll(picks.subArray(to, picks.length()))
                .build();
    }

    /** Joins a stretch of one task with its previous one, at either's place; {@return the first that is simpler, or null} */
    private Result.Violated joinStretches(Result.Violated failure) {
        ImmutableIntArray picks = failure.schedule().picks();
        for (int from = 1; from < picks.length(); from++) {
            int task = picks.get(from);
            int previous = picks.subArray(0, from).lastIndexOf(task);
            if (previous < 0 || previous == from - 1) {
                continue;
            }
            int to = from;
            while (to < picks.length() && picks.get(to) == task) {
                to++;
            }
            Result.Violated joined = firstSimpler(
                    failure, move(picks, from, to, previous + 1), moveStretchEndingAt(picks, previous, from));
            if (joined != null) {
                return joined;
            }
        }
        return null;
    }

    private Result.Violated firstSimpler(Result.Violated failure, ImmutableIntArray... candidates) {
        for (ImmutableIntArray candidate : candidates) {
            Result.Violated attempt = attempt(candidate, failure.text());
            if (attempt != null && simpler(attempt.schedule(), failure.schedule())) {
                return attempt;
            }
        }
        return null;
    }

    private static ImmutableIntArray moveStretchEndingAt(ImmutableIntArray picks, int end, int to) {
        int start = end;
        while (start > 0 && picks.get(start - 1) == picks.get(end)) {
            start--;
        }
        return move(picks, start, end + 1, to);
    }

    /** {@return the picks with [from, to) moved so that it stands where {@code target} was} */
    private static ImmutableIntArray move(ImmutableIntArray picks, int from, int to, int target) {
        ImmutableIntArray stretch = picks.subArray(from, to);
        ImmutableIntArray rest = without(picks, from, to);
        int at = target <= from ? target : target - stretch.length();
        return ImmutableIntArray.builder(picks.length())
                .addAll(rest.subArray(0, at))
                .addAll(stretch)
                .addAll(rest.subArray(at, rest.length()))
                .build();
    }
}
