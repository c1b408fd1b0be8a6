package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.explore.gup.MutantHarm;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/GupFast.tla} and the fast path. */
public final class GupRung implements Rung {
    /** The one there is. */
    public static final GupRung RUNG = new GupRung();

    private GupRung() {}

    @Override
    public String module() {
        return GupSpec.MODULE;
    }

    @Override
    public ImmutableList<String> observed() {
        return GupSpec.OBSERVED;
    }

    @Override
    public ImmutableList<String> invariants() {
        return GupSpec.INVARIANTS;
    }

    @Override
    public ImmutableSet<String> steps() {
        return GupSpec.STEPS;
    }

    @Override
    public String standardCfg() {
        return "MCGupFastReplay.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return GupSpec.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return GupActions.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return Arrays.stream(GupShape.Layout.values()).anyMatch(layout -> text.startsWith(layout.specName() + "/"));
    }

    @Override
    public String scriptForm() {
        return GupScript.FORM;
    }

    @Override
    public String scriptExample() {
        return GupScript.EXAMPLE;
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return GupSpec.constants(GupScript.parse(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return GupScript.parse(script).with(GupMutant.named(mutant)).toString();
    }

    @Override
    public GupCode code(String script) {
        return new GupCode(new GupProgram(GupScript.parse(script)));
    }

    @Override
    public GupCode idle(Map<String, Value> constants, String mutant) {
        return GupShapes.idle(constants, walker(mutant));
    }

    @Override
    public GupCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        return GupShapes.idle(spec, initial, walker(mutant));
    }

    private static GupMutant walker(String slug) {
        return slug.isEmpty() ? GupMutant.NONE : GupMutant.named(slug);
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return GupScenarios.all().values().stream()
                .map(s -> Scenario.conforming(s.name(), s.script().toString(), s.question()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> samples() {
        return GupScenarios.samples();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return MutantHarm.all().values().stream()
                .map(harm -> new CodeMutant(harm.mutant().slug(), harm.script().toString(), harm.invariant()))
                .collect(ImmutableList.toImmutableList());
    }
}
