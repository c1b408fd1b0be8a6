package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** How many pins a count has room for, and what the documents say of it. */
public record LimitsReport(int base, ImmutableList<Limit> limits, ImmutableList<Documented> documented)
        implements Report {

    /**
     * What there is room for, of an object that is pinned as a whole.
     *
     * @param exact whether it has a pin count of its own; its count then has one reference for each pin
     * @param refs pages of one call
     * @param added by one call to the word, modulo 2^32
     * @param admitted calls in a row, from a count of {@code base}, until one is refused; empty if none ever is
     * @param untilWrap calls until the word is what it was at first, if nobody refused
     * @param racers calls past the check at the last moment, until the word has wrapped; empty if it never does
     */
    public record Limit(
            String size,
            boolean exact,
            long refs,
            long added,
            Optional<Long> admitted,
            long untilWrap,
            Optional<Long> racers) {}

    /**
     * What a document says.
     *
     * @param right whether it is the case
     */
    public record Documented(
            String document, long pinBits, long pinsOf1G, long countedBits, long countedPinsOf1G, boolean right) {}

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
