package org.pinproof.explore.count;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/**
 * What each task calls, in order, and how often each page is mapped at first: a scenario as a value.
 *
 * <p>Prints as {@code count/1,0/pin(0,2M);keep|zap(0);map(1)}: mappings of each page, then the tasks' calls, then, if the code is
 * not the correct one, the mutant. Parses back. A page that is not mapped is free.
 *
 * @param maps mappings by page
 * @param tasks each task's calls, in order; the tasks are called t1, t2, …
 */
public record CountScript(
        ImmutableList<Integer> maps, ImmutableList<ImmutableList<CountCall>> tasks, CountMutant mutant) {
    /** With what every script begins. */
    public static final String PREFIX = "count/";

    /** Most tasks of a script: one more than may race over the limit with gigantic pages. */
    public static final int MOST_TASKS = 9;

    /** Most pages of a script. */
    public static final int MOST_PAGES = 4;

    /** How a script is written, for people. */
    public static final String FORM = PREFIX + "MAPS,MAPS…/CALLS|CALLS…[~MUTANT]";

    /** One of them. */
    public static final String EXAMPLE = PREFIX + "1/pin(0,2M);keep;unpin(0,2M)|zap(0)";

    private static final Pattern TEXT =
            Pattern.compile(PREFIX + "(\\d{1,10}(?:,\\d{1,10})*)/([A-Za-z0-9(),;|]*)(?:~([A-Za-z0-9-]+))?");
    private static final String ADVICE = " A script is " + FORM + ", for example " + EXAMPLE + ".";

    /** Rejects scripts that are too large, or whose halves of walks do not go together. */
    public CountScript {
        if (tasks.isEmpty() || tasks.size() > MOST_TASKS || maps.isEmpty() || maps.size() > MOST_PAGES) {
            throw new ScriptException("a script has 1 to " + MOST_TASKS + " tasks and 1 to " + MOST_PAGES
                    + " pages; found " + tasks.size() + " and " + maps.size() + "." + ADVICE);
        }
        for (List<CountCall> calls : tasks) {
            for (int i = 0; i < calls.size(); i++) {
                require(maps.size(), calls, i);
            }
        }
    }

    private static void require(int pages, List<CountCall> calls, int index) {
        CountCall call = calls.get(index);
        if (call.about() >= pages) {
            throw new ScriptException("call " + call + " is of a page that is not there: pages are 0.." + (pages - 1)
                    + ". Give it mappings, or 0 to be free.");
        }
        boolean second = call instanceof CountCall.Keep || call instanceof CountCall.Undo;
        boolean after = index > 0 && calls.get(index - 1) instanceof CountCall.Take;
        if (second != after) {
            throw new ScriptException("call " + call + ": what pin or get has taken is kept or undone by the next call,"
                    + " and nothing else is. Put keep or undo behind each pin and get.");
        }
    }

    /** {@return a script in which every task is idle, for calls that are begun from outside} */
    public static CountScript idle(ImmutableList<Integer> maps, int tasks, CountMutant mutant) {
        return new CountScript(maps, ImmutableList.copyOf(Collections.nCopies(tasks, ImmutableList.of())), mutant);
    }

    /** {@return the same calls made to other code} */
    public CountScript with(CountMutant other) {
        return new CountScript(maps, tasks, other);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException if the text is none
     */
    public static CountScript parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ScriptException("not a script: \"" + text + "\"." + ADVICE);
        }
        ImmutableList<Integer> maps = Splitter.on(',')
                .splitToStream(matcher.group(1))
                .map(CountScript::count)
                .collect(ImmutableList.toImmutableList());
        ImmutableList<ImmutableList<CountCall>> tasks = Splitter.on('|')
                .splitToStream(matcher.group(2))
                .map(CountScript::calls)
                .collect(ImmutableList.toImmutableList());
        return new CountScript(
                maps, tasks, matcher.group(3) == null ? CountMutant.NONE : CountMutant.named(matcher.group(3)));
    }

    private static int count(String text) {
        long count = Long.parseLong(text);
        if (count > Integer.MAX_VALUE) {
            throw new ScriptException("a page has at most " + Integer.MAX_VALUE
                    + " mappings, which is where the count's" + " limit is; found " + count + "." + ADVICE);
        }
        return (int) count;
    }

    private static ImmutableList<CountCall> calls(String text) {
        return Splitter.on(';')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(CountCall::parse)
                .collect(ImmutableList.toImmutableList());
    }

    /** {@return the script as {@link #parse} reads it} */
    @Override
    public String toString() {
        return PREFIX + maps.stream().map(String::valueOf).collect(Collectors.joining(",")) + "/"
                + tasks.stream()
                        .map(calls -> calls.stream().map(CountCall::toString).collect(Collectors.joining(";")))
                        .collect(Collectors.joining("|"))
                + (mutant == CountMutant.NONE ? "" : "~" + mutant.slug());
    }
}
