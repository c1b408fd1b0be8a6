package org.pinproof.explore.longterm;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.longterm.FastRule;
import org.pinproof.kernel.longterm.Placement;

/**
 * What each task calls, in order, under which form of {@code FOLL_LONGTERM}, on pages that lie where: a scenario as a value.
 *
 * <p>Prints as {@code lt/hard-drain-wait/all/cma+normal/pin-longterm(0,2);unpin(2)|alloc(0)~MUTANT}, and parses back: the form, what
 * it does of its own, what the fast path refuses, where the pages lie, then the tasks' calls, then the mutant if the code is not the
 * correct one.
 *
 * @param tasks each task's calls, in order; the tasks are called t1, t2, …
 */
public record LongtermScript(
        LongtermShape shape, ImmutableList<ImmutableList<LongtermCall>> tasks, LongtermMutant mutant) {

    /** Most tasks of a script. */
    public static final int MOST_TASKS = 4;

    /** How a script is written, for messages. */
    public static final String FORM =
            "lt/soft|hard[-drain][-wait][-lease]/devmap|cma|all/PLACEMENT[+PLACEMENT][-batched]/CALLS|CALLS…[~MUTANT]";

    /** A script, for messages. */
    public static final String EXAMPLE = "lt/hard-drain-wait/all/cma/pin-longterm(0,1);unpin(1)|alloc(0)";

    private static final Pattern TEXT =
            Pattern.compile("lt/(soft|hard)(-drain)?(-wait)?(-lease)?/(devmap|cma|all)/([a-z+]+)(-batched)?/"
                    + "([a-z0-9(),;|-]*)(?:~([A-Za-z0-9-]+))?");

    /** Rejects scripts that touch what their shape does not have. */
    public LongtermScript {
        if (tasks.isEmpty() || tasks.size() > MOST_TASKS) {
            throw new ScriptException("a script has 1 to " + MOST_TASKS + " tasks; found " + tasks.size() + form());
        }
        tasks.stream().flatMap(List::stream).forEach(call -> call.requireWithin(shape));
    }

    /** {@return a script in which every task is idle, for calls that are begun from outside} */
    public static LongtermScript idle(LongtermShape shape, int tasks, LongtermMutant mutant) {
        return new LongtermScript(shape, ImmutableList.copyOf(Collections.nCopies(tasks, ImmutableList.of())), mutant);
    }

    /** {@return the same calls, answered by other code} */
    public LongtermScript with(LongtermMutant other) {
        return new LongtermScript(shape, tasks, other);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException if the text is none
     */
    public static LongtermScript parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ScriptException("not a script: \"" + text + "\"" + form());
        }
        LongtermShape shape = new LongtermShape(
                matcher.group(1).equals("soft"),
                matcher.group(2) != null,
                matcher.group(3) != null,
                matcher.group(4) != null,
                FastRule.valueOf(matcher.group(5).toUpperCase(Locale.ROOT)),
                Splitter.on('+')
                        .splitToStream(matcher.group(6))
                        .map(LongtermScript::placement)
                        .collect(ImmutableList.toImmutableList()),
                matcher.group(7) != null);
        ImmutableList<ImmutableList<LongtermCall>> tasks = Splitter.on('|')
                .splitToStream(matcher.group(8))
                .map(LongtermScript::calls)
                .collect(ImmutableList.toImmutableList());
        return new LongtermScript(
                shape, tasks, matcher.group(9) == null ? LongtermMutant.NONE : LongtermMutant.named(matcher.group(9)));
    }

    private static Placement placement(String name) {
        return Arrays.stream(Placement.values())
                .filter(placement -> placement.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new ScriptException("no placement is called \"" + name + "\". Placements are "
                        + Arrays.stream(Placement.values()).map(Placement::text).collect(Collectors.joining(", "))
                        + "."));
    }

    private static ImmutableList<LongtermCall> calls(String text) {
        return Splitter.on(';')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(LongtermCall::parse)
                .collect(ImmutableList.toImmutableList());
    }

    private static String form() {
        return ". A script is " + FORM + ", for example " + EXAMPLE + ".";
    }

    /** {@return the script as {@link #parse} reads it} */
    @Override
    public String toString() {
        return shape + "/"
                + tasks.stream()
                        .map(calls -> calls.stream().map(LongtermCall::toString).collect(Collectors.joining(";")))
                        .collect(Collectors.joining("|"))
                + (mutant == LongtermMutant.NONE ? "" : "~" + mutant.slug());
    }
}
