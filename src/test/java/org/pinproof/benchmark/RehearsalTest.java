package org.pinproof.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

class RehearsalTest {
    private static final int PAGES = 2 * AddressSpace.PAGES_PER_PMD;

    private static Workload workload(Mapping mapping, int perCall) {
        return new Workload(mapping, PAGES, perCall, true, 1);
    }

    /** A walker that takes a pin for a plain reference. */
    private static final class NoBias extends FastGup {
        NoBias(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected int grabWeight(int refs, boolean pin) {
            return refs;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // A leaf is grabbed once by each call that it is part of.
        "LEAVES, 1024, 1, 2",
        "LEAVES, 512, 2, 2",
        "LEAVES, 128, 8, 8",
        "LEAVES, 500, 3, 4",
        "PTES, 1024, 1, 1024",
        "PTES, 100, 11, 1024"
    })
    void the_fast_path_grabs_once_for_each_leaf_of_a_call_and_once_for_each_pte(
            Mapping mapping, int perCall, int calls, long grabs) {
        Rehearsal expected = new Rehearsal(PAGES, calls, grabs);
        assertEquals(expected, Rehearsal.of(GupCommand.PIN_FAST, workload(mapping, perCall)));
        assertEquals(expected, Rehearsal.of(GupCommand.GUP_FAST, workload(mapping, perCall)));
    }

    @ParameterizedTest
    @EnumSource
    void every_command_takes_all_pages_and_leaves_every_count_as_it_was(GupCommand command) {
        for (Mapping mapping : Mapping.values()) {
            Workload workload = workload(mapping, 512);
            MappedPages mapped = new MappedPages(workload);
            GupLoop loop = new GupLoop(mapped, command, workload, 0);
            for (int pass = 0; pass < 3; pass++) {
                assertEquals(PAGES, loop.get());
                assertEquals(2, loop.calls());
                loop.verify();
                assertEquals(command.isPin(), mapped.isDmaPinned(PAGES - 1));
                loop.put();
                assertFalse(mapped.isDmaPinned(PAGES - 1));
            }
            for (int page = 0; page < PAGES; page++) {
                assertEquals(1, mapped.count(mapped.head(page)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_takes_less_than_it_was_asked_for_is_the_last(GupCommand command) {
        MappedPages mapped = new MappedPages(new Workload(Mapping.PTES, 512, 512, false, 1));
        GupLoop loop = new GupLoop(mapped, command, new Workload(Mapping.PTES, 900, 300, false, 1), 0);
        // Fast calls refuse a range that ends outside, as C refuses addresses beyond the task's; slow ones take what is
        // there.
        assertEquals(command.isFast() ? 300 : 512, loop.get());
        assertEquals(command.isFast() ? 1 : 2, loop.calls());
        loop.verify();
        loop.put();
        assertEquals(1, mapped.count(0));
        assertEquals(1, mapped.count(511));
    }

    @Test
    void threads_have_pages_of_their_own() {
        Workload two = new Workload(Mapping.PTES, 300, 100, false, 2);
        MappedPages mapped = new MappedPages(two);
        GupLoop second = new GupLoop(mapped, GupCommand.PIN_FAST, two, 1);
        assertEquals(300, second.get());
        assertFalse(mapped.isDmaPinned(299));
        assertTrue(mapped.isDmaPinned(300));
        assertTrue(mapped.isDmaPinned(599));
        assertFalse(mapped.isDmaPinned(600));
    }

    @Test
    void a_page_that_does_not_look_pinned_is_an_error_that_names_it_and_its_count() {
        String message = assertThrows(
                        NotPinnedException.class,
                        () -> Rehearsal.of(GupCommand.PIN_FAST, workload(Mapping.PTES, 512), NoBias::new))
                .getMessage();
        assertEquals(
                "between pin and unpin every page must be page_dma_pinned; after PIN_FAST page 0 is not: the count of its"
                        + " head 0 is 2, and a pin adds 1024; nothing was measured",
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PTES | 0 | 1 | 1 | the mapping must have at least 1 page; found 0",
                "PTES | 8 | 9 | 1 | a call asks for at least 1 page and at most the mapping's 8; found 9",
                "PTES | 8 | 0 | 1 | a call asks for at least 1 page and at most the mapping's 8; found 0",
                "PTES | 8 | 1 | 0 | there must be at least 1 thread; found 0",
                "PTES | 300000 | 1 | 2 | all threads together can have 524288 pages; found 300000 pages for each of 2",
                "LEAVES | 8 | 1 | 1 | what is mapped by huge entries is a multiple of 512 pages; found 8"
            })
    void a_workload_that_cannot_be_is_refused(Mapping mapping, int pages, int perCall, int threads, String message) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Workload(mapping, pages, perCall, false, threads))
                        .getMessage());
    }
}
