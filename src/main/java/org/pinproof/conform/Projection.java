package org.pinproof.conform;

import com.google.common.primitives.ImmutableLongArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/** What the mappings of all rungs have in common: words of a state, and the values that the specifications have for them. */
final class Projection {
    private static final int IDLE = -1;

    private Projection() {}

    /** {@return the words of so many places, in order} */
    static ImmutableLongArray words(int count, IntToLongFunction word) {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder(count);
        for (int i = 0; i < count; i++) {
            words.add(word.applyAsLong(i));
        }
        return words.build();
    }

    /** {@return a function over 0, 1, …} */
    static Value function(ImmutableLongArray words, LongFunction<Value> value) {
        Map<Value, Value> mapping = new LinkedHashMap<>();
        for (int i = 0; i < words.length(); i++) {
            mapping.put(Value.of(i), value.apply(words.get(i)));
        }
        return Value.function(mapping);
    }

    /** {@return a record with a field for each task} */
    static Value byTask(int tasks, IntFunction<Value> value) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int task = 0; task < tasks; task++) {
            fields.put(TaskNames.name(task), value.apply(task));
        }
        return Value.record(fields);
    }

    /** {@return the holder of a lock, of its cell} */
    static Value holder(long lock) {
        return Value.of(lock == 0 ? "NoThread" : TaskNames.name((int) lock - 1));
    }

    /**
     * {@return where a task stands, as a word}
     *
     * <p>One that has not taken the first step of its operation is idle: its next call is not the specification's concern.
     */
    static int place(MachineView view, int task) {
        return view.idle(task) || view.logLength(task) == 0 ? IDLE : ((KernelStep) view.pendingStep(task)).ordinal();
    }

    /** {@return the {@code pc} of a task, of the word that {@link #place} made} */
    static Value pc(long place) {
        return Value.of(place == IDLE ? "idle" : KernelStep.values()[(int) place].name());
    }
}
