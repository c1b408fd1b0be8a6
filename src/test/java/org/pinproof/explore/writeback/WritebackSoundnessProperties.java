package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.pinproof.conform.LongCampaign;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.Portfolio;
import org.pinproof.explore.Result;
import org.pinproof.sched.Machine;

/**
 * Whatever correct drivers do, the correct code violates nothing that its policy promises; and most mutants do. {@code
 * -Dpinproof.tries=N} makes a campaign of it.
 */
@AddLifecycleHook(LongCampaign.class)
class WritebackSoundnessProperties {
    private static final int EXECUTIONS = 30;
    private static final int SCRIPTS = 400;
    private static final int SIZE = 1_000;
    private static final long SEED = 20191121;

    @Provide
    Arbitrary<WritebackScript> scripts() {
        return WritebackScriptArbitraries.sound();
    }

    /** The others take a race that so few scripts have that it takes thousands: B06, B07. */
    @Provide
    Arbitrary<WritebackMutant> common() {
        return Arbitraries.of(
                WritebackMutant.DMA_AFTER_CLEAN,
                WritebackMutant.REDIRTY_WITHOUT_BUFFERS,
                WritebackMutant.PINNED_TEST_BEFORE_MKCLEAN,
                WritebackMutant.CLEAR_DIRTY_VS_FAULT,
                WritebackMutant.MKCLEAN_TRANSIENT_NONE,
                WritebackMutant.MADV_FREE_VS_DIO,
                WritebackMutant.UNPIN_NO_DIRTY,
                WritebackMutant.SET_DIRTY_UNLOCKED,
                WritebackMutant.STABLE_PAGES_DIO,
                WritebackMutant.INVERTED_PERMISSION_TEST,
                WritebackMutant.BOUNCE_CLEARS_DIRTY);
    }

    private static Result sample(WritebackScript script, long seed) {
        return Exploration.of(new Machine(new WritebackProgram(script)), Portfolio.standard(seed), EXECUTIONS)
                .run();
    }

    @Property(tries = 3_000)
    void nothing_that_the_policy_promises_is_violated(@ForAll("scripts") WritebackScript script, @ForAll long seed) {
        Result result = sample(script, seed);
        Result.Bounded sampled = assertInstanceOf(Result.Bounded.class, result, () -> script + " " + result);
        assertEquals(EXECUTIONS, sampled.counts().complete());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void the_same_scripts_find_a_mutant_soon(@ForAll("common") WritebackMutant mutant) {
        RandomGenerator<WritebackScript> scripts =
                WritebackScriptArbitraries.sound().generator(SIZE, false);
        Random random = new Random(SEED);
        assertTrue(
                Stream.generate(() -> scripts.next(random).value().with(mutant))
                        .limit(SCRIPTS)
                        .anyMatch(script -> sample(script, random.nextLong()) instanceof Result.Violated),
                () -> mutant.slug() + " violates nothing in " + SCRIPTS + " scripts");
    }
}
