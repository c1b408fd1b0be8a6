package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.StatefulSearch;
import org.pinproof.sched.Machine;

/** The correct code, in every interleaving of a script: what a sound policy keeps, and how the others fail. */
class WritebackSoundnessTest {
    private static final int MOST_STATES = 200_000;

    private static Machine machine(String script) {
        return new Machine(new WritebackProgram(WritebackScript.parse(script)));
    }

    private static void assertHolds(String script) {
        Result result = StatefulSearch.of(machine(script), MOST_STATES).run();
        assertInstanceOf(Result.Held.class, result, () -> script + " " + result);
    }

    private static void assertBreaks(String script, String violation) {
        Result result = ShortestCounterexample.of(machine(script), MOST_STATES).run();
        assertEquals(
                violation,
                assertInstanceOf(Result.Violated.class, result, () -> script + " " + result)
                        .text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SKIP", "WAIT", "BOUNCE", "REVOKE", "KEEP_DIRTY"})
    void a_policy_that_asks_loses_no_store_through_a_pin(String policy) {
        for (String calls : List.of(
                "dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush",
                "clean/pin;dma;device(1);dma-stop;unpin-dirty|flush|reclaim",
                "cached/pin;dma;device(1);dma-stop;unpin-dirty|flush;reclaim",
                "dirty/pin;kmap(1);unpin-dirty|flush;reclaim|truncate",
                "dirty/pin;kmap(1);unpin-dirty|flush|zap;fault",
                "dirty/pin;kmap(0);unpin-dirty;pin;kmap(1);unpin-dirty|flush")) {
            assertHolds("wb/" + policy + "/unstable/" + calls);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAIT", "BOUNCE", "REVOKE", "KEEP_DIRTY"})
    void fsync_brings_to_disk_what_was_dirty_under_a_policy_that_writes_in_the_end(String policy) {
        for (String calls : List.of(
                "dirty/pin;kmap(1);unpin-dirty|fsync|flush",
                "dirty/pin;kmap(1);unpin-dirty|fsync|fsync",
                "dirty/fill;store(0);fill;store(1)|fsync|zap",
                "clean/fault;fill;store(0)|fsync|truncate")) {
            assertHolds("wb/" + policy + "/unstable/" + calls);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SKIP", "WAIT", "BOUNCE", "REVOKE"})
    void what_is_being_written_does_not_change_unless_the_page_itself_is_written_while_pinned(String policy) {
        for (String calls : List.of(
                "dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush",
                "dirty/pin;kmap(0);unpin-dirty|fault;fill;store(1)|flush")) {
            assertHolds("wb/" + policy + "/stable/" + calls);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "BOUNCE"})
    void stores_of_cpus_are_kept_whether_or_not_anybody_asks(String policy) {
        for (String calls : List.of(
                "dirty/fill;store(0)|fault;fill;store(1)|fsync",
                "clean/fill;store(0);fault;fill;store(0)|flush|fsync",
                "dirty/fill;store(0)|flush|zap",
                "dirty/fill;store(0);zap|flush|reclaim",
                "dirty/fill;store(0);store(1)|write-buffer(0)|flush;reclaim")) {
            assertHolds("wb/" + policy + "/stable/" + calls);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pin;kmap(0);unpin-dirty|reclaim|zap",
                "pin;kmap(0);unpin-dirty|reclaim|reclaim",
                "fill;store(0)|reclaim|fsync",
                "fill;store(0)|pin;kmap(1);unpin-dirty|reclaim",
            })
    void after_madv_free_a_page_that_somebody_stores_to_is_kept(String calls) {
        assertHolds("wb/NONE/stable/lazyfree/" + calls);
        assertHolds("wb/BOUNCE/stable/lazyfree/" + calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dirty/odp;put|device(1)|flush",
                "dirty/odp;put|device(1)|zap",
                "clean/odp;put|device(1);flush|reclaim",
                "cached/odp;put|device(0)|fsync",
            })
    void a_driver_that_follows_the_notifier_needs_no_pin_and_no_mark(String calls) {
        assertHolds("wb/NONE/stable-odp/" + calls);
        assertHolds("wb/BOUNCE/stable-odp/" + calls);
    }

    @Test
    void a_long_term_pin_that_is_denied_leaves_the_page_to_the_flusher() {
        assertHolds("wb/DENY/stable/clean/pin-longterm;kmap(0);unpin-dirty|flush|truncate");
        assertHolds("wb/DENY/stable/lazyfree/pin-longterm;kmap(0);unpin-dirty|reclaim|flush");
    }

    @ParameterizedTest
    @CsvSource({"NONE", "DENY"})
    void a_policy_that_asks_nobody_about_a_short_term_pin_fails(String policy) {
        String script = "wb/" + policy + "/unstable/dirty/pin;dma;device(1);dma-stop;";
        assertBreaks(
                script + "unpin|flush",
                "NoLostDmaWrite: half 1 is version 1 in memory and 0 on disk, and nothing says that it has to be"
                        + " written");
        assertBreaks(
                script + "unpin-dirty|flush", "DirtyNotified: the page is dirty, and its file system was not told");
    }

    /**
     * Unmapping marks page and buffers before the TLBs are flushed. The page-table lock keeps a flusher out until then, but not
     * who writes a single buffer: it takes the buffer's mark away, and a store through a stale copy comes after it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"NONE", "BOUNCE", "WAIT"})
    void a_buffer_that_is_written_by_itself_while_the_page_is_unmapped_loses_a_store_of_a_cpu(String policy) {
        assertBreaks(
                "wb/" + policy + "/unstable/dirty/write-buffer(0)|zap;flush|fill;store(0)",
                "NoLostCpuWrite: half 0 is version 1 in memory and 0 on disk, and nothing says that it has to be"
                        + " written");
    }

    @Test
    void each_policy_has_its_price() {
        assertBreaks(
                "wb/SKIP/unstable/dirty/pin;kmap(0)|fsync",
                "SyncContract: fsync of t2 returns, and half 0 is version 0 on disk; it was called with 1");
        assertBreaks(
                "wb/KEEP_DIRTY/stable/dirty/pin;kmap(0)|flush",
                "StablePages: half 0 is being written as version 0, and is version 1 by now");
        assertBreaks(
                "wb/WAIT/unstable/dirty/pin-longterm|flush",
                "deadlock: t2 at WbWaitPins waits for cnt[0], which is 1026");
    }

    /** The classic misuses: a reference where a pin is due, no mark, no notifier. */
    @Test
    void a_driver_that_errs_loses_stores_under_every_policy() {
        assertBreaks(
                "wb/KEEP_DIRTY/unstable/dirty/get;kmap(0);put-dirty|flush",
                "DirtyNotified: the page is dirty, and its file system was not told");
        assertBreaks(
                "wb/KEEP_DIRTY/unstable/dirty/get;kmap(0);put|flush",
                "NoLostDmaWrite: half 0 is version 1 in memory and 0 on disk, and nothing says that it has to be"
                        + " written");
        assertBreaks(
                "wb/KEEP_DIRTY/unstable/lazyfree/pin;kmap(0);unpin",
                "NoLostDmaWrite: half 0 is version 1 in memory and 0 on disk, and nothing says that it has to be"
                        + " written");
        assertBreaks(
                "wb/KEEP_DIRTY/unstable/dirty/odp;put|device(1)|flush",
                "NoLostDmaWrite: half 1 is version 1 in memory and 0 on disk, and nothing says that it has to be"
                        + " written");
        assertBreaks(
                "wb/KEEP_DIRTY/unstable/dirty/pin;put",
                "RefcountConservation: the page has count 1025, and what is held on it adds up to 2");
        assertBreaks(
                "wb/KEEP_DIRTY/unstable/lazyfree/pin;dma;unpin|zap",
                "UseAfterFree: the page is free, and a device may store to it");
    }

    @Test
    void an_owner_that_is_killed_lets_fsync_return_and_nothing_is_lost() {
        assertHolds("wb/REVOKE/stable/dirty/pin-longterm;dma;killed;dma-stop;unpin-dirty|device(0)|fsync|timeout");
        assertHolds("wb/REVOKE/stable/dirty/pin-longterm;kmap(0);killed;unpin-dirty|flush|fsync|timeout");
        assertBreaks(
                "wb/REVOKE/stable/dirty/pin-longterm;kmap(0);killed;unpin-dirty|fsync",
                "FsyncReturns: t2 at WbWaitPins waits for ever, with 1 pins held");
    }
}
