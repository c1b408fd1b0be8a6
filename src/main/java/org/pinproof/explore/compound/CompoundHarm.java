package org.pinproof.explore.compound;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.stream.Stream;

/**
 * What a mutant is bad for: a short script in which it breaks an invariant that the explorer checks by itself.
 *
 * @param script of this mutant; the correct code breaks nothing in it
 * @param invariant what is broken soonest: the first word of the violation
 */
public record CompoundHarm(CompoundScript script, String invariant) {
    private static final String SPLIT = "thp/tails/exact/2/2/pin(1,1);unpin(1)|get(0,1);split(0);put(0)";
    private static final String ALONE = "thp/tails/exact/2/2/pin(0,1);unpin(0)";

    private static final ImmutableMap<CompoundMutant, CompoundHarm> HARMS = Maps.uniqueIndex(
            Stream.of(
                            of(
                                    CompoundMutant.UNDO_FORGETS_PINCOUNT,
                                    "thp/leaf/exact/2/2/pin(0,2)|zap(0)",
                                    "NoFreeWhileHeld"),
                            of(CompoundMutant.GRAB_ON_TAIL, "thp/tails/bias/2/2/pin(1,1);unpin(1)", "TailCountZero"),
                            of(CompoundMutant.UNDO_UNBRACKETED, "thp/leaf/bias/2/2/pin(0,2)|zap(0)", "NoFreeWhileHeld"),
                            of(
                                    CompoundMutant.STAT_AFTER_FREE,
                                    "thp/order0/exact/1/1/pin(0,1);unpin(0)|zap(0)",
                                    "UseAfterFree"),
                            of(
                                    CompoundMutant.ZERO_GRAB_COUNTS,
                                    "thp/zero/folio/1/1/pin(0,1);unpin(0)",
                                    "CountersBounded"),
                            of(
                                    CompoundMutant.ZERO_RELEASE_COUNTS,
                                    "thp/zero/folio/1/1/pin(0,1);unpin(0)",
                                    "CountersEqualAtRest"),
                            of(
                                    CompoundMutant.PIN_SECOND_AFTER_RECHECK,
                                    "thp/leaf/exact/2/2/pin(0,1)|clean(0)",
                                    "NoFalseNegativeChecked"),
                            of(CompoundMutant.HEAD_RECHECK_NO_UNDO, SPLIT, "RefcountConservation"),
                            of(CompoundMutant.RECHECK_NO_UNDO, "thp/leaf/exact/2/2/pin(0,2)|zap(0)", "CountersBounded"),
                            of(CompoundMutant.SPLIT_HEAD_TRUSTED, SPLIT, "NoFalseNegative"),
                            of(
                                    CompoundMutant.TAIL_SPECULATIVE_GET,
                                    "thp/tails/folio/2/2/pin(1,1)|zap(1)",
                                    "TailCountZero"),
                            of(
                                    CompoundMutant.ORDER_ASKED_EARLY,
                                    "thp/tails/exact/2/2/pin(0,1)|get(0,1);split(0)",
                                    "NoFalseNegative"),
                            of(
                                    CompoundMutant.PINCOUNT_AFTER_REFCOUNT,
                                    "thp/leaf/exact/2/2/pin(0,1);unpin(0)|zap(0)",
                                    "NoFreeWhileHeld"),
                            of(CompoundMutant.STAT_BEFORE_REF, ALONE, "CountersBounded"),
                            of(CompoundMutant.SPLIT_FORGETS_PINS, SPLIT, "NoFalseNegative"),
                            of(CompoundMutant.MASS_SUB_ALONE, "thp/leaf/bias/2/2/pin(0,2)|zap(0)", "NoFreeWhileHeld"),
                            of(CompoundMutant.WHOLE_LEAF, "thp/leaf/bias/2/2/get(0,1);put(0)", "RefcountConservation"),
                            of(CompoundMutant.TAIL_NEVER_FAST, "thp/tails/exact/2/2/pin(1,1)", "NeverSlow"),
                            of(
                                    CompoundMutant.TORN_PTE_READ,
                                    "thp/order0/exact/2/2/pin(1,1)|zap(1);map(1,1)",
                                    "UseAfterFree"),
                            of(
                                    CompoundMutant.SPLIT_NOT_REMAPPED,
                                    "thp/tails/bias/2/2/pin(0,1);pin(1,1)|get(0,1);split(0)",
                                    "CallsReturn"))
                    .iterator(),
            CompoundHarm::mutant);

    private static CompoundHarm of(CompoundMutant mutant, String script, String invariant) {
        return new CompoundHarm(CompoundScript.parse(script).with(mutant), invariant);
    }

    /** {@return the harm of every mutant but {@link CompoundMutant#NONE}, in their order} */
    public static ImmutableMap<CompoundMutant, CompoundHarm> all() {
        return HARMS;
    }

    /** {@return whose harm it is} */
    public CompoundMutant mutant() {
        return script.mutant();
    }
}
