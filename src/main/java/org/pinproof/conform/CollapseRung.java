package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.pinproof.explore.collapse.CollapseHarm;
import org.pinproof.explore.collapse.CollapseMutant;
import org.pinproof.explore.collapse.CollapseProgram;
import org.pinproof.explore.collapse.CollapseScenarios;
import org.pinproof.explore.collapse.CollapseScript;
import org.pinproof.explore.collapse.CollapseShape;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Collapse.tla}, and page tables that go away under the lockless walk. */
public final class CollapseRung implements Rung {
    /** The one there is. */
    public static final CollapseRung RUNG = new CollapseRung();

    private CollapseRung() {}

    @Override
    public String module() {
        return CollapseSpec.MODULE;
    }

    @Override
    public ImmutableList<String> observed() {
        return CollapseSpec.OBSERVED;
    }

    @Override
    public ImmutableList<String> invariants() {
        return CollapseSpec.INVARIANTS;
    }

    /** What a pin is there for. */
    @Override
    public ImmutableSet<String> gravest() {
        return ImmutableSet.of("PinCoherency");
    }

    @Override
    public ImmutableSet<String> steps() {
        return CollapseSpec.STEPS;
    }

    @Override
    public String standardCfg() {
        return "MCCollapseReplay.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return CollapseSpec.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return CollapseActions.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return text.startsWith(CollapseScript.PREFIX);
    }

    @Override
    public String scriptForm() {
        return CollapseScript.FORM;
    }

    @Override
    public String scriptExample() {
        return CollapseScript.EXAMPLE;
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return CollapseSpec.constants(CollapseScript.parse(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return CollapseScript.parse(script).with(CollapseMutant.named(mutant)).toString();
    }

    @Override
    public SpecifiedCode code(String script) {
        return new CollapseCode(new CollapseProgram(CollapseScript.parse(script)));
    }

    @Override
    public SpecifiedCode idle(Map<String, Value> constants, String mutant) {
        return idle(CollapseSpec.shape(constants), ModuleConstants.size(constants, "Threads"), mutant);
    }

    @Override
    public SpecifiedCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        int tasks = ((Value.SetOf) spec.constant("Threads")).elements().size();
        return idle(CollapseSpec.shape(spec, initial), tasks, mutant);
    }

    private static SpecifiedCode idle(CollapseShape shape, int tasks, String mutant) {
        CollapseMutant code = mutant.isEmpty() ? CollapseMutant.NONE : CollapseMutant.named(mutant);
        return new CollapseCode(new CollapseProgram(CollapseScript.idle(shape, tasks, code)));
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return CollapseScenarios.all().values().stream()
                .map(s -> new Scenario(s.name(), s.script().toString(), s.question(), s.breaks()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> samples() {
        return CollapseScenarios.samples();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return CollapseHarm.all().stream()
                .map(harm -> new CodeMutant(harm.mutant().slug(), harm.script().toString(), harm.invariant()))
                .collect(ImmutableList.toImmutableList());
    }
}
