package org.pinproof.trace;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of a behaviour: who did what, and what was observed afterwards.
 *
 * <p>Where the action has a parameter {@link #TASK_PARAMETER}, it is the task's name; a constructor call in which the
 * two differ is refused.
 *
 * @param seq position in the trace, from 1, without gaps
 * @param task the thread's name, as the specification calls it: {@code t1}
 * @param action the specification's action: {@code FastGrab}
 * @param parameters the action's parameters by name, possibly none
 * @param post the observed variables after the step, possibly fewer than the specification has
 * @param source where in the checked code the step was taken, for people
 */
public record Event(
        long seq,
        String task,
        String action,
        ImmutableSortedMap<String, Value> parameters,
        ImmutableSortedMap<String, Value> post,
        Optional<String> source) {

    /** The action parameter that names the task. */
    public static final String TASK_PARAMETER = "t";

    public Event {
        Preconditions.checkArgument(seq >= 1, "events are numbered from 1, found %s", seq);
        Preconditions.checkArgument(!task.isEmpty(), "event %s has an empty task name", seq);
        Preconditions.checkArgument(!action.isEmpty(), "event %s has an empty action name", seq);
        Preconditions.checkArgument(
                taskAgrees(task, parameters),
                "event %s: parameter t is %s, the task is %s; they must be the same",
                seq,
                parameters.get(TASK_PARAMETER),
                task);
        Names.check(parameters.keySet());
        Names.check(post.keySet());
        Objects.requireNonNull(source);
    }

    /** {@return an event without a source location} */
    public static Event of(
            long seq,
            String task,
            String action,
            ImmutableSortedMap<String, Value> parameters,
            ImmutableSortedMap<String, Value> post) {
        return new Event(seq, task, action, parameters, post, Optional.empty());
    }

    /** {@return this event at another position} */
    public Event withSeq(long newSeq) {
        return newSeq == seq ? this : new Event(newSeq, task, action, parameters, post, source);
    }

    static boolean taskAgrees(String task, ImmutableSortedMap<String, Value> parameters) {
        Value named = parameters.get(TASK_PARAMETER);
        return named == null || named instanceof Value.Str text && text.value().equals(task);
    }
}
