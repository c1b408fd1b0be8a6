package org.pinproof.explore.fork;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.fork.PrivateMapping.Area;
import org.pinproof.kernel.fork.PrivateMapping.ReuseRule;

/**
 * What each task calls, in order, of a private mapping that looks how: a scenario as a value.
 *
 * <p>Prints as {@code fork/private/exclusive/4/1/pin(0);device(1)|fork;store(0)~MUTANT}, and parses back: how the mapping looks,
 * when a write fault copies, how many frames and vpns, then the tasks' calls, then the mutant if the code is not the correct one.
 *
 * @param tasks each task's calls, in order; the tasks are called t1, t2, …
 */
public record ForkScript(ForkShape shape, ImmutableList<ImmutableList<ForkCall>> tasks, ForkMutant mutant) {

    /** Most tasks of a script. */
    public static final int MOST_TASKS = 4;

    /** How a script is written, for messages. */
    public static final String FORM = "fork/private|readonly|shared|behind|none[-unwritable][-pmd|-hugetlb]/"
            + "exclusive|refcount/FRAMES/VPNS/CALLS|CALLS…[~MUTANT]";

    /** A script, for messages. */
    public static final String EXAMPLE = "fork/private/exclusive/4/1/pin(0);device(1);unpin(1)|fork;store(0)";

    private static final Pattern TEXT =
            Pattern.compile("fork/(private|readonly|shared|behind|none)(-unwritable)?(-pmd|-hugetlb)?/"
                    + "(exclusive|refcount)/(\\d)/(\\d)/([a-z0-9(),;|-]*)(?:~([A-Za-z0-9-]+))?");

    /** Rejects scripts that touch what their shape does not have. */
    public ForkScript {
        if (tasks.isEmpty() || tasks.size() > MOST_TASKS) {
            throw new ScriptException("a script has 1 to " + MOST_TASKS + " tasks; found " + tasks.size() + form());
        }
        tasks.stream().flatMap(List::stream).forEach(call -> call.requireWithin(shape));
        long forks = tasks.stream()
                .flatMap(List::stream)
                .filter(call -> call.kind() == ForkCall.Kind.FORK)
                .count();
        if (forks > 1) {
            throw new ScriptException("the parent forks once; found " + forks + " forks. Leave the others out.");
        }
        if (!shape.layout().isBorn()) {
            tasks.forEach(ForkScript::requireBorn);
        }
    }

    /** Nobody waits for a child to be born: who calls anything of it has made it. */
    private static void requireBorn(List<ForkCall> calls) {
        boolean born = false;
        for (ForkCall call : calls) {
            if (call.mm() != 0 && !born) {
                throw new ScriptException("call " + call + " is of a child that need not be born yet. Put it behind the"
                        + " fork of the same task, or take layout shared.");
            }
            born |= call.kind() == ForkCall.Kind.FORK;
        }
    }

    /** {@return a script in which every task is idle, for calls that are begun from outside} */
    public static ForkScript idle(ForkShape shape, int tasks, ForkMutant mutant) {
        return new ForkScript(shape, ImmutableList.copyOf(Collections.nCopies(tasks, ImmutableList.of())), mutant);
    }

    /** {@return the same calls, answered by other code} */
    public ForkScript with(ForkMutant other) {
        return new ForkScript(shape, tasks, other);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException if the text is none
     */
    public static ForkScript parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ScriptException("not a script: \"" + text + "\"" + form());
        }
        ForkShape shape = new ForkShape(
                ForkShape.Layout.valueOf(upper(matcher.group(1))),
                matcher.group(2) == null,
                matcher.group(3) == null
                        ? Area.PTE
                        : Area.valueOf(upper(matcher.group(3).substring(1))),
                ReuseRule.valueOf(upper(matcher.group(4))),
                Integer.parseInt(matcher.group(5)),
                Integer.parseInt(matcher.group(6)));
        ImmutableList<ImmutableList<ForkCall>> tasks = Splitter.on('|')
                .splitToStream(matcher.group(7))
                .map(ForkScript::calls)
                .collect(ImmutableList.toImmutableList());
        return new ForkScript(
                shape, tasks, matcher.group(8) == null ? ForkMutant.NONE : ForkMutant.named(matcher.group(8)));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static ImmutableList<ForkCall> calls(String text) {
        return Splitter.on(';')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(ForkCall::parse)
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
                        .map(calls -> calls.stream().map(ForkCall::toString).collect(Collectors.joining(";")))
                        .collect(Collectors.joining("|"))
                + (mutant == ForkMutant.NONE ? "" : "~" + mutant.slug());
    }
}
