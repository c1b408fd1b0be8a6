package org.pinproof.cli;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.pinproof.conform.Rung;
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

    /** {@return the invariants that are reported rather than an earlier violation of others} */
    default ImmutableSet<String> gravest() {
        return ImmutableSet.of();
    }

    /**
     * {@return the same under another policy}
     *
     * @throws ScriptException if it has no policy, there is no such policy, or the two make no sense together
     */
    Subject under(String policy);

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

        @Override
        public ImmutableSet<String> gravest() {
            return script.rung().gravest();
        }

        @Override
        public Subject under(String policy) {
            Rung rung = script.rung();
            return new Specified(
                    name, new RungScript(rung, rung.under(name, script.text(), policy), script.scenario()));
        }
    }

    /** A program of its own, which no specification knows. */
    record Litmus(String name) implements Subject {
        @Override
        public Program program() {
            return LitmusCatalog.program(name).get();
        }

        @Override
        public Subject under(String policy) {
            throw new ScriptException(Rung.withoutPolicy(name));
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
