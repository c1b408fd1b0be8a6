package org.pinproof.explore.slow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.sched.Machine;

/** The explorer's own judgement of the slow path, without the specification. */
class SlowHarmTest {
    private static final int MOST_STATES = 100_000;

    static List<SlowHarm> harms() {
        return SlowHarm.all();
    }

    private static Result shortest(SlowScript script) {
        return ShortestCounterexample.of(new Machine(new SlowProgram(script)), MOST_STATES)
                .run();
    }

    @ParameterizedTest
    @MethodSource("harms")
    void a_mutant_does_its_harm(SlowHarm harm) {
        Result result = shortest(harm.script());
        Result.Violated violated = assertInstanceOf(Result.Violated.class, result, result::toString);
        assertEquals(harm.invariant(), violated.text().split(":")[0], violated::text);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void the_correct_code_does_none_there(SlowHarm harm) {
        Result result = shortest(harm.script().with(SlowMutant.NONE));
        assertInstanceOf(Result.Held.class, result, result::toString);
    }

    @Test
    void every_mutant_does_some() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(SlowMutant.NONE)),
                SlowHarm.all().stream().map(SlowHarm::mutant).collect(ImmutableSet.toImmutableSet()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "slow/2020/anon/1/2/1/pin-late(0,1)|munmap(0)"
                        + ";NoStaleVma: t1 is to use area 0, which was freed since it was looked up",
                "slow/2020/uffd/1/1/1/pin-locked(0,1)|copy(0)~D24-uffd-sleeps-locked"
                        + ";NobodySleepsLocked: t1 sleeps for a user with mmap_lock held",
                "slow/2020/uffd/1/1/1/pin-locked(0,1)|copy(0)~locked-left-set"
                        + ";LockBalanced: mmap_lock counts 255 readers, and 0 have it",
                "slow/2020/brim/1/1/1/pin-plain(0,1)|pin-plain(0,1)~A18-slow-grab-beyond"
                        + ";LimitKept: frame 0 has count -2147482624: something was added beyond the limit",
                "slow/2020/uffd/1/1/1/pin-locked(0,1)|copy(0)~D24-uffd-gup-no-retry"
                        + ";FirstFaultMayWait: t1 was answered -EFAULT of memory that a user serves, and that nobody unmapped",
                "slow/2020/brim/2/2/2/pin-plain(0,2)~A25-first-reference-kept"
                        + ";RefcountConservation: frame 0 has count -2147483648, and what is held on it adds up to 2147482624",
            })
    void what_is_wrong_is_said(String script, String text) {
        Result result = shortest(SlowScript.parse(script));
        assertEquals(
                text,
                assertInstanceOf(Result.Violated.class, result, result::toString)
                        .text());
    }

    @Test
    void a_sleeper_whom_no_user_serves_is_at_rest() {
        Result result = shortest(SlowScript.parse("slow/2020/uffd/1/1/1/pin-locked(0,1)|munmap(0)"));
        assertInstanceOf(Result.Held.class, result, result::toString);
    }

    @Test
    void a_sleeper_whom_no_disk_wakes_keeps_a_writer_out() {
        Result result = shortest(SlowScript.parse("slow/2020/file/1/1/1/pin-plain(0,1)|munmap(0)"));
        assertEquals(
                "deadlock: t1 at FltWait waits for sleep[0], which is 257; t2 at MmapWriteLock waits for mmap_lock, which"
                        + " is 65537",
                assertInstanceOf(Result.Violated.class, result, result::toString)
                        .text());
    }
}
