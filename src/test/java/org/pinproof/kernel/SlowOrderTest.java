package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.GetUserPagesLocked.Era;
import org.pinproof.kernel.gup.MmapLocked;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.VmFlag;

/** The order of accesses of the slow path, of those who resolve its faults, and of those who change areas, to the letter. */
class SlowOrderTest {
    private static final int USER = VmFlag.ANONYMOUS | VmFlag.VM_UFFD_MISSING;
    private static final int FILE = VmFlag.ANONYMOUS | VmFlag.FILE;

    private static List<String> walk(SlowMachine machine, int nr, MmapLocked locked) {
        machine.slow(0, Era.LINUX_5_7).take(new SlowRequest(0, nr, SmallMachine.PIN, new int[nr], 0, null, locked));
        return machine.recording().accesses();
    }

    @Test
    void a_reader_comes_in_by_an_addition_that_waits_and_goes_by_an_addition() {
        SlowMachine machine = SlowMachine.recorded(VmFlag.ANONYMOUS);
        machine.lock.downRead();
        machine.lock.upRead();
        assertEquals(
                List.of("SlowLockMmap awaitAndAddInt mmap_lock", "SlowUnlockMmap getAndAddInt mmap_lock"),
                machine.recording().accesses());
    }

    @Test
    void the_walk_looks_at_area_and_signal_before_the_entry_and_grabs_in_the_section_of_its_look() {
        SlowMachine machine = SlowMachine.recorded(VmFlag.ANONYMOUS);
        assertEquals(
                List.of(
                        "SlowFindVma getIntOpaque vma_at[0]",
                        "SlowCheckVma getIntOpaque vma[0]",
                        "SlowSignal getIntOpaque sleep[0]",
                        "SlowFollow locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "SlowFault locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "- locked zone_lock",
                        "- getInt free[0]",
                        "- setInt free[0]",
                        "- setIntRelease cnt[0]",
                        "- setLongRelease pmd",
                        "- setLongRelease pte[0]",
                        "SlowSignal getIntOpaque sleep[0]",
                        "SlowFollow locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "- getIntOpaque head[0]",
                        "- getIntOpaque cnt[0]",
                        "- getAndAddInt cnt[0]"),
                walk(machine, 1, null));
    }

    @Test
    void the_other_references_to_a_huge_page_are_added_outside_the_section_and_never_to_zero() {
        SlowMachine machine = SlowMachine.recordedHuge(VmFlag.ANONYMOUS, 1);
        walk(machine, 2, null);
        assertEquals(
                List.of(
                        "SlowFollow locked ptl",
                        "- getLong pmd",
                        "- getLong pmd",
                        "- getIntOpaque vma[0]",
                        "- getIntOpaque head[0]",
                        "- getIntOpaque cnt[0]",
                        "- getAndAddInt cnt[0]",
                        "SlowReadCount getIntOpaque cnt[0]",
                        "SlowGrabRest addIntUnlessZero cnt[0]"),
                machine.recording().accessesFrom(KernelStep.SlowFollow));
    }

    @Test
    void where_the_others_are_refused_the_first_goes_by_a_subtraction_that_tests_for_zero() {
        SlowMachine machine = SlowMachine.recordedHuge(VmFlag.ANONYMOUS, SlowMachine.BRIM);
        walk(machine, 2, null);
        assertEquals(
                List.of("SlowReadCount getIntOpaque cnt[0]", "SlowPutFirst getAndAddInt cnt[0]"),
                machine.recording().accessesFrom(KernelStep.SlowReadCount));
    }

    @Test
    void a_fault_queues_under_the_page_table_lock_drops_mmap_lock_and_only_then_sleeps() {
        SlowMachine machine = SlowMachine.recorded(USER);
        machine.lock.downRead();
        machine.recording().before(KernelStep.FltWait, () -> machine.handler.copy(0));
        walk(machine, 1, MmapLocked.held());
        assertEquals(
                List.of(
                        "SlowFault locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "- locked queue_lock",
                        "- getAndAddInt sleep[0]",
                        "FltDropMmap getAndAddInt mmap_lock",
                        "UffdLockMmap awaitAndAddInt mmap_lock",
                        "UffdCopy locked ptl",
                        "- getIntOpaque vma_at[0]",
                        "- getIntOpaque vma[0]",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- locked zone_lock",
                        "- getInt free[0]",
                        "- setInt free[0]",
                        "- setIntRelease cnt[0]",
                        "- setLongRelease pmd",
                        "- setLongRelease pte[0]",
                        "UffdUnlockMmap getAndAddInt mmap_lock",
                        "UffdWake locked queue_lock",
                        "- getIntOpaque sleep[0]",
                        "- getIntOpaque sleep[0]",
                        "- getAndAddInt sleep[0]",
                        "FltWait awaitInt sleep[0]",
                        "SlowSignal getIntOpaque sleep[0]",
                        "SlowRetryWake awaitAndAddInt mmap_lock",
                        "SlowFindVma getIntOpaque vma_at[0]",
                        "SlowCheckVma getIntOpaque vma[0]",
                        "SlowSignal getIntOpaque sleep[0]",
                        "SlowFollow locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "- getIntOpaque head[0]",
                        "- getIntOpaque cnt[0]",
                        "- getAndAddInt cnt[0]",
                        "SlowUnlockMmap getAndAddInt mmap_lock"),
                machine.recording().accessesFrom(KernelStep.SlowFault));
    }

    @Test
    void a_task_that_is_killed_as_it_sleeps_leaves_the_queue_under_its_lock() {
        SlowMachine machine = SlowMachine.recorded(USER);
        machine.lock.downRead();
        machine.recording().before(KernelStep.FltWait, () -> machine.sleepers.kill(machine.memory, 0));
        walk(machine, 1, MmapLocked.held());
        assertEquals(
                List.of(
                        "FltDropMmap getAndAddInt mmap_lock",
                        "SigKill locked queue_lock",
                        "- getIntOpaque sleep[0]",
                        "- getAndAddInt sleep[0]",
                        "FltWait awaitInt sleep[0]",
                        "FltDequeue locked queue_lock",
                        "- getIntOpaque sleep[0]",
                        "- getAndAddInt sleep[0]",
                        "SlowSignal getIntOpaque sleep[0]"),
                machine.recording().accessesFrom(KernelStep.FltDropMmap));
    }

    @Test
    void a_fault_that_keeps_the_lock_looks_for_the_page_again_when_it_was_read() {
        SlowMachine machine = SlowMachine.recordedUnread(FILE);
        machine.recording().before(KernelStep.FltWait, () -> machine.sleepers.completeRead(machine.memory, 0));
        walk(machine, 1, null);
        assertEquals(
                List.of(
                        "SlowFault locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "- locked queue_lock",
                        "- getInt reading[0]",
                        "- getAndAddInt sleep[0]",
                        "IoComplete locked queue_lock",
                        "- setInt reading[0]",
                        "- getIntOpaque sleep[0]",
                        "- getIntOpaque sleep[0]",
                        "- getAndAddInt sleep[0]",
                        "FltWait awaitInt sleep[0]",
                        "SlowFault locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "- locked queue_lock",
                        "- getInt reading[0]",
                        "- locked zone_lock",
                        "- getInt free[0]",
                        "- setInt free[0]",
                        "- setIntRelease cnt[0]",
                        "- setLongRelease pmd",
                        "- setLongRelease pte[0]",
                        "SlowSignal getIntOpaque sleep[0]",
                        "SlowFollow locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "- getIntOpaque head[0]",
                        "- getIntOpaque cnt[0]",
                        "- getAndAddInt cnt[0]"),
                machine.recording().accessesFrom(KernelStep.SlowFault));
    }

    @Test
    void a_fault_that_is_not_to_wait_looks_at_the_read_without_the_queue() {
        SlowMachine machine = SlowMachine.recordedUnread(FILE);
        machine.slow(0, Era.LINUX_5_7)
                .take(new SlowRequest(0, 1, SmallMachine.PIN | FollFlag.FOLL_NOWAIT, new int[1], 0, null, null));
        assertEquals(
                List.of(
                        "SlowFault locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque vma[0]",
                        "- getIntOpaque reading[0]"),
                machine.recording().accessesFrom(KernelStep.SlowFault));
    }

    @Test
    void an_unmapper_detaches_clears_puts_and_frees_the_area_last() {
        SlowMachine machine = SlowMachine.recordedHuge(VmFlag.ANONYMOUS, 1);
        machine.region.munmap(0);
        assertEquals(
                List.of(
                        "MmapWriteWait getAndAddInt mmap_lock",
                        "MmapWriteLock awaitAndAddInt mmap_lock",
                        "MunmapDetach locked tree_lock",
                        "- getInt vma_at[0]",
                        "- getInt vma_at[0]",
                        "- setInt vma_at[0]",
                        "- getInt vma_at[1]",
                        "- setInt vma_at[1]",
                        "ZapClear locked ptl",
                        "- getLong pmd",
                        "- getAndSetLong pmd",
                        "ZapPut getAndAddInt cnt[0]",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- setInt free[0]",
                        "- setIntRelease head[0]",
                        "- getIntOpaque head[1]",
                        "- setInt free[1]",
                        "- setIntRelease head[1]",
                        "VmaFree setIntRelease vma[0]",
                        "MmapWriteUnlock getAndAddInt mmap_lock"),
                machine.recording().accesses());
    }

    @Test
    void an_area_is_described_before_it_is_found() {
        SlowMachine machine = SlowMachine.recorded(VmFlag.ANONYMOUS);
        machine.region.munmap(0);
        machine.region.mmap(0, VmFlag.ANONYMOUS);
        assertEquals(
                List.of(
                        "MmapInstall locked tree_lock",
                        "- getInt vma_at[0]",
                        "- getInt vma[0]",
                        "- setInt vma[0]",
                        "- setInt vma_at[0]",
                        "- getInt vma_at[0]",
                        "MmapWriteUnlock getAndAddInt mmap_lock"),
                machine.recording().accessesFrom(KernelStep.MmapInstall));
    }
}
