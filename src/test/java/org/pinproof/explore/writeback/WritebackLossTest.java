package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.explore.AlteredView;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** What the explorer calls a lost store, and what it does not: as long as anybody remembers it, or gave it up, none is. */
class WritebackLossTest extends WritebackStates {
    private static final String FORGOTTEN =
            " is version 1 in memory and 0 on disk, and nothing says that it has to be written";

    @Test
    void rejects_a_store_that_nobody_remembers_and_says_whose_it_was() {
        assertWrong(
                "NoLostDmaWrite: half 1" + FORGOTTEN,
                initially("wb/NONE/stable/clean/|").withCell(page().data(1), 1));
        assertWrong(
                "NoLostCpuWrite: half 1" + FORGOTTEN,
                initially("wb/NONE/stable/clean/store(1)|").withCell(page().data(1), 1));
        assertWrong(
                "NoLostDmaWrite: half 0" + FORGOTTEN,
                initially("wb/NONE/stable/lazyfree/|")
                        .withCell(page().data(0), 1)
                        .withCell(page().mapping(), FilePage.NO_MAPPING));
    }

    @Test
    void accepts_a_store_that_page_entry_pin_or_write_remembers() {
        assertNull(wrong(stored("wb/NONE/stable/dirty/|").withCell(file().pte(), Pte.NONE)));
        assertNull(wrong(stored("wb/NONE/stable/clean/|").withCell(file().pte(), Pte.makeDirty(Pte.page(0)))));
        assertNull(wrong(stored("wb/NONE/stable/clean/|").withCell(page().writeback(), 1)));
        assertNull(wrong(pinned(stored("wb/NONE/stable/clean/|"), 0, Ledger.PINS)));
    }

    private AlteredView stored(String script) {
        AlteredView state = initially(script);
        return state.withCell(page().data(0), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "WbMkcleanFlush, flush",
        "WbMkcleanSet, flush",
        "WbTransferDirty, flush",
        "WbStart, flush",
        "RclFlush, reclaim",
    })
    void accepts_a_store_that_somebody_carries_from_the_entry_to_the_page(KernelStep next, String call) {
        AlteredView state = before(next, "wb/NONE/stable/dirty/" + call + "|");
        assertNull(wrong(
                state.withCell(page().data(0), 1).withCell(page().dirty(), 0).withCell(file().pte(), Pte.NONE)));
    }

    @Test
    void rejects_a_store_behind_a_clean_entry_that_somebody_carries() {
        AlteredView state = before(KernelStep.RclFlush, "wb/NONE/stable/clean/reclaim|");
        assertWrong("NoLostDmaWrite: half 0" + FORGOTTEN, state.withCell(page().data(0), 1));
    }

    @Test
    void accepts_a_store_while_somebody_holds_the_page_by_whatever() {
        assertNull(wrong(pinned(stored("wb/NONE/stable/clean/|"), 1, Ledger.LONGS)));
        AlteredView state = stored("wb/NONE/stable/clean/|");
        assertWrong("NoLostDmaWrite: half 0" + FORGOTTEN, state);
        assertNull(wrong(state.withRegister(1, Ledger.GETS.ordinal(), 1).withCell(file().refcount(), 3)));
    }

    @Test
    void rejects_an_anonymous_page_without_an_entry_marked_and_held_or_not() {
        String dropped =
                "NoLostDmaWrite: half 0 is version 1 in memory and 0 on disk, and its one entry is gone, so that"
                        + " nobody finds it any more, marked or not";
        AlteredView state = stored("wb/NONE/stable/lazyfree/|").withCell(page().dirty(), 1);
        assertNull(wrong(state));
        assertWrong(dropped, state.withCell(file().pte(), Pte.NONE));
        assertWrong(dropped, pinned(state.withCell(file().pte(), Pte.NONE), 0, Ledger.PINS));
    }

    @ParameterizedTest
    @CsvSource({"RclFlush", "LazyRead"})
    void accepts_an_anonymous_page_whose_entry_reclaim_may_put_back(KernelStep next) {
        AlteredView state = before(next, "wb/NONE/stable/lazyfree/reclaim|");
        assertNull(wrong(state.withCell(page().data(0), 1).withCell(page().dirty(), 1)));
    }

    @Test
    void owes_nothing_of_a_page_that_was_truncated() {
        afterFirstCall("wb/NONE/stable/clean/truncate|");
        assertNull(wrong(new AlteredView(machine).withCell(page().data(0), 1)));
    }

    @Test
    void rejects_a_page_that_went_before_it_was_truncated() {
        AlteredView state = initially("wb/NONE/stable/dirty/reclaim|truncate");
        assertWrong(
                "NoLostDmaWrite: half 0" + FORGOTTEN,
                state.withCell(page().data(0), 1).withCell(page().mapping(), FilePage.NO_MAPPING));
    }

    @Test
    void owes_nothing_of_an_anonymous_page_that_was_unmapped() {
        afterFirstCall("wb/NONE/stable/lazyfree/zap|");
        assertNull(wrong(new AlteredView(machine).withCell(page().data(0), 1)));
    }

    @Test
    void rejects_an_anonymous_page_that_is_forgotten_before_it_is_unmapped() {
        assertWrong("NoLostDmaWrite: half 0" + FORGOTTEN, stored("wb/NONE/stable/lazyfree/zap|"));
    }

    @Test
    void owes_what_was_stored_to_a_files_page_that_was_unmapped() {
        afterFirstCall("wb/NONE/stable/clean/zap|");
        assertWrong("NoLostDmaWrite: half 0" + FORGOTTEN, new AlteredView(machine).withCell(page().data(0), 1));
    }
}
