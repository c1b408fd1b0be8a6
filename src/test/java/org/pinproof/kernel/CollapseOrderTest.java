package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pinproof.kernel.mm.KernelStep.MigEntry;
import static org.pinproof.kernel.mm.KernelStep.TableWait;
import static org.pinproof.kernel.mm.KernelStep.ThpLock;
import static org.pinproof.kernel.mm.KernelStep.ThpRestore;
import static org.pinproof.kernel.mm.KernelStep.ThpSync;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.explore.collapse.CollapseKernel;
import org.pinproof.explore.collapse.CollapseProgram;
import org.pinproof.explore.collapse.CollapseScript;

/** The order of accesses of the walk in its section, of a collapse, and of those who give tables away, to the letter. */
class CollapseOrderTest {
    private RecordingMemory memory;
    private CollapseKernel kernel;

    private void machine(String shape) {
        CollapseProgram program = new CollapseProgram(CollapseScript.parse("collapse/" + shape + "/"));
        memory = new RecordingMemory(program.layout());
        kernel = CollapseKernel.of(memory, program.range(), program.script());
    }

    @Test
    void a_walk_is_in_its_section_from_before_the_pmd_is_read_until_the_page_is_recorded() {
        machine("sync/table/1");
        kernel.walk().walk(0, true);
        assertEquals(
                List.of(
                        "FastIrqOff getAndAddInt walkers",
                        "FastReadPmd getLongOpaque pmd",
                        "FastReadPte getLongOpaque pte[0]",
                        "FastGrab addIntUnlessZero cnt[0]",
                        "FastRecheckPmd getLongVolatile pmd",
                        "FastRecheck getLongVolatile pte[0]",
                        "FastRecord local",
                        "FastIrqOn getAndAddInt walkers"),
                memory.accesses());
    }

    @Test
    void a_walk_to_a_huge_page_looks_at_its_pmd_once_more_and_one_of_before_6_0_at_no_pmd_above_a_pte() {
        machine("sync/leaf/1");
        kernel.walk().walk(0, false);
        assertEquals(
                List.of(
                        "FastGrab addIntUnlessZero cnt[1]",
                        "FastRecheck getLongVolatile pmd",
                        "FastRecord local",
                        "FastIrqOn getAndAddInt walkers"),
                memory.accesses().subList(2, 6));
        machine("flush/table/1");
        kernel.walk().walk(0, false);
        assertEquals(
                List.of(
                        "FastGrab addIntUnlessZero cnt[0]",
                        "FastRecheck getLongVolatile pte[0]",
                        "FastRecord local",
                        "FastIrqOn getAndAddInt walkers"),
                memory.accesses().subList(3, 7));
    }

    @Test
    void a_collapse_clears_the_pmd_and_waits_before_it_looks_at_any_count() {
        machine("sync/table/1");
        kernel.collapse().collapse();
        assertEquals(
                List.of(
                        "ThpLock lock ptl",
                        "- getLong pmd",
                        "- locked table_lock",
                        "- getInt table",
                        "ThpClearPmd getAndSetLong pmd",
                        "ThpSync awaitInt walkers",
                        "ThpCheckRefs locked table_lock",
                        "- getLong pte[0]",
                        "- getIntVolatile cnt[0]",
                        "ThpCopy locked table_lock",
                        "- getLong pte[0]",
                        "- setLongRelease pte[0]",
                        "- getAndAddInt cnt[0]"),
                memory.accessesFrom(ThpLock).subList(0, 13));
    }

    @Test
    void one_that_waits_late_does_so_before_the_table_goes() {
        machine("late-freed/table/1");
        kernel.collapse().collapse();
        assertEquals(
                List.of(
                        "ThpSync awaitInt walkers",
                        "ThpInstall setLongRelease pmd",
                        "ThpFreeTable unlock ptl",
                        "- locked table_lock",
                        "- setInt table"),
                memory.accessesFrom(ThpSync));
    }

    @Test
    void a_collapse_of_pages_that_are_held_puts_the_table_back_before_it_lets_go_of_the_lock() {
        machine("sync/table/2");
        kernel.walk().walk(1, true);
        kernel.collapse().collapse();
        assertEquals(
                List.of("ThpRestore unlock ptl", "- setLongRelease pmd", "ThpPutNew getAndAddInt cnt[2]"),
                memory.accessesFrom(ThpRestore).subList(0, 3));
    }

    @Test
    void an_unmap_waits_for_walkers_before_a_table_is_free_and_not_before_a_deposited_one_is() {
        machine("sync/table/1");
        kernel.unmap().unmap();
        assertEquals(
                List.of("TableWait awaitInt walkers", "TableFree unlock ptl"),
                memory.accessesFrom(TableWait).subList(0, 2));
        machine("sync/leaf/1");
        kernel.unmap().unmap();
        assertEquals(
                List.of("ZapClear lock ptl", "- getLong pmd", "- getAndSetLong pmd", "TableFree unlock ptl"),
                memory.accesses().subList(0, 4));
    }

    @Test
    void a_shared_table_is_given_up_behind_the_wait() {
        machine("sync/shared/1");
        kernel.unmap().unshare();
        assertEquals(
                List.of(
                        "- getAndSetLong pmd",
                        "TableWait awaitInt walkers",
                        "PmdUnshareDrop unlock ptl",
                        "- locked table_lock",
                        "- setInt table"),
                memory.accesses().subList(4, 9));
    }

    @Test
    void a_huge_page_is_unmapped_before_its_count_is_looked_at_and_off_the_queue_in_the_same_section() {
        machine("sync/leaf/1");
        kernel.migrate().migrate();
        assertEquals(
                List.of(
                        "MigEntry locked ptl",
                        "- getLong pmd",
                        "- getIntOpaque page_lock[1]",
                        "- setIntRelease page_lock[1]",
                        "- getAndSetLong pmd",
                        "MigFreeze locked split_queue_lock",
                        "- getIntVolatile cnt[1]",
                        "- setIntRelease queue[1]",
                        "MigRestore locked ptl",
                        "- setLongRelease pmd",
                        "- setIntRelease page_lock[1]",
                        "MigPutOld getAndAddInt cnt[1]"),
                memory.accessesFrom(MigEntry).subList(0, 12));
    }
}
