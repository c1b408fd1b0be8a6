package org.pinproof.explore.gup;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.pinproof.explore.Result;

/**
 * Properties that are false, one per mutant, for {@link ShrinkingTest} to run: no tests, so not named as such. The error carries the
 * run, and the error that jqwik reports is that of the shrunk run.
 */
class MutantHunt {
    private static final int TRIES = 20_000;
    private static final String SEED = "20191121";

    /** A run that an own check of the explorer objected to. */
    static final class Falsified extends AssertionError {
        private static final long serialVersionUID = 1L;
        private final transient Run run;

        Falsified(Run run, String text) {
            super(text + " " + run);
            this.run = run;
        }

        Run run() {
            return run;
        }
    }

    @Provide
    Arbitrary<Run> noRecheck() {
        return Run.of(GupMutant.NO_RECHECK);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.FULL, afterFailure = AfterFailureMode.RANDOM_SEED)
    void no_recheck(@ForAll("noRecheck") Run run) {
        hunt(run, "NoFalseNegativeChecked");
    }

    @Provide
    Arbitrary<Run> recheckBeforeGrab() {
        return Run.of(GupMutant.RECHECK_BEFORE_GRAB);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.FULL, afterFailure = AfterFailureMode.RANDOM_SEED)
    void recheck_before_grab(@ForAll("recheckBeforeGrab") Run run) {
        hunt(run, "NoFalseNegativeChecked");
    }

    @Provide
    Arbitrary<Run> grabFromZero() {
        return Run.of(GupMutant.GRAB_FROM_ZERO);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.FULL, afterFailure = AfterFailureMode.RANDOM_SEED)
    void grab_from_zero(@ForAll("grabFromZero") Run run) {
        hunt(run, "NoFreeWhileHeld");
    }

    @Provide
    Arbitrary<Run> oneBiasPerHuge() {
        return Run.of(GupMutant.ONE_BIAS_PER_HUGE);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.FULL, afterFailure = AfterFailureMode.RANDOM_SEED)
    void one_bias_per_huge(@ForAll("oneBiasPerHuge") Run run) {
        hunt(run, "NoFalseNegative");
    }

    @Provide
    Arbitrary<Run> undoPutAfterPin() {
        return Run.of(GupMutant.UNDO_PUT_AFTER_PIN);
    }

    @Property(tries = TRIES, seed = SEED, shrinking = ShrinkingMode.FULL, afterFailure = AfterFailureMode.RANDOM_SEED)
    void undo_put_after_pin(@ForAll("undoPutAfterPin") Run run) {
        hunt(run, "RefcountConservation");
    }

    private static void hunt(Run run, String invariant) {
        if (run.explore() instanceof Result.Violated violated && violated.text().startsWith(invariant + ":")) {
            throw new Falsified(run, violated.text());
        }
    }
}
