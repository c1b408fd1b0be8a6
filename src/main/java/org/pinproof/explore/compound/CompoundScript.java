package org.pinproof.explore.compound;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.explore.gup.GupScript;

/**
 * What each task calls, in order, on what memory, and how pins are counted: a scenario as a value.
 *
 * <p>Prints as {@code thp/tails/exact/2/2/pin(0,1);unpin(0)|get(0,1);split(0)}: layout, era, frames, vpns, then the tasks' calls,
 * then, if the code is not the correct one, the mutant. Parses back.
 *
 * @param tasks each task's calls, in order; the tasks are called t1, t2, …
 */
public record CompoundScript(
        CompoundShape shape, ImmutableList<ImmutableList<CompoundCall>> tasks, CompoundMutant mutant) {
    /** With what every script begins. */
    public static final String PREFIX = "thp/";

    /** How a script is written, for people. */
    public static final String FORM = PREFIX + "LAYOUT/ERA[-mixed]/FRAMES/VPNS/CALLS|CALLS…[~MUTANT]";

    /** One of them. */
    public static final String EXAMPLE = PREFIX + "tails/exact/2/2/pin(1,1);unpin(1)|get(0,1);split(0);put(0)";

    private static final Pattern TEXT =
            Pattern.compile(PREFIX + "(order0|tails|leaf|zero)/(bias|exact|folio)(-mixed)?/(\\d)/(\\d)/"
                    + "([a-z0-9(),;|]*)(?:~([A-Za-z0-9-]+))?");
    private static final String ADVICE = " A script is " + FORM + ", for example " + EXAMPLE + ".";

    /** Rejects scripts with too many tasks. */
    public CompoundScript {
        if (tasks.isEmpty() || tasks.size() > GupScript.MOST_TASKS) {
            throw new ScriptException(
                    "a script has 1 to " + GupScript.MOST_TASKS + " tasks; found " + tasks.size() + "." + ADVICE);
        }
    }

    /** {@return a script in which every task is idle, for calls that are begun from outside} */
    public static CompoundScript idle(CompoundShape shape, int tasks, CompoundMutant mutant) {
        return new CompoundScript(shape, ImmutableList.copyOf(Collections.nCopies(tasks, ImmutableList.of())), mutant);
    }

    /** {@return the same calls made to other code} */
    public CompoundScript with(CompoundMutant other) {
        return new CompoundScript(shape, tasks, other);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException if the text is none
     */
    public static CompoundScript parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ScriptException("not a script: \"" + text + "\"." + ADVICE);
        }
        CompoundShape shape = new CompoundShape(
                CompoundShape.Layout.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                CompoundShape.Era.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
                matcher.group(3) != null,
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5)));
        ImmutableList<ImmutableList<CompoundCall>> tasks = Splitter.on('|')
                .splitToStream(matcher.group(6))
                .map(calls -> calls(calls, shape))
                .collect(ImmutableList.toImmutableList());
        return new CompoundScript(
                shape, tasks, matcher.group(7) == null ? CompoundMutant.NONE : CompoundMutant.named(matcher.group(7)));
    }

    private static ImmutableList<CompoundCall> calls(String text, CompoundShape shape) {
        return Splitter.on(';')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(call -> CompoundCall.parse(call, shape))
                .collect(ImmutableList.toImmutableList());
    }

    /** {@return the script as {@link #parse} reads it} */
    @Override
    public String toString() {
        return PREFIX + shape + "/"
                + tasks.stream()
                        .map(calls -> calls.stream().map(CompoundCall::toString).collect(Collectors.joining(";")))
                        .collect(Collectors.joining("|"))
                + (mutant == CompoundMutant.NONE ? "" : "~" + mutant.slug());
    }
}
