package org.pinproof.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.pinproof.sched.Fingerprint;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.RunawayTaskException;
import org.pinproof.sched.Schedule;
import org.pinproof.sched.Snapshot;
import org.pinproof.sched.TaskFailedException;

/**
 * Visits every reachable state once, taking every enabled step from it: the exhaustive search.
 *
 * <p>A state is the cells and, per task, its operation, the results that operation has seen, and the committed registers.
 * States are told apart by 128-bit fingerprints; nothing else is kept of them, so memory is 16 to 32 bytes a state.
 * Depth first; {@link ShortestCounterexample} goes breadth first. An operation that spins has infinitely many states (its log
 * grows) and is cut by {@code Limits}.
 *
 * @param <T> type of the listener's tags
 */
public final class StatefulSearch<T> {

    private final Machine machine;
    private final long mostStates;
    private final EdgeListener<T> listener;
    private final Consumer<MachineView> finals;

    private final FingerprintTable seen = new FingerprintTable();
    private final Fingerprint fingerprint = new Fingerprint();
    private final List<Frame<T>> stack = new ArrayList<>();
    private int depth;
    private boolean visitsAll;
    private BooleanSupplier stop = () -> false;
    private Result.Violated first;
    private int deepest;
    private long transitions;

    /** A state on the path, and what is left to do from it. */
    private static final class Frame<T> {
        final Snapshot state;
        T tag;
        int left;
        int taken;
        boolean current;

        Frame(Machine machine) {
            state = machine.snapshot();
        }
    }

    /**
     * Makes a search from the initial state of the machine's program.
     *
     * @param machine taken over by the search
     * @param mostStates where to give up: the result is then {@link Result.Bounded}
     * @param listener follows every transition, those into states already seen included
     * @param finals is shown every state in which no task is enabled
     */
    public StatefulSearch(Machine machine, long mostStates, EdgeListener<T> listener, Consumer<MachineView> finals) {
        this.machine = machine;
        this.mostStates = mostStates;
        this.listener = listener;
        this.finals = finals;
    }

    /** {@return a search without a listener} */
    public static StatefulSearch<Void> of(Machine machine, long mostStates) {
        return new StatefulSearch<>(machine, mostStates, Untagged.INSTANCE, end -> {});
    }

    /** Makes the search go on after violations; the result is still the first one. {@return this} */
    public StatefulSearch<T> visitingAll() {
        visitsAll = true;
        return this;
    }

    /** Makes the search end as {@link Result.Bounded} once this is true; asked before every step. {@return this} */
    public StatefulSearch<T> stoppingWhen(BooleanSupplier stopping) {
        stop = stopping;
        return this;
    }

    /** Searches up to the first violation. A search runs once. */
    public Result run() {
        machine.reset();
        try {
            note(enter(listener.initial(machine)));
            while (depth > 0 && (first == null || visitsAll)) {
                if (seen.size() > mostStates) {
                    return conclude(new Result.Bounded("the limit of " + mostStates + " states", counts()));
                }
                if (stop.getAsBoolean()) {
                    return conclude(new Result.Bounded(Exploration.STOPPED, counts()));
                }
                note(advance());
            }
            return conclude(new Result.Held("every reachable state", counts()));
        } catch (TaskFailedException failed) {
            note(failed.getMessage());
            return conclude(first);
        } catch (RunawayTaskException cut) {
            return conclude(new Result.Bounded(cut.getMessage(), counts()));
        }
    }

    private void note(String wrong) {
        if (wrong != null && first == null) {
            first = new Result.Violated(wrong, path(), seen.size(), counts());
        }
    }

    private Result conclude(Result unlessViolated) {
        return first == null
                ? unlessViolated
                : new Result.Violated(first.text(), first.schedule(), first.executions(), counts());
    }

    /** Takes the next step from the state on top of the stack; {@return what is wrong, or null} */
    private String advance() {
        Frame<T> from = stack.get(depth - 1);
        if (from.left == 0) {
            depth--;
            return null;
        }
        int task = Integer.numberOfTrailingZeros(from.left);
        from.left &= from.left - 1;
        from.taken = task;
        if (!from.current) {
            machine.restore(from.state);
        }
        from.current = false;
        listener.before(from.tag, machine, task);
        transitions++;
        machine.step(task);
        T tag = listener.after(from.tag, machine, task);
        String objection = listener.objection(tag);
        return objection != null ? objection : enter(tag);
    }

    private String enter(T tag) {
        fingerprint.clear();
        machine.fingerprintInto(fingerprint);
        fingerprint.add(listener.identity(tag));
        if (!seen.add(fingerprint.high(), fingerprint.low())) {
            return null;
        }
        deepest = Math.max(deepest, depth);
        String wrong = Correctness.ofStep(machine);
        int enabled = machine.enabled();
        if (enabled == 0) {
            finals.accept(machine);
            return wrong != null ? wrong : Correctness.ofFinal(machine);
        }
        if (wrong == null) {
            push(tag, enabled);
        }
        return wrong;
    }

    private void push(T tag, int enabled) {
        if (depth == stack.size()) {
            stack.add(new Frame<>(machine));
        } else {
            machine.snapshotInto(stack.get(depth).state);
        }
        Frame<T> frame = stack.get(depth++);
        frame.tag = tag;
        frame.left = enabled;
        frame.current = true;
    }

    private Schedule path() {
        int[] picks = new int[depth];
        for (int i = 0; i < depth; i++) {
            picks[i] = stack.get(i).taken;
        }
        return Schedule.of(machine.program().name(), picks);
    }

    private Counts counts() {
        return new Counts(0, 0, transitions, seen.size(), transitions, deepest);
    }
}
