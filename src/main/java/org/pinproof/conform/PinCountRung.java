package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.count.CountHarm;
import org.pinproof.explore.count.CountMutant;
import org.pinproof.explore.count.CountProgram;
import org.pinproof.explore.count.CountScenarios;
import org.pinproof.explore.count.CountScript;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/PinCount.tla}: the biased count alone, up to its limit and beyond. */
public final class PinCountRung implements Rung {
    /** The one there is. */
    public static final PinCountRung RUNG = new PinCountRung();

    private PinCountRung() {}

    @Override
    public String module() {
        return PinCountSpec.MODULE;
    }

    @Override
    public ImmutableList<String> observed() {
        return PinCountSpec.OBSERVED;
    }

    @Override
    public ImmutableList<String> invariants() {
        return PinCountSpec.INVARIANTS;
    }

    @Override
    public ImmutableSet<String> steps() {
        return PinCountSpec.STEPS;
    }

    @Override
    public String standardCfg() {
        return "MCPinCountReplay.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return PinCountSpec.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return PinCountActions.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return text.startsWith(CountScript.PREFIX);
    }

    @Override
    public String scriptForm() {
        return CountScript.FORM;
    }

    @Override
    public String scriptExample() {
        return CountScript.EXAMPLE;
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return PinCountSpec.constants(CountScript.parse(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return CountScript.parse(script).with(CountMutant.named(mutant)).toString();
    }

    @Override
    public PinCountCode code(String script) {
        return new PinCountCode(new CountProgram(CountScript.parse(script)));
    }

    @Override
    public PinCountCode idle(Map<String, Value> constants, String mutant) {
        return PinCountSpec.idle(constants, part(mutant));
    }

    @Override
    public PinCountCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        return PinCountSpec.idle(spec, initial, part(mutant));
    }

    private static CountMutant part(String slug) {
        return slug.isEmpty() ? CountMutant.NONE : CountMutant.named(slug);
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return CountScenarios.all().stream()
                .map(s -> Scenario.conforming(s.name(), s.script(), s.question()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> samples() {
        return CountScenarios.samples();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return CountHarm.all().values().stream()
                .map(harm -> new CodeMutant(harm.mutant().slug(), harm.script().toString(), harm.invariant()))
                .collect(ImmutableList.toImmutableList());
    }
}
