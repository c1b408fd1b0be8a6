package org.pinproof.explore;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.pinproof.sched.Ending;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Picker;
import org.pinproof.sched.RunawayTaskException;
import org.pinproof.sched.TaskFailedException;

/**
 * Runs executions that a strategy chooses, up to the first violation, the last execution, or a bound.
 *
 * @param <T> type of the listener's tags
 */
public final class Exploration<T> {

    /** The bound of a {@link Result.Bounded} whose exploration was told to stop. */
    public static final String STOPPED = "interrupted before the end";

    private final Machine machine;
    private final Strategy strategy;
    private final long mostExecutions;
    private final EdgeListener<T> listener;
    private final Consumer<MachineView> finals;
    private final boolean checksSteps;

    private long executions;
    private long complete;
    private long steps;
    private int longest;

    private boolean runsAll;
    private BooleanSupplier stop = () -> false;
    private Result.Violated first;

    // of the execution in progress
    private T tag;
    private int last;
    private String wrong;

    /**
     * Makes an exploration.
     *
     * @param machine taken over by the exploration
     * @param mostExecutions where to give up: the result is then {@link Result.Bounded}
     * @param listener follows every step
     * @param finals is shown the last state of every execution that was not abandoned
     */
    public Exploration(
            Machine machine,
            Strategy strategy,
            long mostExecutions,
            EdgeListener<T> listener,
            Consumer<MachineView> finals) {
        this.machine = machine;
        this.strategy = strategy;
        this.mostExecutions = mostExecutions;
        this.listener = listener;
        this.finals = finals;
        this.checksSteps = Correctness.checksSteps(machine.program());
    }

    /** {@return an exploration without a listener} */
    public static Exploration<Void> of(Machine machine, Strategy strategy, long mostExecutions) {
        return new Exploration<>(machine, strategy, mostExecutions, Untagged.INSTANCE, end -> {});
    }

    /** Makes the exploration go on after violations; the result is still the first one. {@return this} */
    public Exploration<T> runningAll() {
        runsAll = true;
        return this;
    }

    /** Makes the exploration end as {@link Result.Bounded} once this is true; asked before every execution. {@return this} */
    public Exploration<T> stoppingWhen(BooleanSupplier stopping) {
        stop = stopping;
        return this;
    }

    /** Explores. An exploration runs once. */
    public Result run() {
        boolean watches = checksSteps || listener != Untagged.INSTANCE;
        Picker picker = watches ? this::watchAndPick : strategy;
        try {
            while (strategy.more() && (first == null || runsAll)) {
                if (executions == mostExecutions) {
                    return conclude(new Result.Bounded("the limit of " + mostExecutions + " executions", counts()));
                }
                if (stop.getAsBoolean()) {
                    return conclude(new Result.Bounded(STOPPED, counts()));
                }
                note(execute(picker, watches));
            }
        } catch (TaskFailedException failed) {
            note(failed.getMessage());
            return conclude(first);
        } catch (RunawayTaskException cut) {
            return conclude(new Result.Bounded(cut.getMessage(), counts()));
        }
        Coverage coverage = strategy.coverage(checksSteps);
        return conclude(
                coverage.all()
                        ? new Result.Held(coverage.text(), counts())
                        : new Result.Bounded(coverage.text(), counts()));
    }

    private String execute(Picker picker, boolean watches) {
        executions++;
        wrong = null;
        last = Picker.ABANDON;
        strategy.begin(machine);
        Ending ending = machine.run(picker);
        if (watches && ending != Ending.ABANDONED) {
            follow();
        }
        int length = machine.trail().length();
        steps += length;
        longest = Math.max(longest, length);
        strategy.end(machine, ending == Ending.ABANDONED);
        if (wrong != null || ending == Ending.ABANDONED) {
            return wrong;
        }
        complete++;
        finals.accept(machine);
        return Correctness.ofFinal(machine);
    }

    private int watchAndPick(Machine at, int enabled) {
        follow();
        if (wrong != null) {
            return Picker.ABANDON;
        }
        last = strategy.pick(at, enabled);
        if (last >= 0) {
            listener.before(tag, at, last);
        }
        return last;
    }

    /** Tells the listener of the step taken last, and asks what is wrong with it. */
    private void follow() {
        if (last < 0) {
            tag = listener.initial(machine);
        } else {
            tag = listener.after(tag, machine, last);
            wrong = listener.objection(tag);
        }
        if (wrong == null) {
            wrong = Correctness.ofStep(machine);
        }
    }

    private void note(String text) {
        if (text != null && first == null) {
            first = new Result.Violated(
                    text, machine.trail().schedule(machine.program().name()), executions, counts());
        }
    }

    private Result conclude(Result unlessViolated) {
        return first == null
                ? unlessViolated
                : new Result.Violated(first.text(), first.schedule(), first.executions(), counts());
    }

    private Counts counts() {
        return new Counts(executions, complete, steps, 0, 0, longest);
    }
}
