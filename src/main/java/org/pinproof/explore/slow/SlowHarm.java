package org.pinproof.explore.slow;

import com.google.common.collect.ImmutableList;

/**
 * What a mutant is bad for: a short script in which it breaks an invariant that the explorer checks by itself.
 *
 * @param script of this mutant; the correct code breaks nothing in it
 * @param invariant what is broken soonest: the first word of the violation
 */
public record SlowHarm(SlowScript script, String invariant) {
    private static final ImmutableList<SlowHarm> HARMS = ImmutableList.of(
            of(SlowMutant.GRAB_BEYOND, "slow/2020/brim/1/1/1/pin-plain(0,1);pin-plain(0,1)", "LimitKept"),
            of(SlowMutant.RELEASES_ASKED, "slow/2020/hole/2/2/2/pin-locked(0,2)", "RefcountConservation"),
            of(SlowMutant.FIRST_KEPT, "slow/2020/brim/2/2/2/pin-plain(0,2)", "RefcountConservation"),
            of(SlowMutant.VMAS_RETRY, "slow/2020/mixed/2/2/2/pin-vmas(0,2)|munmap(0)|copy(1)", "NoStaleVma"),
            of(SlowMutant.NEVER_RETRY, "slow/2020/uffd/1/1/1/pin-locked(0,1)|copy(0)", "FirstFaultMayWait"),
            of(SlowMutant.SLEEPS_LOCKED, "slow/2020/uffd/1/1/1/pin-locked(0,1)|copy(0)", "NobodySleepsLocked"),
            of(SlowMutant.STALE_VMA, "slow/2020/uffd/1/1/1/pin-locked(0,1)|munmap(0)|copy(0)", "NoStaleVma"),
            of(SlowMutant.LOCKED_LEFT, "slow/2020/uffd/1/1/1/pin-locked(0,1)|copy(0)", "LockBalanced"));

    private static SlowHarm of(SlowMutant mutant, String script, String invariant) {
        return new SlowHarm(SlowScript.parse(script).with(mutant), invariant);
    }

    /** {@return the harm of every mutant but {@link SlowMutant#NONE}, in their order} */
    public static ImmutableList<SlowHarm> all() {
        return HARMS;
    }

    /** {@return whose harm it is} */
    public SlowMutant mutant() {
        return script.mutant();
    }
}
