package org.pinproof.sched;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.ImmutableIntArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which task took each step of an execution, and of which scenario: all it takes to see the execution again.
 *
 * <p>Printed as {@code scenario:0x3.1x2.0}: three steps of task 0, two of task 1, one of task 0.
 *
 * @param scenario name of the program
 * @param picks task numbers, one per step
 */
public record Schedule(String scenario, ImmutableIntArray picks) {

    private static final int MOST_STEPS = 1_000_000;
    private static final Pattern RUN = Pattern.compile("(\\d{1,2})(?:x(\\d{1,7}))?");
    private static final String SHAPE =
            " A schedule is SCENARIO:RUNS, the runs joined by dots, each a task's number from 0 or"
                    + " NUMBERxSTEPS, for example gup-vs-clear:0x3.1x2.0.";

    /** Rejects what would not read back: such names, and task numbers that are negative or have more than two digits. */
    public Schedule {
        if (scenario.isEmpty()
                || scenario.indexOf(':') >= 0
                || CharMatcher.whitespace().matchesAnyOf(scenario)) {
            throw new IllegalArgumentException(
                    "a scenario's name has no colon, no white space, and is not empty; got \"" + scenario + "\"");
        }
        if (picks.stream().anyMatch(task -> task < 0 || task > 99)) {
            throw new IllegalArgumentException("task numbers go from 0 to 99; got " + picks);
        }
    }

    /** {@return the schedule of this scenario with these picks} */
    public static Schedule of(String scenario, int... picks) {
        return new Schedule(scenario, ImmutableIntArray.copyOf(picks));
    }

    /** {@return the number of steps} */
    public int steps() {
        return picks.length();
    }

    /** {@return how often a step is by another task than the one before} */
    public int switches() {
        int switches = 0;
        for (int i = 1; i < picks.length(); i++) {
            if (picks.get(i) != picks.get(i - 1)) {
                switches++;
            }
        }
        return switches;
    }

    /**
     * Reads a schedule.
     *
     * @throws ScheduleException if the text is not one
     */
    public static Schedule parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || CharMatcher.whitespace().matchesAnyOf(text)) {
            throw new ScheduleException("not a schedule: \"" + abbreviated(text) + "\"." + SHAPE);
        }
        ImmutableIntArray.Builder picks = ImmutableIntArray.builder();
        String runs = text.substring(colon + 1);
        if (!runs.isEmpty()) {
            int length = 0;
            for (String run : Splitter.on('.').split(runs)) {
                length += append(run, text, picks, length);
            }
        }
        return new Schedule(text.substring(0, colon), picks.build());
    }

    /**
     * Reads a schedule of a given scenario.
     *
     * @throws ScheduleException if the text is not a schedule, or one of another scenario
     */
    public static Schedule parse(String text, String scenario) {
        Schedule schedule = parse(text);
        schedule.requireScenario(scenario);
        return schedule;
    }

    /** Rejects a schedule of another scenario with a {@link ScheduleException} that names both. */
    public void requireScenario(String name) {
        if (!scenario.equals(name)) {
            throw new ScheduleException(
                    "the schedule is for scenario " + scenario + ", not for " + name + ": run it with scenario "
                            + scenario + ", or give a schedule that begins with \"" + name + ":\".");
        }
    }

    private static int append(String run, String text, ImmutableIntArray.Builder picks, int before) {
        Matcher matcher = RUN.matcher(run);
        if (!matcher.matches()) {
            throw new ScheduleException("not a schedule: \"" + abbreviated(text) + "\": \"" + abbreviated(run)
                    + "\" is not a run." + SHAPE);
        }
        int times = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
        if (times == 0 || before + times > MOST_STEPS) {
            throw new ScheduleException("not a schedule: \"" + abbreviated(text) + "\": run \"" + run
                    + "\" must have at least 1 step, and a schedule at most " + MOST_STEPS + "." + SHAPE);
        }
        int task = Integer.parseInt(matcher.group(1));
        for (int i = 0; i < times; i++) {
            picks.add(task);
        }
        return times;
    }

    private static String abbreviated(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    /** {@return the schedule as {@link #parse} reads it} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(scenario).append(':');
        int run;
        for (int at = 0; at < picks.length(); at += run) {
            run = 1;
            while (at + run < picks.length() && picks.get(at + run) == picks.get(at)) {
                run++;
            }
            text.append(at == 0 ? "" : ".").append(picks.get(at)).append(run == 1 ? "" : "x" + run);
        }
        return text.toString();
    }
}
