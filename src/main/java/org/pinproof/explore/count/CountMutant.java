package org.pinproof.explore.count;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** The code of the count with one decision wrong; each has the {@link #slug} by which the specification's mutant goes as well. */
public enum CountMutant {
    /** The correct code. */
    NONE("none", CountParts::new),
    /** The query compares signed numbers (a revision of December 2019, but for the bias, which was unsigned there). */
    SIGNED_COMPARE("A01-signed-compare", CountMutants.SignedCompare::new),
    /** The limit is where the first document had it: 22 bits for pins, so 16 of a gigantic page. */
    DOC_22_BITS("A02-doc-22-bits", CountMutants.DocumentedLimit::new),
    /** A call for several pages adds one bias (the pin series before its sixth revision). */
    ONE_BIAS("A03-one-bias-arithmetic", CountMutants.OneBias::new),
    /** The undo takes back pages where biases were added (the pin series before its seventh revision). */
    UNDO_UNSCALED("A04-undo-unscaled-arithmetic", CountMutants.UndoUnscaled::new),
    /** No subtraction tests for zero. A mutation class. */
    SUB_WITHOUT_TEST("A08-sub-without-test", CountMutants.SubWithoutTest::new),
    /** Nothing refuses a count that has grown too large (CVE-2019-11487, before 8fde12ca79af). */
    REF_WRAP("A13-cve-2019-11487-ref-wrap", CountMutants.RefWrap::new),
    /** More race over the limit than there is room for. A hypothesis. */
    LIMIT_TOCTOU("A14-limit-toctou-with-bias", CountMutants.SlackWaived::new),
    /** A call whose weight is a multiple of 2^32. A hypothesis. */
    REFS_TIMES_BIAS_ZERO("A15-refs-times-bias-zero", CountMutants.SlackWaived::new),
    /** The owner's get in the lockless path: looks for zero, then adds (9857a17f206f had it the other way round). */
    SPECULATIVE_VS_OWNED_GET("A17-speculative-vs-owned-get", CountMutants.OwnedGet::new),
    /** The grab adds without the test for zero (KVM did this until f8be156be163). */
    GRAB_FROM_ZERO("A18-grab-from-zero-arithmetic", CountMutants.GrabFromZero::new),
    /** A caller releases what it does not hold. A mutation class. */
    RELEASE_NOT_HELD("release-not-held", CountMutants.ReleaseNotHeld::new);

    private final String slug;
    private final Supplier<CountParts> parts;

    CountMutant(String slug, Supplier<CountParts> parts) {
        this.slug = slug;
        this.parts = parts;
    }

    /** {@return the name in scripts} */
    public String slug() {
        return slug;
    }

    CountParts parts() {
        return parts.get();
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static CountMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(CountMutant::slug).collect(Collectors.joining(", ")) + "."));
    }
}
