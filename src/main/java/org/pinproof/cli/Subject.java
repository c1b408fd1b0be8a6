package org.pinproof.cli;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.explore.gup.GupScenarios.Scenario;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.ScriptException;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Program;
import org.pinproof.sched.Schedule;

/** What is to be explored. */
sealed interface Subject {

    /** {@return as it was asked for} */
    String name();

    /** {@return a fresh program} */
    Program program();

    /** {@return what it asks, if it is a scenario with a name} */
    default Optional<String> question() {
        return Optional.empty();
    }

    /** Calls on the kernel's code, which the specification knows. */
    record Gup(String name, GupScript script) implements Subject {
        @Override
        public Program program() {
            return new GupProgram(script);
        }

        @Override
        public Optional<String> question() {
            return Optional.ofNullable(GupScenarios.all().get(name.split("~", 2)[0]))
                    .map(Scenario::question);
        }
    }

    /** A program of its own, which no specification knows. */
    record Litmus(String name) implements Subject {
        @Override
        public Program program() {
            return LitmusCatalog.program(name).get();
        }
    }

    /**
     * {@return what is called so, or what this script describes}
     *
     * @throws ScriptException if it is neither
     */
    static Subject named(String text) {
        ImmutableSet<String> litmus = LitmusCatalog.names();
        if (litmus.contains(text)) {
            return new Litmus(text);
        }
        try {
            return new Gup(text, GupScenarios.script(text));
        } catch (ScriptException e) {
            boolean named = text.indexOf('/') < 0 && !GupScenarios.all().containsKey(text.split("~", 2)[0]);
            throw named
                    ? new ScriptException(e.getMessage() + " Litmus programs are " + String.join(", ", litmus) + ".")
                    : e;
        }
    }

    /** {@return the schedule of this subject; the short name may stand for the script} */
    default Schedule schedule(String text) {
        Schedule schedule = Schedule.parse(text);
        Schedule full =
                schedule.scenario().equals(name()) ? new Schedule(program().name(), schedule.picks()) : schedule;
        full.requireScenario(program().name());
        return full;
    }
}
