package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.tlc.TlcVerdict.Holds;
import org.pinproof.tlc.TlcVerdict.Violates;

/** Our own enumeration against TLC's, run by run: neither knows of the other. */
@Tag("campaign")
class TlcDifferentialTest {

    @ParameterizedTest
    @CsvSource({
        "Holds, holds",
        "BreaksInvariant, violates NobodyDone",
        "BreaksInitially, violates NotStarted",
        "BreaksActionProperty, violates CountsNeverGrow",
        "Refinement, holds",
        "BreaksRefinement, violates RefinesLosing",
        "Constrained, holds",
        "ActionConstrained, holds",
        "Overridden, holds",
        "Deadlock, violates: DEADLOCK",
        "Viewed, holds"
    })
    void counts_verdicts_and_counterexamples_agree(String cfg, String expected) {
        TlcResult tlc =
                TlcRun.check(TlcRequest.of(ToySpecs.FOLDER, "MCBaton", ToySpecs.cfg(cfg)), ProgressListener.NONE);
        assertEquals(expected, tlc.verdict().toString());
        try (CheckedSpec spec = ToySpecs.baton(cfg)) {
            StateGraph own = StateGraph.explore(spec, Limits.standard(), ProgressListener.NONE);
            assertEquals(tlc.distinct(), own.distinct(), "distinct");
            assertEquals(tlc.generated(), own.generated(), "generated");
            assertEquals(tlc.depth(), own.depth(), "depth");
            assertEquals(verdict(own), tlc.verdict());
            own.violation().ifPresent(violation -> assertSameTrace(spec, violation, tlc));
            tlc.coverage()
                    .forEach((action, count) ->
                            assertEquals(count.generated() > 0, own.fired().contains(action), action));
        }
    }

    private static TlcVerdict verdict(StateGraph graph) {
        Optional<TlcVerdict> violates = graph.violation().map(v -> new Violates(v.kind(), v.property()));
        return violates.orElse(new Holds());
    }

    private static void assertSameTrace(CheckedSpec spec, Violation violation, TlcResult tlc) {
        assertEquals(violation.depth(), tlc.trace().states().size());
        assertTrue(tlc.trace().loop().isEmpty());
        for (int i = 0; i < violation.depth(); i++) {
            SpecState own = violation.path().get(i).state();
            String action =
                    violation.path().get(i).action().map(ActionCall::name).orElse("");
            TlcResult.TraceState theirs = tlc.trace().states().get(i);
            assertEquals(action, theirs.action());
            spec.variables().forEach(v -> assertEquals(theirs.variables().get(v), own.get(v)));
        }
    }
}
