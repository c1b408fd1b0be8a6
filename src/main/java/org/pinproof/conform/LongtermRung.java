package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.longterm.LongtermHarm;
import org.pinproof.explore.longterm.LongtermMutant;
import org.pinproof.explore.longterm.LongtermProgram;
import org.pinproof.explore.longterm.LongtermScenarios;
import org.pinproof.explore.longterm.LongtermScript;
import org.pinproof.explore.longterm.LongtermShape;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Longterm.tla}, and pins that last as long as their owner likes, of pages that may not stay so long. */
public final class LongtermRung implements Rung {
    /** The one there is. */
    public static final LongtermRung RUNG = new LongtermRung();

    private LongtermRung() {}

    @Override
    public String module() {
        return LongtermSpec.MODULE;
    }

    @Override
    public ImmutableList<String> observed() {
        return LongtermSpec.OBSERVED;
    }

    @Override
    public ImmutableList<String> invariants() {
        return LongtermSpec.INVARIANTS;
    }

    @Override
    public ImmutableSet<String> steps() {
        return LongtermSpec.STEPS;
    }

    @Override
    public String standardCfg() {
        return "MCLongtermReplay.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return LongtermSpec.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return LongtermActions.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return text.startsWith("lt/");
    }

    @Override
    public String scriptForm() {
        return LongtermScript.FORM;
    }

    @Override
    public String scriptExample() {
        return LongtermScript.EXAMPLE;
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return LongtermSpec.constants(LongtermScript.parse(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return LongtermScript.parse(script).with(LongtermMutant.named(mutant)).toString();
    }

    @Override
    public SpecifiedCode code(String script) {
        return new LongtermCode(new LongtermProgram(LongtermScript.parse(script)));
    }

    @Override
    public SpecifiedCode idle(Map<String, Value> constants, String mutant) {
        return idle(LongtermSpec.shape(constants), ModuleConstants.size(constants, "Threads"), mutant);
    }

    @Override
    public SpecifiedCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        int tasks = ((Value.SetOf) spec.constant("Threads")).elements().size();
        return idle(LongtermSpec.shape(spec, initial), tasks, mutant);
    }

    private static SpecifiedCode idle(LongtermShape shape, int tasks, String mutant) {
        LongtermMutant code = mutant.isEmpty() ? LongtermMutant.NONE : LongtermMutant.named(mutant);
        return new LongtermCode(new LongtermProgram(LongtermScript.idle(shape, tasks, code)));
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return LongtermScenarios.all().values().stream()
                .map(s -> new Scenario(s.name(), s.script().toString(), s.question(), s.breaks()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> samples() {
        return LongtermScenarios.samples();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return LongtermHarm.all().stream()
                .map(harm -> new CodeMutant(harm.mutant().slug(), harm.script().toString(), harm.invariant()))
                .collect(ImmutableList.toImmutableList());
    }
}
