package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.slow.SlowHarm;
import org.pinproof.explore.slow.SlowMutant;
import org.pinproof.explore.slow.SlowProgram;
import org.pinproof.explore.slow.SlowScenarios;
import org.pinproof.explore.slow.SlowScript;
import org.pinproof.explore.slow.SlowShape;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/GupSlow.tla} and the slow path. */
public final class SlowRung implements Rung {
    /** The one there is. */
    public static final SlowRung RUNG = new SlowRung();

    private SlowRung() {}

    @Override
    public String module() {
        return SlowSpec.MODULE;
    }

    @Override
    public ImmutableList<String> observed() {
        return SlowSpec.OBSERVED;
    }

    @Override
    public ImmutableList<String> invariants() {
        return SlowSpec.INVARIANTS;
    }

    @Override
    public ImmutableSet<String> steps() {
        return SlowSpec.STEPS;
    }

    @Override
    public String standardCfg() {
        return "MCGupSlowReplay.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return SlowSpec.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return SlowActions.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return text.startsWith(SlowScript.PREFIX);
    }

    @Override
    public String scriptForm() {
        return SlowScript.FORM;
    }

    @Override
    public String scriptExample() {
        return SlowScript.EXAMPLE;
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return SlowSpec.constants(SlowScript.parse(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return SlowScript.parse(script).with(SlowMutant.named(mutant)).toString();
    }

    @Override
    public SlowCode code(String script) {
        return new SlowCode(new SlowProgram(SlowScript.parse(script)));
    }

    @Override
    public SlowCode idle(Map<String, Value> constants, String mutant) {
        return idle(SlowSpec.shape(constants), ModuleConstants.size(constants, "Threads"), mutant);
    }

    @Override
    public SlowCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        int tasks = ((Value.SetOf) spec.constant("Threads")).elements().size();
        return idle(SlowSpec.shape(spec, initial), tasks, mutant);
    }

    private static SlowCode idle(SlowShape shape, int tasks, String slug) {
        SlowMutant mutant = slug.isEmpty() ? SlowMutant.NONE : SlowMutant.named(slug);
        return new SlowCode(new SlowProgram(SlowScript.idle(shape, tasks, mutant)));
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return SlowScenarios.all().stream()
                .map(s -> new Scenario(s.name(), s.script().toString(), s.question(), s.breaks()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> samples() {
        return SlowScenarios.samples();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return SlowHarm.all().stream()
                .map(harm -> new CodeMutant(harm.mutant().slug(), harm.script().toString(), harm.invariant()))
                .collect(ImmutableList.toImmutableList());
    }
}
