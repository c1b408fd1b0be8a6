package org.pinproof.explore;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pinproof.sched.Schedule;

/**
 * Makes a failing schedule as simple as it gets: first as few picks that matter as possible, then as few context switches.
 *
 * <p>The violation's text stays the same throughout. The result is minimal in this sense: taking any one stretch of a task
 * out of the way, its steps given to the same task's stretches before and after, loses the violation or gains nothing. There may be simpler schedules
 * farther away; {@link ShortestCounterexample} finds the shortest, at the price of a search.
 *
 * <p>Dropping picks is delta debugging ("Simplifying and Isolating Failure-Inducing Input", Zeller, Hildebrandt, TSE 2002) over
 * a lenient replay that completes whatever is left.
 */
public final class Shrinker {

    // enough for a task to get through one page's worth of steps that it skipped before
    private static final int MOST_PADDING = 8;

    private record Stretch(int task, int length) {}

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

    /** Takes one stretch out of the way, giving its steps to its task's stretches around it; {@return the first simpler, or null} */
    private Result.Violated joinStretches(Result.Violated failure) {
        List<Stretch> stretches = stretches(failure.schedule().picks());
        for (int out = 0; out < stretches.size(); out++) {
            for (int early = 0; early <= stretches.get(out).length; early++) {
                for (int more = 0; more <= MOST_PADDING; more++) {
                    Result.Violated attempt = attempt(without(stretches, out, early, more), failure.text());
                    if (attempt != null && simpler(attempt.schedule(), failure.schedule())) {
                        return attempt;
                    }
                }
            }
        }
        return null;
    }

    /** {@return the number of the next stretch of the same task in this direction, or -1} */
    private static int neighbour(List<Stretch> stretches, int of, int direction) {
        for (int i = of + direction; i >= 0 && i < stretches.size(); i += direction) {
            if (stretches.get(i).task == stretches.get(of).task) {
                return i;
            }
        }
        return -1;
    }

    /**
     * {@return the picks without stretch {@code out}}
     *
     * @param early how many of its steps its task's stretch before gets; the one after gets the rest, and what there is no
     *     stretch for is left to the end
     * @param more how many steps longer the neighbouring stretch is made: without what was moved away, its task may have a
     *     longer way
     */
    private static ImmutableIntArray without(List<Stretch> stretches, int out, int early, int more) {
        int before = neighbour(stretches, out, -1);
        int after = neighbour(stretches, out, 1);
        ImmutableIntArray.Builder picks = ImmutableIntArray.builder();
        for (int i = 0; i < stretches.size(); i++) {
            int length = i == out ? 0 : stretches.get(i).length;
            length += i == before ? early : 0;
            length += i == after ? stretches.get(out).length - early : 0;
            length += i == out - 1 || out == 0 && i == 1 ? more : 0;
            for (int step = 0; step < length; step++) {
                picks.add(stretches.get(i).task);
            }
        }
        return picks.build();
    }

    private static List<Stretch> stretches(ImmutableIntArray picks) {
        List<Stretch> stretches = new ArrayList<>();
        for (int at = 0, end; at < picks.length(); at = end) {
            end = at;
            while (end < picks.length() && picks.get(end) == picks.get(at)) {
                end++;
            }
            stretches.add(new Stretch(picks.get(at), end - at));
        }
        return stretches;
    }
}
