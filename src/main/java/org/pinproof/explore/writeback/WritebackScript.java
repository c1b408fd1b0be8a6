package org.pinproof.explore.writeback;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.writeback.WbPolicy;

/**
 * What each task calls, in order, on what page, under which policy: a scenario as a value.
 *
 * <p>Prints as {@code wb/KEEP_DIRTY/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush~MUTANT}: policy, whether stable
 * pages are demanded ({@code -odp} behind it if a notifier is registered), layout, then the tasks' calls, then the mutant if the
 * code is not the correct one. Parses back.
 *
 * @param tasks each task's calls, in order; the tasks are called t1, t2, …
 */
public record WritebackScript(
        WritebackShape shape, ImmutableList<ImmutableList<WritebackCall>> tasks, WritebackMutant mutant) {

    /** Most tasks of a script. */
    public static final int MOST_TASKS = 5;

    /** How a script is written, for messages. */
    public static final String FORM = "wb/POLICY/stable|unstable[-odp]/LAYOUT/CALLS|CALLS…[~MUTANT]";

    /** A script, for messages. */
    public static final String EXAMPLE = "wb/KEEP_DIRTY/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush";

    private static final Pattern TEXT =
            Pattern.compile("wb/([A-Za-z_]+)/(stable|unstable)(-odp)?/([a-z]+)/([a-z0-9(),;|-]*)(?:~([A-Za-z0-9-]+))?");

    /** Rejects scripts without tasks, or with too many. */
    public WritebackScript {
        if (tasks.isEmpty() || tasks.size() > MOST_TASKS) {
            throw new ScriptException("a script has 1 to " + MOST_TASKS + " tasks; found " + tasks.size() + form());
        }
    }

    /** {@return a script in which every task is idle, for calls that are begun from outside} */
    public static WritebackScript idle(WritebackShape shape, int tasks, WritebackMutant mutant) {
        return new WritebackScript(shape, ImmutableList.copyOf(Collections.nCopies(tasks, ImmutableList.of())), mutant);
    }

    /** {@return the same calls, answered by other code} */
    public WritebackScript with(WritebackMutant other) {
        return new WritebackScript(shape, tasks, other);
    }

    /** {@return the same calls under another policy} */
    public WritebackScript under(WbPolicy policy) {
        return new WritebackScript(
                new WritebackShape(policy, shape.stable(), shape.notifier(), shape.layout()), tasks, mutant);
    }

    /** {@return whether any task makes such a call} */
    public boolean calls(WritebackCall.Kind kind) {
        return tasks.stream().flatMap(ImmutableList::stream).anyMatch(call -> call.kind() == kind);
    }

    /**
     * Reads a script.
     *
     * @throws ScriptException if the text is none
     */
    public static WritebackScript parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new ScriptException("not a script: \"" + text + "\"" + form());
        }
        WritebackShape shape = new WritebackShape(
                policy(matcher.group(1)),
                matcher.group(2).equals("stable"),
                matcher.group(3) != null,
                layout(matcher.group(4)));
        ImmutableList<ImmutableList<WritebackCall>> tasks = Splitter.on('|')
                .splitToStream(matcher.group(5))
                .map(WritebackScript::calls)
                .collect(ImmutableList.toImmutableList());
        return new WritebackScript(
                shape,
                tasks,
                matcher.group(6) == null ? WritebackMutant.NONE : WritebackMutant.named(matcher.group(6)));
    }

    /**
     * {@return the policy of this name}
     *
     * @throws ScriptException if there is none
     */
    public static WbPolicy policy(String name) {
        return Arrays.stream(WbPolicy.values())
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ScriptException(
                        "no policy is called \"" + name + "\". Policies are " + policyNames() + "."));
    }

    /** {@return the policies there are, for messages} */
    static String policyNames() {
        return Arrays.stream(WbPolicy.values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    private static WritebackShape.Layout layout(String name) {
        return Arrays.stream(WritebackShape.Layout.values())
                .filter(layout -> layout.specName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ScriptException("no layout is called \"" + name + "\". Layouts are "
                        + Arrays.stream(WritebackShape.Layout.values())
                                .map(WritebackShape.Layout::specName)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static ImmutableList<WritebackCall> calls(String text) {
        return Splitter.on(';')
                .omitEmptyStrings()
                .splitToStream(text)
                .map(WritebackCall::parse)
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
                        .map(calls ->
                                calls.stream().map(WritebackCall::toString).collect(Collectors.joining(";")))
                        .collect(Collectors.joining("|"))
                + (mutant == WritebackMutant.NONE ? "" : "~" + mutant.slug());
    }
}
