package org.pinproof.report;

import com.google.common.collect.ImmutableList;

/**
 * What checking some cfgs found.
 *
 * @param asked how many were asked for; more than there are results if the run was interrupted
 * @param cfgs in the order they were asked for
 * @param notes on the manifest as a whole, one line each; with any, nothing is as it should be
 */
public record CheckReport(int asked, ImmutableList<CfgResult> cfgs, ImmutableList<String> notes) implements Report {
    @Override
    public String verb() {
        return "check";
    }

    @Override
    public Judgement judgement() {
        return notes.isEmpty()
                ? Judgement.of(cfgs.stream().map(CfgResult::judgement).toList(), asked)
                : Judgement.ERROR;
    }
}
