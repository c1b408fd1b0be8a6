package org.pinproof.report;

import com.google.common.collect.ImmutableList;

/**
 * What was found of some trace files.
 *
 * @param verb conform, replay or traces
 * @param asked how many were asked for; more than there are results if the run was interrupted
 * @param expecting whether what the files say of themselves is what decides
 */
public record TracesReport(String verb, int asked, boolean expecting, ImmutableList<TraceResult> traces)
        implements Report {
    @Override
    public Judgement judgement() {
        return Judgement.of(traces.stream().map(TraceResult::judgement).toList(), asked);
    }
}
