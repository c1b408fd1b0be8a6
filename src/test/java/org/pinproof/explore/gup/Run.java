package org.pinproof.explore.gup;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.pinproof.explore.EdgeListener;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.Result;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Schedule;

/**
 * One execution of one script. Prints as the command that shows it again.
 *
 * @param choices what {@link Choices} makes the schedule from
 */
public record Run(GupScript script, ImmutableList<Integer> choices) {

    /** {@return runs of this walker} */
    public static Arbitrary<Run> of(GupMutant mutant) {
        return of(ScriptArbitraries.scripts(mutant));
    }

    /** {@return runs of this walker in which the first two tasks race for the same entry} */
    public static Arbitrary<Run> races(GupMutant mutant) {
        return of(ScriptArbitraries.races(mutant));
    }

    /** {@return runs of these scripts} */
    public static Arbitrary<Run> of(Arbitrary<GupScript> scripts) {
        return Combinators.combine(scripts, ScheduleArbitraries.choices())
                .as((script, choices) -> new Run(script, ImmutableList.copyOf(choices)))
                .withoutEdgeCases();
    }

    /** {@return the same run with as many tasks as a script can have, the new ones without calls} */
    public Run padded() {
        List<ImmutableList<GupCall>> idle =
                Collections.nCopies(GupScript.MOST_TASKS - script.tasks().size(), ImmutableList.of());
        return new Run(
                new GupScript(
                        script.shape(), ImmutableList.copyOf(Iterables.concat(script.tasks(), idle)), script.mutant()),
                choices);
    }

    /** {@return the schedule, up to where the explorer's own checks object or to the end} */
    public Schedule schedule() {
        Machine machine = new Machine(new GupProgram(script));
        Exploration.of(machine, new Choices(choices), 1).run();
        return machine.trail().schedule(script.toString());
    }

    /** {@return what the explorer's own checks say} */
    public Result explore() {
        return Exploration.of(new Machine(new GupProgram(script)), new Choices(choices), 1)
                .run();
    }

    /** {@return what the listener and the explorer's own checks say of it} */
    public <T> Result explore(GupProgram program, EdgeListener<T> listener) {
        return new Exploration<>(new Machine(program), new Choices(choices), 1, listener, end -> {}).run();
    }

    @Override
    public String toString() {
        return "java -jar target/pinproof.jar explore '" + script + "' --schedule '" + schedule() + "'";
    }
}
