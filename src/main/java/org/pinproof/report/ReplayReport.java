package org.pinproof.report;

/**
 * What came of driving the code along every edge of a specification's graph.
 *
 * @param mutant the walker that was driven; none for the correct one
 * @param edges edges of the graph
 * @param covered edges driven with equal state after them
 */
public record ReplayReport(
        String cfg, String mutant, long states, long edges, long covered, VerdictReport verdict, Judgement judgement)
        implements Report {
    @Override
    public String verb() {
        return "replay";
    }
}
