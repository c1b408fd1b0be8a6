package org.pinproof.explore.collapse;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.thp.CollapseForm;
import org.pinproof.kernel.thp.HugeRange;

/**
 * What each task calls, in order, on what one pmd covers: a scenario as a value.
 *
 * <p>Prints as {@code collapse/sync-freed/table/2/pin(0);unpin(0)|collapse~MUTANT}, and parses back: the form, whether the table is
 * freed rather than deposited, what is mapped at first, how many pages there are, then the tasks' calls, then the mutant if the
 * code is not the correct one.
 *
 * @param tasks each task's calls, in order; the tasks are called t1, t2, …
 */
public record CollapseScript(
        CollapseShape shape, ImmutableList<ImmutableList<CollapseCall>> tasks, CollapseMutant mutant) {

    /** What every script begins with. */
    public static final String PREFIX = "collapse/";

    /** Most tasks of a script. */
    public static final int MOST_TASKS = 4;

    /** How a script is written, for messages. */
    public static final String FORM =
            "collapse/flush|broadcast|recheck|late|sync[-freed]/table|leaf|shared/VPNS/CALLS|CALLS…[~MUTANT]";

    /** A script, for messages. */
    public static final String EXAMPLE = "collapse/sync/table/1/pin(0);unpin(0)|collapse";

    private static final Pattern TEXT = Pattern.compile("collapse/(flush|broadcast|recheck|late|sync)(-freed)?/"
            + "(table|leaf|shared)/(\\d)/([a-z0-9();|-]*)(?:~([A-Za-z0-9-]+))?");

    /** Rejects scripts that touch what their shape does not have. */
    public CollapseScript {
        if (tasks.isEmpty() || tasks.size() > MOST_TASKS) {
            throw new ScriptException("a script has 1 to " + MOST_TASKS + " tasks; found " + tasks.size() + form());
        }
        tasks.stream().flatMap(List::stream).forEach(call -> call.requireWithin(shape));
    }

    /** {@return a script in which every task is idle, for calls that are begun from outside} */
    public static CollapseScript idle(CollapseShape shape, int tasks, CollapseMutant mutant) {
        return new CollapseScript(shape, ImmutableList.copyOf(Collections.nCopies(tasks, ImmutableList.of())), mutant);
    }

    /** {@return the same calls, answered by other code} */
    public CollapseScript with(CollapseMutant other) {
        return new CollapseScript(shape, tasks, other);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException if the text is none
     */
    public static CollapseScript parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ScriptException("not a script: \"" + text + "\"" + form());
        }
        CollapseShape shape = new CollapseShape(
                CollapseForm.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                HugeRange.Start.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)),
                Integer.parseInt(matcher.group(4)),
                matcher.group(2) == null);
        ImmutableList<ImmutableList<CollapseCall>> tasks = Splitter.on('|')
                .splitToStream(matcher.group(5))
                .map(CollapseScript::calls)
                .collect(ImmutableList.toImmutableList());
        return new CollapseScript(
                shape, tasks, matcher.group(6) == null ? CollapseMutant.NONE : CollapseMutant.named(matcher.group(6)));
    }

    private static ImmutableList<CollapseCall> calls(String text) {
        return Splitter.on(';')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(CollapseCall::parse)
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
                        .map(calls -> calls.stream().map(CollapseCall::toString).collect(Collectors.joining(";")))
                        .collect(Collectors.joining("|"))
                + (mutant == CollapseMutant.NONE ? "" : "~" + mutant.slug());
    }
}
