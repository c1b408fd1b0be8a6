package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pinproof.kernel.gup.FollFlag.FOLL_LONGTERM;
import static org.pinproof.kernel.gup.FollFlag.FOLL_WRITE;
import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.LruIsolate;
import static org.pinproof.kernel.mm.KernelStep.LtDrainTest;
import static org.pinproof.kernel.mm.KernelStep.MigEntry;
import static org.pinproof.kernel.mm.KernelStep.RelSub;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.explore.longterm.LongtermKernel;
import org.pinproof.explore.longterm.LongtermMutant;
import org.pinproof.explore.longterm.LongtermProgram;
import org.pinproof.explore.longterm.LongtermScript;
import org.pinproof.kernel.longterm.PlacedPages;

/** The order of accesses of long-term pins, of migration and of truncation, to the letter. */
class LongtermOrderTest {
    private final int[] got = new int[2];
    private PlacedPages placed;
    private RecordingMemory memory;
    private LongtermKernel kernel;

    private void machine(String form) {
        LongtermScript script = LongtermScript.parse("lt/" + form + "/");
        LongtermProgram program = new LongtermProgram(script);
        placed = program.pages();
        memory = new RecordingMemory(program.layout());
        kernel = LongtermKernel.of(memory, placed, script.shape(), LongtermMutant.NONE);
    }

    @Test
    void the_placement_is_asked_behind_the_re_checks_and_a_refusal_is_an_undo() {
        machine("hard-drain/all/fsdax");
        kernel.gup().pinUserPagesFast(0, 1, FOLL_WRITE | FOLL_LONGTERM, got);
        assertEquals(
                List.of(
                        "FastGrab addIntUnlessZero cnt[0]",
                        "FastHeadRecheck getIntVolatile head[0]",
                        "FastRecheck getLongVolatile pte[0]",
                        "FastPlacementCheck local",
                        "FastUndo getAndAddInt cnt[0]",
                        "DaxWake setIntRelease woken[0]",
                        "SlowFollow locked ptl",
                        "- getLong pte[0]",
                        "- getIntOpaque cnt[0]",
                        "- getAndAddInt cnt[0]",
                        "LtCheckDax local",
                        "LtUnpinAll getAndAddInt cnt[0]",
                        "DaxWake setIntRelease woken[0]"),
                memory.accessesFrom(FastGrab));
    }

    @Test
    void a_page_is_unmapped_before_its_count_is_frozen_and_copied_before_it_is_mapped_again() {
        machine("hard-drain/all/cma");
        kernel.gup().pinUserPages(0, 1, FOLL_WRITE | FOLL_LONGTERM, got, null);
        assertEquals(
                List.of(
                        "MigEntry lock page_lock[0]",
                        "- locked ptl",
                        "- getLong pte[0]",
                        "- getAndSetLong pte[0]",
                        "- getAndAddInt cnt[0]",
                        "MigFreeze compareAndSetInt cnt[0]",
                        "MigUnfreeze setIntRelease cnt[0]",
                        "MigCopy locked page_lock[1]",
                        "- getIntOpaque data[0]",
                        "- setIntRelease data[1]",
                        "MigRestore unlock page_lock[0]",
                        "- locked ptl",
                        "- getAndAddInt cnt[1]",
                        "- setLongRelease pte[0]",
                        "- locked lru_lock",
                        "- setIntRelease lru[1]",
                        "- setIntRelease lru[0]",
                        "MigPutOld getAndAddInt cnt[0]"),
                memory.accessesFrom(MigEntry).subList(0, 18));
    }

    @Test
    void the_count_is_looked_at_behind_the_pin_and_the_batches_drained_before_the_page_is_isolated() {
        machine("hard-drain/all/cma-batched");
        kernel.gup().pinUserPages(0, 1, FOLL_WRITE | FOLL_LONGTERM, got, null);
        assertEquals(
                List.of(
                        "LtDrainTest getIntVolatile cnt[0]",
                        "LtDrain locked lru_lock",
                        "- getInt batch[0]",
                        "- setInt batch[0]",
                        "- getAndAddInt cnt[0]",
                        "LtIsolate locked lru_lock",
                        "- getIntOpaque lru[0]",
                        "- setIntRelease lru[0]",
                        "- getAndAddInt cnt[0]",
                        "LtUnpinAll getAndAddInt cnt[0]"),
                memory.accessesFrom(LtDrainTest).subList(0, 10));
    }

    @Test
    void an_allocation_drains_a_page_that_it_does_not_get() {
        machine("hard/all/cma-batched");
        kernel.lists().isolate(LruIsolate, 0);
        int before = memory.accesses().size();
        kernel.range().allocate(0);
        assertEquals(
                List.of(
                        "CmaIsolate locked ptl",
                        "- getLong pte[0]",
                        "- locked lru_lock",
                        "- getInt batch[0]",
                        "- setInt batch[0]",
                        "- getAndAddInt cnt[0]",
                        "- getIntOpaque lru[0]"),
                memory.accesses().subList(before, memory.accesses().size()));
    }

    @Test
    void truncation_queues_with_a_barrier_before_it_looks_at_the_count() {
        machine("hard-lease/all/fsdax");
        kernel.layouts().truncate(0);
        assertEquals(
                List.of(
                        "LayoutBreak compareAndSetInt lease",
                        "LayoutUnmap locked ptl",
                        "- getLong pte[0]",
                        "- getAndSetLong pte[0]",
                        "LayoutPrepare compareAndSetInt woken[0]",
                        "LayoutCheck getIntVolatile cnt[0]",
                        "LayoutFree locked zone_lock",
                        "- setInt free[0]"),
                memory.accesses());
    }

    @Test
    void an_unpin_wakes_behind_its_subtraction() {
        machine("hard-drain/all/fsdax");
        kernel.gup().pinUserPagesFast(0, 1, FOLL_WRITE, got);
        kernel.release().unpinUserPage(0);
        assertEquals(
                List.of("RelSub getAndAddInt cnt[0]", "DaxWake setIntRelease woken[0]"), memory.accessesFrom(RelSub));
    }
}
