package org.pinproof.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.trace.Outcome;

/** What a trace file says of its trace, to be compared with a verdict; never believed. */
public final class Claim {
    private Claim() {}

    /** {@return whether the verdict is what is claimed: word, and kind, step and property as far as they are given} */
    public static boolean agrees(Outcome claimed, Verdict verdict) {
        Outcome found = of(verdict);
        return claimed.verdict().equals(found.verdict())
                && (claimed.kind().isEmpty() || claimed.kind().equals(found.kind()))
                && (claimed.step().isEmpty() || claimed.step().equals(found.step()))
                && (claimed.property().isEmpty() || claimed.property().equals(found.property()));
    }

    /** {@return the claim that a file with this verdict makes} */
    public static Outcome of(Verdict verdict) {
        if (verdict instanceof Verdict.Diverges diverges) {
            Divergence divergence = diverges.divergence();
            return Outcome.at(verdict.word(), divergence.reason().kind().words(), divergence.step());
        }
        return verdict instanceof Verdict.Violates violates
                ? new Outcome(
                        verdict.word(),
                        Optional.empty(),
                        OptionalLong.of(violates.step()),
                        Optional.of(violates.invariant()))
                : Outcome.of(verdict.word());
    }

    /** {@return the claim in words: {@code DIVERGES: wrong state at step 5}} */
    public static String text(Outcome claimed) {
        List<String> parts = new ArrayList<>();
        claimed.kind().or(claimed::property).ifPresent(parts::add);
        if (claimed.step().isPresent()) {
            parts.add("at step " + claimed.step().getAsLong());
        }
        return claimed.verdict() + (parts.isEmpty() ? "" : ": " + String.join(" ", parts));
    }
}
