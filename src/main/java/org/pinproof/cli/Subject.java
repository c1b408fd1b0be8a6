package org.pinproof.cli;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.pinproof.conform.RungScript;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.Scenario;
import org.pinproof.explore.ScriptException;
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

    /** Calls on the kernel's code, which a specification knows. */
    record Specified(String name, RungScript script) implements Subject {
        @Override
        public Program program() {
            return script.rung().code(script.text()).program();
        }

        @Override
        public Optional<String> question() {
            return script.scenario().map(Scenario::question);
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
            return new Specified(text, Rungs.ALL.named(text));
        } catch (ScriptException e) {
            boolean named = text.indexOf('/') < 0 && !Rungs.ALL.hasScenario(text.split("~", 2)[0]);
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
