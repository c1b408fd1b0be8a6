package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.writeback.PolicyChoice;
import org.pinproof.explore.writeback.WritebackHarm;
import org.pinproof.explore.writeback.WritebackMutant;
import org.pinproof.explore.writeback.WritebackProgram;
import org.pinproof.explore.writeback.WritebackScenarios;
import org.pinproof.explore.writeback.WritebackScript;
import org.pinproof.explore.writeback.WritebackShape;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Writeback.tla}, and writeback, reclaim and truncation of a page that devices store to. */
public final class WritebackRung implements Rung {
    /** The one there is. */
    public static final WritebackRung RUNG = new WritebackRung();

    private WritebackRung() {}

    @Override
    public String module() {
        return WritebackSpec.MODULE;
    }

    @Override
    public ImmutableList<String> observed() {
        return WritebackSpec.OBSERVED;
    }

    @Override
    public ImmutableList<String> invariants() {
        return WritebackSpec.INVARIANTS;
    }

    @Override
    public ImmutableSet<String> gravest() {
        return WritebackProgram.GRAVEST;
    }

    @Override
    public ImmutableList<String> claims(String script) {
        return WritebackSpec.claims(WritebackScript.parse(script).shape());
    }

    @Override
    public ImmutableSet<String> steps() {
        return WritebackSpec.STEPS;
    }

    @Override
    public String standardCfg() {
        return "MCWritebackReplay.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return WritebackSpec.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return WritebackActions.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return text.startsWith("wb/");
    }

    @Override
    public String scriptForm() {
        return WritebackScript.FORM;
    }

    @Override
    public String scriptExample() {
        return WritebackScript.EXAMPLE;
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return WritebackSpec.constants(WritebackScript.parse(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return WritebackScript.parse(script).with(WritebackMutant.named(mutant)).toString();
    }

    @Override
    public ImmutableList<String> policies() {
        return Arrays.stream(WbPolicy.values()).map(WbPolicy::name).collect(ImmutableList.toImmutableList());
    }

    @Override
    public String under(String name, String script, String policy) {
        return PolicyChoice.of(name, WritebackScript.parse(script), policy).toString();
    }

    @Override
    public SpecifiedCode code(String script) {
        return new WritebackCode(new WritebackProgram(WritebackScript.parse(script)));
    }

    @Override
    public SpecifiedCode idle(Map<String, Value> constants, String mutant) {
        return idle(WritebackSpec.shape(constants), ModuleConstants.size(constants, "Threads"), mutant);
    }

    @Override
    public SpecifiedCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        int tasks = ((Value.SetOf) spec.constant("Threads")).elements().size();
        return idle(WritebackSpec.shape(spec, initial), tasks, mutant);
    }

    private static SpecifiedCode idle(WritebackShape shape, int tasks, String mutant) {
        WritebackMutant code = mutant.isEmpty() ? WritebackMutant.NONE : WritebackMutant.named(mutant);
        return new WritebackCode(new WritebackProgram(WritebackScript.idle(shape, tasks, code)));
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return WritebackScenarios.all().values().stream()
                .map(s -> new Scenario(s.name(), s.script().toString(), s.question(), s.breaks()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> samples() {
        return WritebackScenarios.samples();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return WritebackHarm.all().stream()
                .map(harm -> new CodeMutant(harm.slug(), harm.script().toString(), harm.invariant()))
                .collect(ImmutableList.toImmutableList());
    }
}
