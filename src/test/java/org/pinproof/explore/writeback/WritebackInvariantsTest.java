package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.AlteredView;
import org.pinproof.kernel.mm.DmaMappings;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** Each of the explorer's own checks refuses a state that is wrong in just that way, and says how. */
class WritebackInvariantsTest extends WritebackStates {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wb/DENY/stable/dirty/|",
                "wb/NONE/stable-odp/clean/|",
                "wb/SKIP/unstable/cached/|",
                "wb/BOUNCE/stable/lazyfree/|"
            })
    void accepts_the_initial_state(String script) {
        AlteredView initial = initially(script);
        assertNull(program.stepViolation(initial));
        assertNull(program.violation(initial));
    }

    @Test
    void rejects_a_free_page_that_is_held_or_counted() {
        AlteredView broken = initially("wb/NONE/stable/dirty/|");
        assertWrong(
                "NoFreeWhileHeld: the page is free, has count 2, 0 pins and 0 plain references",
                broken.withCell(file().frames().free(0), 1));
        assertWrong(
                "NoFreeWhileHeld: the page is free, has count 0, 0 pins and 1 plain references",
                broken.withCell(file().refcount(), 0).withRegister(0, Ledger.GETS.ordinal(), 1));
    }

    @Test
    void rejects_a_free_page_that_a_device_may_store_to() {
        AlteredView broken = initially("wb/NONE/stable/dirty/|");
        assertWrong(
                "UseAfterFree: the page is free, and a device may store to it",
                broken.withCell(file().frames().free(0), 1)
                        .withCell(file().refcount(), 0)
                        .withCell(file().device().mapping(1), DmaMappings.GUP));
    }

    @ParameterizedTest
    @CsvSource({"PINS", "LONGS"})
    void rejects_a_pinned_page_that_does_not_look_pinned(Ledger kind) {
        AlteredView broken = initially("wb/NONE/stable/dirty/|");
        assertWrong(
                "NoFalseNegative: the page has 1 pins, and its count 2 says it is not pinned",
                broken.withRegister(1, kind.ordinal(), 1));
    }

    @ParameterizedTest
    @CsvSource({"WbTestClear", "WbStart", "WbUnlock"})
    void rejects_a_pin_while_the_flusher_acts_on_there_being_none(KernelStep next) {
        assertWrong(
                "NoFalseNegativeChecked: t1 write-protected the page, was told that it is not pinned, and is about to"
                        + " write it as such; and somebody has a pin",
                pinned(before(next, "wb/SKIP/stable/dirty/flush|"), 1, Ledger.PINS));
    }

    @ParameterizedTest
    @CsvSource({"WbPinTest", "WbDevRead"})
    void accepts_a_pin_before_the_flusher_asks_and_when_the_page_is_unlocked(KernelStep next) {
        assertNull(wrong(pinned(before(next, "wb/SKIP/stable/dirty/flush|"), 1, Ledger.PINS)));
    }

    @Test
    void accepts_a_pin_under_a_flusher_that_does_not_ask() {
        assertNull(wrong(pinned(before(KernelStep.WbStart, "wb/NONE/stable/dirty/flush|"), 1, Ledger.PINS)));
    }

    @Test
    void rejects_an_entry_that_is_there_after_it_was_zapped() {
        afterFirstCall("wb/NONE/stable/dirty/zap|flush");
        assertNull(program.stepViolation(machine));
        assertWrong(
                "ZapDrops: t1 has unmapped the page, nobody maps it anew, and it is mapped",
                new AlteredView(machine).withCell(file().pte(), Pte.page(0)));
    }

    @Test
    void does_not_judge_a_zap_after_which_somebody_may_map_the_page() {
        initially("wb/NONE/stable/dirty/zap|fault");
        while (!machine.idle(0)) {
            machine.step(0);
        }
        assertNull(program.stepViolation(new AlteredView(machine).withCell(file().pte(), Pte.page(0))));
    }

    @Test
    void rejects_a_long_term_pin_of_a_files_page_if_they_are_denied() {
        assertWrong(
                "LongtermPlacement: a page of a file has a long-term pin, and the policy denies them",
                pinned(initially("wb/DENY/stable/dirty/|"), 0, Ledger.LONGS));
        assertNull(wrong(pinned(initially("wb/DENY/stable/lazyfree/|"), 0, Ledger.LONGS)));
        assertNull(wrong(pinned(initially("wb/DENY/stable/dirty/|"), 0, Ledger.PINS)));
    }

    @Test
    void rejects_a_dirty_page_that_its_file_system_cannot_write_or_was_not_told_of() {
        assertWrong(
                "BuffersWhenDirty: the page is dirty and has no buffers to be written by",
                initially("wb/NONE/stable/dirty/|").withCell(page().buffer(0), FilePage.NO_BUFFER));
        assertWrong(
                "DirtyNotified: the page is dirty, and its file system was not told",
                initially("wb/NONE/stable/clean/|").withCell(page().dirty(), 1));
        assertWrong(
                "DirtyNotified: the page is dirty, and no file's",
                initially("wb/NONE/stable/dirty/|").withCell(page().mapping(), FilePage.NO_MAPPING));
        assertNull(wrong(initially("wb/NONE/stable/lazyfree/|").withCell(page().dirty(), 1)));
    }

    @Test
    void rejects_a_page_that_is_not_what_is_being_written() {
        AlteredView state = before(KernelStep.WbDevRead, "wb/NONE/stable/dirty/flush|");
        assertNull(wrong(state));
        assertWrong(
                "StablePages: half 1 is being written as version 0, and is version 1 by now",
                state.withCell(page().data(1), 1));
        assertNull(wrong(
                before(KernelStep.WbDevRead, "wb/NONE/unstable/dirty/flush|").withCell(page().data(1), 1)));
    }

    @Test
    void rejects_an_fsync_that_returns_too_soon() {
        initially("wb/NONE/stable/dirty/fill;store(1);fsync|");
        while (machine.pendingStep(0) != KernelStep.SyncReturn) {
            machine.step(0);
        }
        assertNull(program.stepViolation(machine));
        assertWrong(
                "SyncContract: fsync of t1 returns, and half 1 is version 0 on disk; it was called with 1",
                new AlteredView(machine)
                        .withCell(page().disk(1), 0)
                        .withCell(page().dirty(), 1)
                        .withCell(page().reserved(), 1));
    }

    @Test
    void rejects_a_count_that_nobody_answers_for() {
        AlteredView broken = initially("wb/NONE/stable/dirty/|");
        assertEquals(
                "RefcountConservation: the page has count 1026, and what is held on it adds up to 2",
                program.violation(broken.withCell(file().refcount(), 1026)));
        assertEquals(
                "NoLeak: the page has count 0 and nobody freed it",
                program.violation(broken.withCell(file().refcount(), 0)
                        .withCell(file().pte(), Pte.NONE)
                        .withCell(page().mapping(), FilePage.NO_MAPPING)));
    }
}
