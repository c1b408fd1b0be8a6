package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinproof.explore.ScriptException;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecException;

/**
 * The rungs, and whose a trace, a graph, a script or a name is.
 *
 * @param inOrder from the lowest: no module extends one that comes after it; never empty
 */
public record Rungs(ImmutableList<Rung> inOrder) {
    /** All there are. */
    public static final Rungs ALL = new Rungs(ImmutableList.of(
            PinCountRung.RUNG,
            GupRung.RUNG,
            CompoundRung.RUNG,
            WritebackRung.RUNG,
            SlowRung.RUNG,
            LongtermRung.RUNG,
            CollapseRung.RUNG,
            ForkRung.RUNG));

    /** {@return the rung of this module, as the header of a trace names it} */
    public Optional<Rung> find(String module) {
        return inOrder.stream().filter(rung -> rung.module().equals(module)).findFirst();
    }

    /**
     * {@return the rung of this module}
     *
     * @throws SpecException if there is none
     */
    public Rung of(String module) {
        return find(module)
                .orElseThrow(() -> new SpecException("the code does not implement module " + module + "; it implements "
                        + modules() + "; give one of these"));
    }

    /** {@return the modules, for people} */
    public String modules() {
        return inOrder.stream().map(Rung::module).collect(Collectors.joining(", "));
    }

    /**
     * {@return the highest rung whose module a specification is or extends}
     *
     * @param cfg the specification's cfg, for the message
     * @throws SpecException if there is none
     */
    public Rung of(CheckedSpec spec, String cfg) {
        return inOrder.reverse().stream()
                .filter(rung -> spec.modules().contains(rung.module()))
                .findFirst()
                .orElseThrow(() -> new SpecException("a graph is driven through the code that implements its module; "
                        + cfg + " is of " + spec.module() + ", which extends none that is implemented: " + modules()
                        + "; give a cfg of one of these, as " + inOrder.get(0).standardCfg() + " is"));
    }

    /**
     * {@return the rung that a script is of}
     *
     * @throws ScriptException if it is of none
     */
    public Rung ofScript(String script) {
        return inOrder.stream()
                .filter(rung -> rung.isScript(script))
                .findFirst()
                .orElseThrow(() -> new ScriptException("not a script: \"" + script + "\". A script is "
                        + each(rung -> rung.scriptForm() + ", for example " + rung.scriptExample(), "; or ") + "."));
    }

    /**
     * {@return the first rung whose code has this mutant}
     *
     * @param slug empty or {@link Rung#CORRECT} for none
     * @throws ScriptException if no code has it
     */
    public Rung withMutant(String slug) {
        return inOrder.stream().filter(rung -> rung.hasMutant(slug)).findFirst().orElseThrow(() -> unknownMutant(slug));
    }

    private ScriptException unknownMutant(String slug) {
        Stream<String> slugs =
                inOrder.stream().flatMap(rung -> rung.mutants().stream()).map(CodeMutant::slug);
        return new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                + Stream.concat(Stream.of(Rung.CORRECT), slugs).distinct().collect(Collectors.joining(", ")) + ".");
    }

    /**
     * {@return the script of this name, or that this text is; {@code NAME~MUTANT} is the named script with the mutant planted}
     *
     * @throws ScriptException if it is neither
     */
    public RungScript named(String nameOrText) {
        int tilde = nameOrText.indexOf('~');
        String name = tilde < 0 ? nameOrText : nameOrText.substring(0, tilde);
        for (Rung rung : inOrder) {
            for (Scenario scenario : rung.scenarios()) {
                if (scenario.name().equals(name)) {
                    String script = tilde < 0
                            ? scenario.script()
                            : planted(rung, scenario.script(), nameOrText.substring(tilde + 1));
                    return new RungScript(rung, printed(rung, script), Optional.of(scenario));
                }
            }
        }
        if (nameOrText.indexOf('/') < 0) {
            throw new ScriptException("no scenario is called \"" + nameOrText + "\". There are "
                    + inOrder.stream()
                            .flatMap(rung -> rung.scenarios().stream())
                            .map(Scenario::name)
                            .collect(Collectors.joining(", "))
                    + "; or give a script, for example " + each(Rung::scriptExample, " or ") + ".");
        }
        Rung rung = ofScript(nameOrText);
        return new RungScript(rung, printed(rung, nameOrText), Optional.empty());
    }

    /** A mutant of another rung's code is not unknown; it does not go with this script. */
    private String planted(Rung rung, String script, String mutant) {
        if (inOrder.stream().anyMatch(any -> any.hasMutant(mutant))) {
            rung.requireMutant(mutant);
        }
        return rung.planted(script, mutant);
    }

    /** {@return whether a scenario is called so} */
    public boolean hasScenario(String name) {
        return inOrder.stream()
                .flatMap(rung -> rung.scenarios().stream())
                .anyMatch(scenario -> scenario.name().equals(name));
    }

    private static String printed(Rung rung, String script) {
        return rung.code(script).program().name();
    }

    private String each(Function<Rung, String> text, String between) {
        return inOrder.stream().map(text).collect(Collectors.joining(between));
    }
}
