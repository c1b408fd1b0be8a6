package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinproof.explore.ScriptException;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.tlc.SpecSteppers;
import org.pinproof.trace.Value;

/**
 * A rung of the ladder: a specification module, the code that implements it, and what is worth exploring of it. Everything else
 * in this package and in the verbs knows rungs only through this; {@link Rungs} has them all.
 */
public interface Rung {
    /** What stands for the correct code where a mutant's slug is asked for; so does the empty text. */
    String CORRECT = "none";

    /** {@return the specification's module, which traces name} */
    String module();

    /** {@return the variables that the code's state is projected onto; the others are ghosts, which only the specification has} */
    ImmutableList<String> observed();

    /** {@return the invariants that every state met on the way is held against, in this order} */
    ImmutableList<String> invariants();

    /**
     * {@return the invariants whose violation is reported rather than an earlier one of another: what all the others are there to
     * prevent}
     */
    default ImmutableSet<String> gravest() {
        return ImmutableSet.of();
    }

    /** {@return those of {@link #invariants} that say anything of a script: the others are true of it whatever it does} */
    default ImmutableList<String> claims(String script) {
        return invariants();
    }

    /** {@return the names of the steps that the code takes: exactly the module's actions} */
    ImmutableSet<String> steps();

    /** {@return the cfg whose graph is replayed unless another one is named; its module extends {@link #module()}} */
    String standardCfg();

    /**
     * {@return the lines of a cfg that give the specification these constants}
     *
     * @throws SpecException if a constant is unknown, missing, or not of its kind
     */
    SpecConstants lines(Map<String, Value> constants);

    /** {@return what is wrong with an action's name or parameters, whatever the state; empty if nothing is} */
    Optional<String> problem(ActionCall action);

    /** {@return whether this is the beginning of a script of this rung, rather than of another one} */
    boolean isScript(String text);

    /** {@return how a script is written, for people} */
    String scriptForm();

    /** {@return a script to show to people} */
    String scriptExample();

    /**
     * {@return the constants with which the specification allows what a script does}
     *
     * @throws ScriptException if the text is no script
     */
    ImmutableMap<String, Value> constants(String script);

    /**
     * {@return the script with a mutant in place of its code}
     *
     * @param mutant its slug
     * @throws ScriptException if there is no such mutant
     */
    String planted(String script, String mutant);

    /** {@return the policies that a script can be run under; empty if there is none to choose} */
    default ImmutableList<String> policies() {
        return ImmutableList.of();
    }

    /**
     * {@return the script under another policy}
     *
     * @param name what the script was asked for by, for the message
     * @throws ScriptException if scripts of this rung have no policy, there is no such policy, or the two make no sense together
     */
    default String under(String name, String script, String policy) {
        throw new ScriptException(withoutPolicy(name));
    }

    /** {@return why what is called so cannot be run under a policy} */
    static String withoutPolicy(String name) {
        return "--policy says what writeback does with a page that may be pinned, and " + name
                + " has no writeback; leave --policy out, or give a scenario that has: `explore` lists them.";
    }

    /**
     * {@return the program of a script}
     *
     * @throws ScriptException if the text is no script
     */
    SpecifiedCode code(String script);

    /**
     * {@return code with every task idle, as it stands at the beginning of a trace}
     *
     * @param constants those of the trace's header
     * @param mutant its slug; empty or {@link #CORRECT} for the correct code
     * @throws SpecException if the code cannot have these constants, or they leave open how it begins
     */
    SpecifiedCode idle(Map<String, Value> constants, String mutant);

    /**
     * {@return code with every task idle, in an initial state of a graph}
     *
     * @param spec whose constants count
     * @param mutant its slug; empty or {@link #CORRECT} for the correct code
     */
    SpecifiedCode idle(CheckedSpec spec, SpecState initial, String mutant);

    /** {@return the scenarios, each name once over all rungs, in the order in which they are best read} */
    ImmutableList<Scenario> scenarios();

    /** {@return scripts of which only a sample of the interleavings can be seen} */
    ImmutableList<String> samples();

    /** {@return every wrong version of the code, with its harm} */
    ImmutableList<CodeMutant> mutants();

    /** {@return whether this slug, empty text or {@link #CORRECT} names a version of the code} */
    default boolean hasMutant(String slug) {
        return slug.isEmpty()
                || slug.equals(CORRECT)
                || mutants().stream().anyMatch(mutant -> mutant.slug().equals(slug));
    }

    /**
     * Rejects a mutant that this code does not have.
     *
     * @throws ScriptException if there is no such mutant
     */
    default void requireMutant(String slug) {
        if (!hasMutant(slug)) {
            throw new ScriptException("the code of " + module() + " has no mutant \"" + slug + "\". It has "
                    + Stream.concat(Stream.of(CORRECT), mutants().stream().map(CodeMutant::slug))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    /**
     * Opens the specification with these constants, for stepping.
     *
     * @throws SpecException if a constant is unknown, missing, or not of its kind, or if the specification has other actions
     *     than the code, or lacks a variable that the code shows
     */
    default CheckedSpec open(Path specDir, Map<String, Value> constants) {
        CheckedSpec spec = SpecSteppers.open(specDir, module(), lines(constants), invariants());
        try {
            requireTheCodes(spec, specDir);
            return spec;
        } catch (SpecException stale) {
            spec.close();
            throw stale;
        }
    }

    /** Rejects a specification with other actions than the code, or without a variable that the code shows. */
    default void requireTheCodes(CheckedSpec spec, Path specDir) {
        Set<String> specified = spec.actions().stream().map(ActionCall::name).collect(ImmutableSet.toImmutableSet());
        ImmutableList.Builder<String> found = ImmutableList.builder();
        Sets.difference(steps(), specified).forEach(name -> found.add("lacks the action " + name));
        Sets.difference(specified, steps())
                .forEach(name -> found.add("has the action " + name + ", which the code does not"));
        Sets.difference(ImmutableSet.copyOf(observed()), ImmutableSet.copyOf(spec.variables()))
                .forEach(name -> found.add("lacks the variable " + name));
        ImmutableList<String> differences = found.build();
        if (!differences.isEmpty()) {
            throw new SpecException(
                    "the specification and the code are of different versions: " + spec.module() + " of "
                            + specDir + " " + String.join(", ", differences)
                            + "; take both from the same commit, or name another specification folder");
        }
    }
}
