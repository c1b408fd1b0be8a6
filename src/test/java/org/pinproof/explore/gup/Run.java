package org.pinproof.explore.gup;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import org.pinproof.explore.EdgeListener;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.LenientReplay;
import org.pinproof.explore.Result;
import org.pinproof.explore.Strategy;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Schedule;

/**
 * One execution of one script. Prints as the command that shows it again.
 *
 * @param picks whose step comes next, up to where the explorer's own checks object or to the end
 */
public record Run(GupScript script, ImmutableIntArray picks) {
    private static final int SIZE = 1_000;

    /** {@return runs of this walker} */
    public static Arbitrary<Run> of(GupMutant mutant) {
        return of(ScriptArbitraries.scripts(mutant));
    }

    /** {@return runs of this walker in which the first two tasks race for the same entry} */
    public static Arbitrary<Run> races(GupMutant mutant) {
        return of(ScriptArbitraries.races(mutant));
    }

    /** {@return runs of these scripts; they shrink as {@link ShrinkableRun} says} */
    public static Arbitrary<Run> of(Arbitrary<GupScript> scripts) {
        RandomGenerator<Run> runs = Combinators.combine(scripts, ScheduleArbitraries.choices())
                .as((script, choices) -> of(script, new Choices(choices)))
                .generator(SIZE, false);
        return Arbitraries.fromGenerator(
                random -> new ShrinkableRun(runs.next(random).value()));
    }

    /** {@return the run of this script that follows these picks as far as it can} */
    static Run following(GupScript script, ImmutableIntArray picks) {
        return of(script, new LenientReplay(picks));
    }

    private static Run of(GupScript script, Strategy strategy) {
        Machine machine = new Machine(new GupProgram(script));
        Exploration.of(machine, strategy, 1).run();
        return new Run(script, machine.trail().schedule(script.toString()).picks());
    }

    /** {@return the same run with as many tasks as a script can have, the new ones without calls} */
    public Run padded() {
        List<ImmutableList<GupCall>> idle =
                Collections.nCopies(GupScript.MOST_TASKS - script.tasks().size(), ImmutableList.of());
        ImmutableList<ImmutableList<GupCall>> tasks = ImmutableList.copyOf(Iterables.concat(script.tasks(), idle));
        return new Run(new GupScript(script.shape(), tasks, script.mutant()), picks);
    }

    /** {@return for each step, which of its task's calls it belongs to} */
    int[] callOfEachStep() {
        Machine machine = new Machine(new GupProgram(script));
        int[] calls = new int[picks.length()];
        for (int step = 0; step < calls.length; step++) {
            calls[step] = machine.operationIndex(picks.get(step));
            machine.step(picks.get(step));
        }
        return calls;
    }

    /** {@return the schedule} */
    public Schedule schedule() {
        return new Schedule(script.toString(), picks);
    }

    /** {@return what the explorer's own checks say} */
    public Result explore() {
        return Exploration.of(new Machine(new GupProgram(script)), new LenientReplay(picks), 1)
                .run();
    }

    /** {@return what the listener and the explorer's own checks say of it} */
    public <T> Result explore(GupProgram program, EdgeListener<T> listener) {
        return new Exploration<>(new Machine(program), new LenientReplay(picks), 1, listener, end -> {}).run();
    }

    @Override
    public String toString() {
        return "java -jar target/pinproof.jar explore '" + script + "' --schedule '" + schedule() + "'";
    }
}
