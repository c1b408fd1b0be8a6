package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** The same code under another module's name, with scripts, scenarios and a mutant that are told apart. */
final class OtherRung implements Rung {
    private static final String PREFIX = "other/";

    private final Rung same = GupRung.RUNG;
    private final String module;

    OtherRung(String module) {
        this.module = module;
    }

    @Override
    public String module() {
        return module;
    }

    @Override
    public ImmutableList<String> observed() {
        return same.observed();
    }

    @Override
    public ImmutableList<String> invariants() {
        return same.invariants();
    }

    @Override
    public ImmutableSet<String> steps() {
        return same.steps();
    }

    @Override
    public String standardCfg() {
        return "MCOther.cfg";
    }

    @Override
    public SpecConstants lines(Map<String, Value> constants) {
        return same.lines(constants);
    }

    @Override
    public Optional<String> problem(ActionCall action) {
        return same.problem(action);
    }

    @Override
    public boolean isScript(String text) {
        return text.startsWith(PREFIX);
    }

    @Override
    public String scriptForm() {
        return "other/CALLS";
    }

    @Override
    public String scriptExample() {
        return "other/order0/1/1/pin(0,1)";
    }

    private static String own(String script) {
        return script.substring(PREFIX.length());
    }

    @Override
    public ImmutableMap<String, Value> constants(String script) {
        return same.constants(own(script));
    }

    @Override
    public String planted(String script, String mutant) {
        return PREFIX + same.planted(own(script), mutant);
    }

    @Override
    public SpecifiedCode code(String script) {
        return same.code(own(script));
    }

    @Override
    public SpecifiedCode idle(Map<String, Value> constants, String mutant) {
        return same.idle(constants, mutant);
    }

    @Override
    public SpecifiedCode idle(CheckedSpec spec, SpecState initial, String mutant) {
        return same.idle(spec, initial, mutant);
    }

    @Override
    public ImmutableList<Scenario> scenarios() {
        return ImmutableList.of(Scenario.conforming("second", "other/order0/1/1/pin(0,1)", "?"));
    }

    @Override
    public ImmutableList<String> samples() {
        return ImmutableList.of();
    }

    @Override
    public ImmutableList<CodeMutant> mutants() {
        return ImmutableList.of(new CodeMutant("only-here", "other/order0/1/1/pin(0,1)", "NoLeak"));
    }
}
