package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pinproof.kernel.gup.FollFlag.FOLL_LONGTERM;
import static org.pinproof.kernel.gup.FollFlag.FOLL_WRITE;
import static org.pinproof.kernel.mm.KernelStep.RelSub;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.explore.longterm.LongtermKernel;
import org.pinproof.explore.longterm.LongtermMutant;
import org.pinproof.explore.longterm.LongtermProgram;
import org.pinproof.explore.longterm.LongtermScript;
import org.pinproof.explore.longterm.LongtermShape;
import org.pinproof.kernel.gup.GupResult;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.mm.FileLease;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** Where a page lies, and what becomes of a pin of it: by each path, in each form, and in every way that a call can end. */
class LongtermGupTest {
    private static final int BIAS = 1024;

    private final int[] pages = {-1, -1};
    private PlacedPages placed;
    private HardwareMemory memory;
    private LongtermKernel kernel;

    private void machine(String form) {
        LongtermScript script = LongtermScript.parse("lt/" + form + "/");
        LongtermShape shape = script.shape();
        LongtermProgram program = new LongtermProgram(script);
        placed = program.pages();
        memory = new HardwareMemory(program.layout());
        kernel = LongtermKernel.of(memory, placed, shape, LongtermMutant.NONE);
    }

    private int count(int pfn) {
        return memory.getIntOpaque(KernelStep.FastReadCount, placed.frames().refcount(pfn));
    }

    private List<Integer> counts() {
        List<Integer> counts = new ArrayList<>();
        for (int pfn = 0; pfn < placed.frames().size(); pfn++) {
            counts.add(count(pfn));
        }
        return counts;
    }

    private int mapped(int vpn) {
        return Pte.pfn(memory.getLongOpaque(KernelStep.FastReadPte, placed.mm().pte(vpn)));
    }

    private String take(String path, int nr) {
        GupResult result =
                switch (path) {
                    case "pin" -> kernel.gup().pinUserPagesFast(0, nr, FOLL_WRITE, pages);
                    case "fast" -> kernel.gup().pinUserPagesFast(0, nr, FOLL_WRITE | FOLL_LONGTERM, pages);
                    default -> kernel.gup().pinUserPages(0, nr, FOLL_WRITE | FOLL_LONGTERM, pages, null);
                };
        return result instanceof GupResult.Error error ? error.errno().name() : result.count() + " of " + pages[0];
    }

    /** Frame 0 is where the page is at first, frame 1 where it can be moved to. */
    @ParameterizedTest(name = "{0}, {1}: {2}, {3}, {4}")
    @CsvSource({
        // form              placement  PIN     LONGTERM fast  LONGTERM slow
        "soft-drain/devmap,  normal,    1 of 0, 1 of 0,        1 of 0",
        "soft-drain/devmap,  movable,   1 of 0, 1 of 0,        1 of 0",
        "soft-drain/devmap,  cma,       1 of 0, 1 of 0,        1 of 1",
        "soft-drain/devmap,  fsdax,     1 of 0, EOPNOTSUPP,    EOPNOTSUPP",
        "soft-drain/devmap,  device,    1 of 0, 1 of 0,        1 of 0",
        "soft-drain/cma,     normal,    1 of 0, 1 of 0,        1 of 0",
        "soft-drain/cma,     movable,   1 of 0, 1 of 0,        1 of 0",
        "soft-drain/cma,     cma,       1 of 0, 1 of 1,        1 of 1",
        "soft-drain/cma,     fsdax,     1 of 0, EOPNOTSUPP,    EOPNOTSUPP",
        "soft-drain/cma,     device,    1 of 0, 1 of 0,        1 of 0",
        "hard-drain/all,     normal,    1 of 0, 1 of 0,        1 of 0",
        "hard-drain/all,     movable,   1 of 0, 1 of 1,        1 of 1",
        "hard-drain/all,     cma,       1 of 0, 1 of 1,        1 of 1",
        "hard-drain/all,     fsdax,     1 of 0, EOPNOTSUPP,    EOPNOTSUPP",
        "hard-drain/all,     device,    1 of 0, 1 of 1,        1 of 1",
        "hard-lease/all,     fsdax,     1 of 0, 1 of 0,        1 of 0",
    })
    void a_page_is_pinned_where_it_may_stay_or_moved_or_refused(
            String form, String placement, String pin, String fast, String slow) {
        machine(form + "/" + placement);
        assertEquals(pin, take("pin", 1));
        machine(form + "/" + placement);
        assertEquals(fast, take("fast", 1));
        machine(form + "/" + placement);
        assertEquals(slow, take("slow", 1));
    }

    @Test
    void a_page_that_moved_is_mapped_where_it_is_pinned_with_what_it_held() {
        machine("hard-drain/all/cma");
        memory.getAndAddInt(RelSub, placed.data(0), 7);
        assertEquals("1 of 1", take("slow", 1));
        assertEquals(1, mapped(0));
        assertEquals(7, memory.getIntOpaque(RelSub, placed.data(1)));
        assertEquals(List.of(0, 2 + BIAS), counts());
        assertEquals(1, memory.getIntOpaque(RelSub, placed.frames().free(0)));
        kernel.release().unpinUserPage(1);
        assertEquals(List.of(0, 2), counts());
    }

    @Test
    void a_page_that_cannot_be_moved_fails_a_hard_call_and_leaves_all_as_it_was() {
        machine("hard-drain/all/cma+cma");
        kernel.gup().getUserPagesFast(0, 1, FOLL_WRITE, pages);
        assertEquals("ENOMEM", take("slow", 2));
        assertEquals(List.of(3, 0, 2, 0), counts());
        assertEquals(0, mapped(0));
        assertEquals(2, mapped(1));
    }

    @Test
    void a_page_that_cannot_be_moved_is_pinned_by_a_soft_call() {
        machine("soft-drain/cma/cma");
        kernel.gup().getUserPagesFast(0, 1, FOLL_WRITE, pages);
        assertEquals("1 of 0", take("slow", 1));
        assertEquals(List.of(3 + BIAS, 0), counts());
    }

    @Test
    void a_soft_call_passes_a_page_over_that_somebody_has_isolated() {
        machine("soft-drain/cma/cma");
        kernel.lists().isolate(KernelStep.LruIsolate, 0);
        assertEquals("1 of 0", take("slow", 1));
    }

    @Test
    void a_page_in_a_batch_is_moved_if_batches_are_drained_and_not_if_they_are_not() {
        machine("hard-drain/all/cma-batched");
        assertEquals("1 of 1", take("slow", 1));
        machine("hard/all/cma-batched");
        assertEquals("ENOMEM", take("slow", 1));
        assertEquals(List.of(3, 0), counts());
    }

    @Test
    void what_the_fast_path_has_given_is_kept_if_the_slow_path_refuses_the_rest() {
        machine("hard-drain/all/normal+fsdax");
        assertEquals("1 of 0", take("fast", 2));
        assertEquals(List.of(2 + BIAS, 1, 0, 0), counts());
    }

    @Test
    void one_page_of_fs_dax_and_the_whole_of_a_slow_call_is_refused() {
        machine("hard-drain/all/cma+fsdax");
        assertEquals("EOPNOTSUPP", take("slow", 2));
        assertEquals(List.of(2, 1, 0, 0), counts());
    }

    @Test
    void where_nothing_is_mapped_the_call_fails() {
        machine("hard-drain/all/fsdax");
        kernel.layouts().truncate(0);
        assertEquals("EFAULT", take("slow", 1));
        assertEquals("EFAULT", take("fast", 1));
    }

    @Test
    void a_lease_that_is_wanted_back_is_worth_nothing() {
        machine("hard-lease/all/fsdax");
        placed.lease().breakLease(memory);
        assertEquals(
                FileLease.BREAKING, memory.getIntOpaque(RelSub, placed.lease().state()));
        assertEquals("EOPNOTSUPP", take("fast", 1));
        assertEquals(1, count(0));
    }

    @Test
    void an_unpin_of_fs_dax_wakes_and_one_of_other_memory_does_not() {
        machine("hard-drain/all/normal+fsdax");
        take("pin", 2);
        kernel.release().unpinUserPage(0);
        kernel.release().unpinUserPage(1);
        assertEquals(0, memory.getIntOpaque(RelSub, placed.woken(0)));
        assertEquals(1, memory.getIntOpaque(RelSub, placed.woken(1)));
    }

    @Test
    void an_allocation_moves_cma_and_nothing_else() {
        machine("hard-drain/all/cma+movable");
        kernel.range().allocate(0);
        kernel.range().allocate(1);
        assertEquals(2, mapped(0));
        assertEquals(1, mapped(1));
        assertEquals(List.of(0, 2, 2, 0), counts());
    }

    @Test
    void truncation_frees_blocks_and_leaves_memory_alone() {
        machine("hard-drain/all/normal+fsdax");
        kernel.layouts().truncate(0);
        kernel.layouts().truncate(1);
        assertEquals(0, memory.getIntOpaque(RelSub, placed.frames().free(0)));
        assertEquals(1, memory.getIntOpaque(RelSub, placed.frames().free(1)));
    }
}
