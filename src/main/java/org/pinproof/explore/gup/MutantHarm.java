package org.pinproof.explore.gup;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.stream.Stream;

/**
 * What a mutant is bad for: a short script in which it breaks an invariant that the explorer checks by itself.
 *
 * @param script of this mutant; the correct walker breaks nothing in it
 * @param invariant what is broken soonest: the first word of the violation
 */
public record MutantHarm(GupScript script, String invariant) {
    private static final ImmutableMap<GupMutant, MutantHarm> HARMS = Maps.uniqueIndex(
            Stream.of(
                            of(GupMutant.NO_RECHECK, "order0/1/1/pin(0,1)|clean(0)", "NoFalseNegativeChecked"),
                            of(GupMutant.RECHECK_BEFORE_GRAB, "order0/1/1/pin(0,1)|clean(0)", "NoFalseNegativeChecked"),
                            of(
                                    GupMutant.HEAD_RECHECK_MISSING,
                                    "tails/2/2/pin(1,1)|zap(0);zap(1);reuse(0);map(1,1)",
                                    "NoFalseNegative"),
                            of(GupMutant.GRAB_FROM_ZERO, "order0/1/1/pin(0,1)|zap(0)", "NoFreeWhileHeld"),
                            of(GupMutant.ONE_BIAS_PER_HUGE, "leaf/2/2/pin(0,2);unpin(0)", "NoFalseNegative"),
                            of(GupMutant.UNDO_UNSCALED, "order0/1/1/pin(0,1)|zap(0)", "RefcountConservation"),
                            of(GupMutant.UNDO_PUT_AFTER_PIN, "order0/1/1/pin(0,1)|zap(0)", "RefcountConservation"),
                            of(GupMutant.MASS_SUB_NO_TESTZERO, "order0/1/1/pin(0,1)|zap(0)", "RefcountConservation"),
                            of(GupMutant.LATE_CHECK_NO_UNDO, "order0/1/1/pin(0,1)|zap(0)", "RefcountConservation"),
                            of(GupMutant.LOST_COMPOUND_HEAD, "tails/2/2/pin(1,1)|clean(1)", "RefcountConservation"),
                            of(GupMutant.SUB_THEN_PUT, "order0/1/1/pin(0,1)|clean(0)", "RefcountConservation"),
                            of(GupMutant.NR_INCREMENT_EARLY, "order0/1/1/pin(0,1)|zap(0)", "NoFalseNegative"),
                            of(GupMutant.NR_WITHOUT_PAGE, "order0/1/1/pin(0,1)|zap(0)", "NoFalseNegative"),
                            of(GupMutant.WHOLE_LEAF, "leaf/2/2/pin(0,1);unpin(0)", "RefcountConservation"),
                            of(GupMutant.RETRY_FOREVER, "order0/1/1/pin(0,1)|zap(0)", "CallsReturn"),
                            of(GupMutant.ASK_WITHOUT_CLEAR, "order0/1/1/pin(0,1)|clean(0)", "NoFalseNegativeChecked"),
                            of(GupMutant.LOCK_KEPT, "order0/1/1/pin(0,1)|zap(0)", "CallsReturn"))
                    .iterator(),
            MutantHarm::mutant);

    private static MutantHarm of(GupMutant mutant, String script, String invariant) {
        return new MutantHarm(GupScript.parse(script).with(mutant), invariant);
    }

    /** {@return the harm of every mutant but {@link GupMutant#NONE}, in their order} */
    public static ImmutableMap<GupMutant, MutantHarm> all() {
        return HARMS;
    }

    /** {@return whose harm it is} */
    public GupMutant mutant() {
        return script.mutant();
    }
}
