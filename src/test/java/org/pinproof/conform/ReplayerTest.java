package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.Limits;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.StateGraph;

class ReplayerTest {
    private static final Path SPEC = Path.of("spec");

    private static Replayer.Coverage replay(String shape, String mutant) {
        try (CheckedSpec spec = GupRung.RUNG.open(SPEC, GupSpec.constants(GupScript.parse(shape)))) {
            StateGraph graph = StateGraph.explore(spec, new Limits(3_000, 100_000, true), ProgressListener.NONE);
            return new Replayer(GupRung.RUNG, spec, graph, mutant, "replay").run();
        }
    }

    @ParameterizedTest
    @CsvSource({"order0/2/1/|", "tails/2/2/", "leaf/3/2/"})
    void drives_every_edge_of_a_graph_through_the_code(String shape) {
        Replayer.Coverage coverage = replay(shape, Rung.CORRECT);
        assertTrue(coverage.isComplete(), coverage::toString);
    }

    @Test
    void a_walker_that_does_not_look_again_is_not_followed() {
        Replayer.Coverage coverage = replay("order0/2/1/|", "A19-no-recheck");
        Reason reason = coverage.divergence().orElseThrow().reason();
        assertEquals(Reason.Kind.WRONG_STATE, reason.kind());
        assertEquals(
                "[Difference[place=pc[\"t1\"], expected=\"FastRecheck\", actual=\"FastRecord\"]]",
                reason.differences().toString());
    }
}
