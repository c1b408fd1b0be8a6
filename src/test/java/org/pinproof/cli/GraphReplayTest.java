package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.conform.Replayer.Coverage;
import org.pinproof.conform.Verdict;

class GraphReplayTest {
    private static Verdict verdict(long edges, long covered) {
        return GraphReplay.verdict(new Coverage(3, edges, covered, Optional.empty()));
    }

    @Test
    void all_edges_conform() {
        assertEquals(new Verdict.Conforms(5), verdict(5, 5));
    }

    @Test
    void a_graph_without_edges_is_no_success() {
        assertEquals(new Verdict.Failed("the graph has no edges, so there is nothing to replay"), verdict(0, 0));
    }

    @Test
    void edges_left_out_are_counted() {
        assertEquals(
                new Verdict.Failed(
                        "1,233 of 1,234 edges were driven through the code and none diverged, but all must be"
                                + " driven; this is a bug in Pinproof, report it with the cfg"),
                verdict(1234, 1233));
    }
}
