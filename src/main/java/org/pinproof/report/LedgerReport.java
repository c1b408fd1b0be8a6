package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import org.pinproof.museum.Ledger;

/** What each property and each action of the specifications is there for. */
public record LedgerReport(ImmutableList<Ledger.Section> sections) implements Report {
    @Override
    public String verb() {
        return "bugs";
    }

    /** A property that kills nothing is told of; whether it should is for a person to say. */
    @Override
    public Judgement judgement() {
        return Judgement.HELD;
    }
}
