package org.pinproof.explore.count;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.stream.Stream;

/**
 * What a mutant is bad for: a short script in which it breaks an invariant that the explorer checks by itself.
 *
 * @param script of this mutant; the correct code breaks nothing in it
 * @param invariant what is broken soonest: the first word of the violation
 */
public record CountHarm(CountScript script, String invariant) {
    private static final String GIGANTIC = "pin(0,1G);keep;";

    private static final ImmutableMap<CountMutant, CountHarm> HARMS = Maps.uniqueIndex(
            Stream.of(
                            of(CountMutant.SIGNED_COMPARE, "2147483647/pin(0,4K);keep;query(0)", "NoFalseNegative"),
                            of(CountMutant.DOC_22_BITS, "1/" + Strings.repeat(GIGANTIC, 9), "AtMostTheBound"),
                            of(CountMutant.ONE_BIAS, "1/pin(0,2M);keep", "RefcountConservation"),
                            of(CountMutant.UNDO_UNSCALED, "1/pin(0,2M);undo", "RefcountConservation"),
                            of(CountMutant.SUB_WITHOUT_TEST, "1/zap(0)", "NoLeak"),
                            // A second task, if only an idle one: alone, the ninth would be wrong already.
                            of(CountMutant.REF_WRAP, "1/" + Strings.repeat(GIGANTIC, 16) + "|", "NoOverflow"),
                            of(
                                    CountMutant.LIMIT_TOCTOU,
                                    "2147483647/query(0);" + Strings.repeat("pin(0,1G)|", 8) + "pin(0,1G)",
                                    "NoOverflow"),
                            of(CountMutant.REFS_TIMES_BIAS_ZERO, "1/pin(0,16G);keep;query(0)", "NoOverflow"),
                            of(CountMutant.SPECULATIVE_VS_OWNED_GET, "1/pin(0,4K);undo|zap(0)", "NoFreeWhileHeld"),
                            of(CountMutant.GRAB_FROM_ZERO, "1/pin(0,4K);undo|zap(0)", "NoFreeWhileHeld"),
                            of(CountMutant.RELEASE_NOT_HELD, "1/unpin(0,4K);query(0)", "TypeOK"))
                    .iterator(),
            CountHarm::mutant);

    private static CountHarm of(CountMutant mutant, String script, String invariant) {
        return new CountHarm(CountScript.parse(CountScript.PREFIX + script).with(mutant), invariant);
    }

    /** {@return the harm of every mutant but {@link CountMutant#NONE}, in their order} */
    public static ImmutableMap<CountMutant, CountHarm> all() {
        return HARMS;
    }

    /** {@return whose harm it is} */
    public CountMutant mutant() {
        return script.mutant();
    }
}
