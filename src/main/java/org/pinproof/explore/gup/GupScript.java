package org.pinproof.explore.gup;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/**
 * What each task calls, in order, and on what memory: a scenario as a value.
 *
 * <p>Prints as {@code order0/2/1/pin(0,1);unpin(0)|clean(0)~A19-no-recheck}: layout, frames, vpns, then the tasks' calls, then, if
 * the walker is not the correct one, the mutant. Parses back.
 *
 * @param tasks each task's calls, in order; the tasks are called t1, t2, …
 */
public record GupScript(GupShape shape, ImmutableList<ImmutableList<GupCall>> tasks, GupMutant mutant) {

    /** Most tasks of a script. */
    public static final int MOST_TASKS = 4;

    /** How a script is written, for people. */
    public static final String FORM = "LAYOUT/FRAMES/VPNS/CALLS|CALLS…[~MUTANT]";

    /** One of them. */
    public static final String EXAMPLE = "order0/2/1/pin(0,1);unpin(0)|clean(0)";

    private static final Pattern TEXT =
            Pattern.compile("(order0|tails|leaf)/(\\d)/(\\d)/([a-z0-9(),;|]*)(?:~([A-Za-z0-9-]+))?");
    private static final String ADVICE = " A script is " + FORM + ", for example " + EXAMPLE + ".";

    /** Rejects scripts that touch what their shape does not have. */
    public GupScript {
        if (tasks.isEmpty() || tasks.size() > MOST_TASKS) {
            throw new ScriptException(
                    "a script has 1 to " + MOST_TASKS + " tasks; found " + tasks.size() + "." + ADVICE);
        }
        for (List<GupCall> calls : tasks) {
            for (GupCall call : calls) {
                call.requireWithin(shape);
            }
        }
    }

    /** {@return the script of the correct walker} */
    public static GupScript of(GupShape shape, List<? extends List<GupCall>> tasks) {
        return new GupScript(
                shape,
                tasks.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList()),
                GupMutant.NONE);
    }

    /** {@return a script in which every task is idle, for calls that are begun from outside} */
    public static GupScript idle(GupShape shape, int tasks, GupMutant mutant) {
        return new GupScript(shape, ImmutableList.copyOf(Collections.nCopies(tasks, ImmutableList.of())), mutant);
    }

    /** {@return the same calls made by another walker} */
    public GupScript with(GupMutant other) {
        return new GupScript(shape, tasks, other);
    }

    /** {@return the name of a task in traces and in the specification} */
    public static String taskName(int task) {
        return "t" + (task + 1);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException if the text is none
     */
    public static GupScript parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ScriptException("not a script: \"" + text + "\"." + ADVICE);
        }
        GupShape shape = new GupShape(
                GupShape.Layout.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        ImmutableList<ImmutableList<GupCall>> tasks = Splitter.on('|')
                .splitToStream(matcher.group(4))
                .map(GupScript::calls)
                .collect(ImmutableList.toImmutableList());
        return new GupScript(
                shape, tasks, matcher.group(5) == null ? GupMutant.NONE : GupMutant.named(matcher.group(5)));
    }

    private static ImmutableList<GupCall> calls(String text) {
        return Splitter.on(';')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(GupCall::parse)
                .collect(ImmutableList.toImmutableList());
    }

    /** {@return the script as {@link #parse} reads it} */
    @Override
    public String toString() {
        return shape.layout().specName() + "/" + shape.frames() + "/" + shape.vpns() + "/"
                + tasks.stream()
                        .map(calls -> calls.stream().map(GupCall::toString).collect(Collectors.joining(";")))
                        .collect(Collectors.joining("|"))
                + (mutant == GupMutant.NONE ? "" : "~" + mutant.slug());
    }
}
