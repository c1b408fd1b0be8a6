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
            of(SlowMutant.LOCKED_LEFT, "slow/2020/uffd/1/1/1/pin-locked(0,1)|copy(0)", "LockBalanced"),
            of(SlowMutant.TOLD_NOTHING, "slow/2020/absent/2/3/2/pin-plain(1,2)|", "CallsReturn"),
            of(SlowMutant.EXPOSED_EARLY, "slow/2020/absent/1/1/1/pin-plain(0,1)|pin-plain(0,1)", "NoFalseNegative"),
            of(SlowMutant.SAME_HEAD, "slow/2020/twice/2/2/2/pin-fixed(0,2)|", "DeviceWithinPins"),
            of(SlowMutant.HEADS_ONLY, "slow/2020/leaf/2/3/2/pin-plain(0,2)||", "PrefixResult"),
            of(SlowMutant.STAYS_QUEUED, "slow/2020/uffd/1/1/1/pin-locked(0,1)|kill(1)", "QueuedToSleep"),
            of(SlowMutant.NEVER_FREES, "slow/2020/anon/1/1/1/munmap(0)", "NoLeak"),
            of(SlowMutant.FREES_HELD, "slow/2020/anon/1/1/1/pin-plain(0,1);munmap(0);unpin(0)", "NoFreeWhileHeld"));

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
