package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinproof.explore.writeback.WritebackMutant;
import org.pinproof.explore.writeback.WritebackScript;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecState;
import org.pinproof.tlc.SpecSteppers;
import org.pinproof.tlc.TlcRequest;
import org.pinproof.tlc.TlcResult;
import org.pinproof.tlc.TlcResult.TraceState;
import org.pinproof.tlc.TlcRun;
import org.pinproof.tlc.TlcVerdict;
import org.pinproof.tlc.Violation.PathStep;
import org.pinproof.trace.Trace;
import org.pinproof.trace.Value;

/**
 * The counterexample that TLC finds for a cfg of MCWriteback, as a trace of module Writeback: TLC, in a JVM of its own, with one
 * worker and the first fingerprint polynomial, finds the same one in every run.
 *
 * <p>TLC names the actions without their parameters, so the steps are taken again, in process and with the cfg's bounds; there has to
 * be exactly one step of that name to each of TLC's states. That the module without bounds allows them is what TraceCorpusTest tests.
 */
final class TlcWitness {
    private static final Path SPEC = Path.of("spec");
    private static final String MODULE = "MCWriteback";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private TlcWitness() {}

    /** {@return where the counterexample of a cfg comes from, as the table of traces/README.md says it} */
    static String provenance(String cfg) {
        return "TLC's counterexample of `spec/" + cfg + "`";
    }

    /**
     * {@return the counterexample of a cfg}
     *
     * @param property that TLC has to find violated
     */
    static Trace of(String cfg, String property) {
        TlcRequest request =
                TlcRequest.of(SPEC, MODULE, SPEC.resolve(cfg)).withLimit(LIMIT).withBrief(true);
        TlcResult result = TlcRun.check(request.withCoverage(false), ProgressListener.NONE);
        if (!(result.verdict() instanceof TlcVerdict.Violates violates
                && violates.property().equals(property))) {
            throw new AssertionError(cfg + " has to violate " + property + "; TLC says: " + result.verdict());
        }
        try (CheckedSpec bounded = SpecSteppers.open(SPEC, MODULE, SPEC.resolve(cfg))) {
            List<PathStep> path = path(bounded, result.trace().states());
            return SpecBehaviour.of(
                    WritebackRung.RUNG, constants(bounded, path.get(0).state()), path);
        }
    }

    /** Those of the module without bounds; of the layouts the one that the behaviour begins with. */
    private static ImmutableMap<String, Value> constants(CheckedSpec bounded, SpecState initial) {
        int tasks = ((Value.SetOf) bounded.constant("Threads")).elements().size();
        return WritebackSpec.constants(
                WritebackScript.idle(WritebackSpec.shape(bounded, initial), tasks, WritebackMutant.NONE));
    }

    private static List<PathStep> path(CheckedSpec spec, List<TraceState> states) {
        List<PathStep> path = new ArrayList<>();
        for (TraceState wanted : states) {
            path.add(
                    path.isEmpty()
                            ? initial(spec, wanted)
                            : next(spec, path.get(path.size() - 1).state(), wanted));
        }
        return path;
    }

    private static PathStep initial(CheckedSpec spec, TraceState wanted) {
        return spec.initialStates().stream()
                .filter(state -> is(state, wanted))
                .findFirst()
                .map(state -> new PathStep(Optional.empty(), state))
                .orElseThrow(() -> new AssertionError("TLC's first state is not initial here"));
    }

    private static PathStep next(CheckedSpec spec, SpecState from, TraceState wanted) {
        List<PathStep> steps = new ArrayList<>();
        for (ActionCall action : spec.actions()) {
            if (action.name().equals(wanted.action())) {
                spec.successors(from, action).stream()
                        .filter(state -> is(state, wanted))
                        .distinct()
                        .forEach(state -> steps.add(new PathStep(Optional.of(action), state)));
            }
        }
        if (steps.size() != 1) {
            throw new AssertionError("one step " + wanted.action() + " has to lead to TLC's next state; there are "
                    + steps.stream().map(PathStep::action).toList());
        }
        return steps.get(0);
    }

    private static boolean is(SpecState state, TraceState wanted) {
        return wanted.variables().entrySet().stream()
                .allMatch(variable -> variable.getValue().equals(state.get(variable.getKey())));
    }
}
