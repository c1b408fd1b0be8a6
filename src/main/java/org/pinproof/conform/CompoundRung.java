package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.compound.CompoundHarm;
import org.pinproof.explore.compound.CompoundMutant;
import org.pinproof.explore.compound.CompoundProgram;
import org.pinproof.explore.compound.CompoundScenarios;
import org.pinproof.explore.compound.CompoundScript;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Compound.tla}, and pins of a compound page in three eras. */
public final class CompoundRung implements Rung {
    /** The one there is. */
    public static final CompoundRung RUNG = new CompoundRung();

    private CompoundRung() {}

    @Override
    public String module() {
        return CompoundSpec.MODULE;
    }

    @Override
    public ImmutableList<String> observed() {
        return CompoundSpec.OBSERVED;
    }

    @Override
    public ImmutableList<String> invariants() {
        return CompoundSpec.INVARIANTS;
    }

    /** What a pin is there to prevent. */
    @Override
    public ImmutableSet<String> gravest() {
        return ImmutableSet.of("NoFalseNegativeChecked", "NoFalseNegative", "NoFreeWhileHeld");
    }

    @Override
    public ImmutableSet<String> steps() {
        return CompoundSpec.STEPS;
    }

    @Override
    public String standardCfg() {
        return "MCCompoundReplay.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return CompoundSpec.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return CompoundActions.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return text.startsWith(CompoundScript.PREFIX);
    }

    @Override
    public String scriptForm() {
        return CompoundScript.FORM;
    }

    @Override
    public String scriptExample() {
        return CompoundScript.EXAMPLE;
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return CompoundSpec.constants(CompoundScript.parse(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return CompoundScript.parse(script).with(CompoundMutant.named(mutant)).toString();
    }

    @Override
    public CompoundCode code(String script) {
        return new CompoundCode(new CompoundProgram(CompoundScript.parse(script)));
    }

    @Override
    public CompoundCode idle(Map<String, Value> constants, String mutant) {
        return CompoundShapes.idle(constants, part(mutant));
    }

    @Override
    public CompoundCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        return CompoundShapes.idle(spec, initial, part(mutant));
    }

    private static CompoundMutant part(String slug) {
        return slug.isEmpty() ? CompoundMutant.NONE : CompoundMutant.named(slug);
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return CompoundScenarios.all().stream()
                .map(s -> new Scenario(s.name(), s.script(), s.question(), s.breaks()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> samples() {
        return CompoundScenarios.samples();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return CompoundHarm.all().values().stream()
                .map(harm -> new CodeMutant(harm.mutant().slug(), harm.script().toString(), harm.invariant()))
                .collect(ImmutableList.toImmutableList());
    }
}
