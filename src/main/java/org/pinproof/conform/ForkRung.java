package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.fork.ForkHarm;
import org.pinproof.explore.fork.ForkMutant;
import org.pinproof.explore.fork.ForkProgram;
import org.pinproof.explore.fork.ForkScenarios;
import org.pinproof.explore.fork.ForkScript;
import org.pinproof.explore.fork.ForkShape;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Fork.tla}, and pins of anonymous memory against forks, copies on write, and whoever write-protects or unmaps. */
public final class ForkRung implements Rung {
    /** The one there is. */
    public static final ForkRung RUNG = new ForkRung();

    private ForkRung() {}

    @Override
    public String module() {
        return ForkSpec.MODULE;
    }

    @Override
    public ImmutableList<String> observed() {
        return ForkSpec.OBSERVED;
    }

    @Override
    public ImmutableList<String> invariants() {
        return ForkSpec.INVARIANTS;
    }

    @Override
    public ImmutableSet<String> steps() {
        return ForkSpec.STEPS;
    }

    @Override
    public String standardCfg() {
        return "MCForkReplay.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return ForkSpec.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return ForkActions.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return text.startsWith("fork/");
    }

    @Override
    public String scriptForm() {
        return ForkScript.FORM;
    }

    @Override
    public String scriptExample() {
        return ForkScript.EXAMPLE;
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return ForkSpec.constants(ForkScript.parse(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return ForkScript.parse(script).with(ForkMutant.named(mutant)).toString();
    }

    @Override
    public SpecifiedCode code(String script) {
        return new ForkCode(new ForkProgram(ForkScript.parse(script)));
    }

    @Override
    public SpecifiedCode idle(Map<String, Value> constants, String mutant) {
        return idle(ForkSpec.shape(constants), ModuleConstants.size(constants, "Threads"), mutant);
    }

    @Override
    public SpecifiedCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        int tasks = ((Value.SetOf) spec.constant("Threads")).elements().size();
        return idle(ForkSpec.shape(spec, initial), tasks, mutant);
    }

    private static SpecifiedCode idle(ForkShape shape, int tasks, String mutant) {
        ForkMutant code = mutant.isEmpty() ? ForkMutant.NONE : ForkMutant.named(mutant);
        return new ForkCode(new ForkProgram(ForkScript.idle(shape, tasks, code)));
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return ForkScenarios.all().values().stream()
                .map(s -> new Scenario(s.name(), s.script().toString(), s.question(), s.breaks()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> samples() {
        return ForkScenarios.samples();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return ForkHarm.all().stream()
                .map(harm -> new CodeMutant(harm.mutant().slug(), harm.script().toString(), harm.invariant()))
                .collect(ImmutableList.toImmutableList());
    }
}
