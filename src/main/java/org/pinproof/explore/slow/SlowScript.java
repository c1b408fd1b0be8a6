package org.pinproof.explore.slow;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.gup.GetUserPagesLocked.Era;

/**
 * What each task calls, in order, and on what memory: a scenario as a value.
 *
 * <p>Prints as {@code slow/2020/mixed/2/3/2/pin-locked(0,2)|copy(1)}: era, layout, vpns, frames, objects for areas, then the
 * tasks' calls, then, if the code is not the correct one, the mutant. Parses back.
 *
 * @param tasks each task's calls, in order; the tasks are called t1, t2, …
 */
public record SlowScript(SlowShape shape, ImmutableList<ImmutableList<SlowCall>> tasks, SlowMutant mutant) {

    /** Most tasks of a script. */
    public static final int MOST_TASKS = 4;

    /** What every script of this kind begins with. */
    public static final String PREFIX = "slow/";

    /** How a script is written, for people. */
    public static final String FORM = "slow/ERA/LAYOUT/VPNS/FRAMES/VMAS/CALLS|CALLS…[~MUTANT]";

    /** One of them. */
    public static final String EXAMPLE = "slow/2020/uffd/1/2/1/pin-locked(0,1);unpin(0)|copy(0)";

    private static final Pattern TEXT = Pattern.compile(
            "slow/(2015|2020)/(anon|absent|uffd|file|hole|mixed|leaf|brim|twice)/(\\d)/(\\d)/(\\d)/([a-z0-9(),;|-]*)(?:~([A-Za-z0-9-]+))?");
    private static final String ADVICE = " A script is " + FORM + ", for example " + EXAMPLE + ".";

    /** Rejects scripts that touch what their shape does not have. */
    public SlowScript {
        if (tasks.isEmpty() || tasks.size() > MOST_TASKS) {
            throw new ScriptException(
                    "a script has 1 to " + MOST_TASKS + " tasks; found " + tasks.size() + "." + ADVICE);
        }
        for (ImmutableList<SlowCall> calls : tasks) {
            for (SlowCall call : calls) {
                if (!call.isWithin(shape, tasks.size())) {
                    throw new ScriptException(
                            "call " + call + " is outside the script: vpns are 0.."
                                    + (shape.vpns() - 1) + ", frames 0.." + (shape.frames() - 1) + ", tasks 1.."
                                    + tasks.size()
                                    + ", and a call takes at least one page and at most all. Raise the shape or change the call.");
                }
            }
        }
    }

    /** {@return a script in which every task is idle, for calls that are begun from outside} */
    public static SlowScript idle(SlowShape shape, int tasks, SlowMutant mutant) {
        return new SlowScript(shape, ImmutableList.copyOf(Collections.nCopies(tasks, ImmutableList.of())), mutant);
    }

    /** {@return the same calls made to other code} */
    public SlowScript with(SlowMutant other) {
        return new SlowScript(shape, tasks, other);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException if the text is none
     */
    public static SlowScript parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ScriptException("not a script: \"" + text + "\"." + ADVICE);
        }
        SlowShape shape = new SlowShape(
                matcher.group(1).equals("2015") ? Era.LINUX_4_0 : Era.LINUX_5_7,
                SlowShape.Layout.named(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5)));
        ImmutableList<ImmutableList<SlowCall>> tasks = Splitter.on('|')
                .splitToStream(matcher.group(6))
                .map(SlowScript::calls)
                .collect(ImmutableList.toImmutableList());
        return new SlowScript(
                shape, tasks, matcher.group(7) == null ? SlowMutant.NONE : SlowMutant.named(matcher.group(7)));
    }

    private static ImmutableList<SlowCall> calls(String text) {
        return Splitter.on(';')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(SlowCall::parse)
                .collect(ImmutableList.toImmutableList());
    }

    /** {@return the script as {@link #parse} reads it} */
    @Override
    public String toString() {
        return PREFIX + SlowShape.specName(shape.era()) + "/" + shape.layout().specName() + "/" + shape.vpns() + "/"
                + shape.frames() + "/" + shape.vmas() + "/"
                + tasks.stream()
                        .map(calls -> calls.stream().map(SlowCall::toString).collect(Collectors.joining(";")))
                        .collect(Collectors.joining("|"))
                + (mutant == SlowMutant.NONE ? "" : "~" + mutant.slug());
    }
}
