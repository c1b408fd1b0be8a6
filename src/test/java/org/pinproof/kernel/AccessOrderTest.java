package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** The order of accesses is the algorithm: each walk's, to the letter. */
class AccessOrderTest {

    @Test
    void a_successful_walk_grabs_between_the_reads_and_the_re_checks() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        assertEquals(1, machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]));
        assertEquals(
                List.of(
                        "FastReadPmd getLongOpaque pmd",
                        "FastReadPte getLongOpaque pte[0]",
                        "FastReadHead getIntOpaque head[0]",
                        "FastReadCount getIntOpaque cnt[0]",
                        "FastGrab addIntUnlessZero cnt[0]",
                        "FastHeadRecheck getIntVolatile head[0]",
                        "FastRecheck getLongVolatile pte[0]",
                        "FastRecord local"),
                machine.memory.accesses());
    }

    @Test
    void a_walk_whose_entry_changed_undoes_its_grab_on_the_head_it_grabbed() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        RecordingMemory memory = machine.memory;
        memory.before(
                KernelStep.FastRecheck,
                () -> memory.unrecorded().setLongRelease(KernelStep.ZapClear, machine.mm.pte(0), Pte.NONE));
        assertEquals(0, machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]));
        assertEquals(
                List.of(
                        "FastGrab addIntUnlessZero cnt[0]",
                        "FastHeadRecheck getIntVolatile head[0]",
                        "FastRecheck getLongVolatile pte[0]",
                        "FastUndo getAndAddInt cnt[0]"),
                from(4, memory));
    }

    @Test
    void a_walk_whose_head_changed_does_not_look_at_the_entry_again() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        RecordingMemory memory = machine.memory;
        memory.before(
                KernelStep.FastHeadRecheck,
                () -> memory.unrecorded().setIntRelease(KernelStep.RelFree, machine.frames.compoundHead(0), 1));
        assertEquals(0, machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]));
        assertEquals(
                List.of(
                        "FastGrab addIntUnlessZero cnt[0]",
                        "FastHeadRecheck getIntVolatile head[0]",
                        "FastUndo getAndAddInt cnt[0]"),
                from(4, memory));
    }

    @Test
    void an_undo_that_is_the_last_to_let_go_frees() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        RecordingMemory memory = machine.memory;
        memory.before(KernelStep.FastRecheck, () -> {
            memory.unrecorded().setLongRelease(KernelStep.ZapClear, machine.mm.pte(0), Pte.NONE);
            memory.unrecorded().getAndAddInt(KernelStep.ZapPut, machine.frames.refcount(0), -1);
        });
        assertEquals(0, machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]));
        assertEquals(
                List.of(
                        "FastUndo getAndAddInt cnt[0]",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- setInt free[0]",
                        "- setIntRelease head[0]",
                        "- getIntOpaque head[1]"),
                from(7, memory));
    }

    @Test
    void a_huge_page_is_grabbed_once_and_its_re_check_reads_the_pmd() {
        SmallMachine<RecordingMemory> machine = SmallMachine.leaf(RecordingMemory::new, 4);
        assertEquals(2, machine.fast.walk(1, 2, SmallMachine.PIN, new int[2]));
        assertEquals(
                List.of(
                        "FastReadPmd getLongOpaque pmd",
                        "FastReadHead getIntOpaque head[1]",
                        "FastReadCount getIntOpaque cnt[0]",
                        "FastGrab addIntUnlessZero cnt[0]",
                        "FastHeadRecheck getIntVolatile head[1]",
                        "FastRecheck getLongVolatile pmd",
                        "FastRecord local"),
                machine.memory.accesses());
    }

    @Test
    void the_checker_clears_then_flushes_then_protects_and_asks_last() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        machine.mkclean.cleanAndQuery(0);
        assertEquals(
                List.of(
                        "WbMkcleanClear lock ptl",
                        "- getLong pmd",
                        "- getLongOpaque pte[0]",
                        "- getAndSetLong pte[0]",
                        "WbMkcleanFlush fullFence",
                        "WbMkcleanSet setLongRelease pte[0]",
                        "WbPinTest unlock ptl",
                        "- getIntOpaque head[0]",
                        "- getIntVolatile cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void an_unmapper_clears_then_flushes_and_only_then_puts() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]);
        machine.zap.zap(0);
        assertEquals(
                List.of(
                        "ZapClear lock ptl",
                        "- getLong pmd",
                        "- getAndSetLong pte[0]",
                        "ZapFlush unlock ptl",
                        "- getIntOpaque head[0]",
                        "ZapPut getAndAddInt cnt[0]"),
                from(8, machine.memory));
    }

    @Test
    void a_release_tests_for_zero_in_the_subtraction_itself() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]);
        machine.release.unpinUserPage(0);
        assertEquals(
                List.of("RelReadHead getIntOpaque head[0]", "RelSub getAndAddInt cnt[0]"), from(8, machine.memory));
    }

    @Test
    void the_slow_step_checks_and_adds_under_the_lock() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        machine.slow.follow(0, SmallMachine.PIN);
        assertEquals(
                List.of(
                        "SlowFollow locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque head[0]",
                        "- getIntOpaque cnt[0]",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void a_fault_makes_the_page_ready_before_the_entry_points_to_it() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        machine.memory.unrecorded().setLongRelease(KernelStep.ZapClear, machine.mm.pte(0), Pte.NONE);
        machine.fault.install(0, 1);
        assertEquals(
                List.of(
                        "FltInstall locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- locked zone_lock",
                        "- getInt free[1]",
                        "- setInt free[1]",
                        "- setIntRelease cnt[1]",
                        "- setLongRelease pmd",
                        "- setLongRelease pte[0]"),
                machine.memory.accesses());
    }

    private static List<String> from(int index, RecordingMemory memory) {
        return memory.accesses().subList(index, memory.accesses().size());
    }
}
