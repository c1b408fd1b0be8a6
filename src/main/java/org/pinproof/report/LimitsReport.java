package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import org.pinproof.kernel.mm.PinLimits;

/** How many pins a count has room for, and what the documents say of it. */
public record LimitsReport(ImmutableList<PinLimits.Limit> limits, ImmutableList<Documented> documented)
        implements Report {

    /**
     * What a document says.
     *
     * @param right whether it is the case
     */
    public record Documented(
            String document, long pinBits, long pinsOf1G, long countedBits, long countedPinsOf1G, boolean right) {}

    /** {@return the report of what is counted now} */
    public static LimitsReport counted() {
        return new LimitsReport(
                ImmutableList.copyOf(PinLimits.all()),
                PinLimits.documented().stream()
                        .map(d -> new Documented(
                                d.document(),
                                d.pinBits(),
                                d.pinsOf1G(),
                                d.countedBits(),
                                d.countedPinsOf1G(),
                                d.isRight()))
                        .collect(ImmutableList.toImmutableList()));
    }

    @Override
    public String verb() {
        return "limits";
    }

    /** A limit is a fact, and a document's error is one too: there is nothing to fail. */
    @Override
    public Judgement judgement() {
        return Judgement.HELD;
    }
}
