package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.writeback.WbPolicy;

/** The order of accesses of those who take a page of a file and give it back, to the letter. */
class FileUsersOrderTest {
    private static final int LONGTERM = SmallMachine.PIN | FollFlag.FOLL_LONGTERM;

    @Test
    void a_long_term_pin_looks_at_the_mapping_behind_grab_and_re_checks() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.lazyfree().under(WbPolicy.DENY));
        machine.fast.walk(0, 1, LONGTERM, new int[1]);
        assertEquals(
                List.of(
                        "FastReadPmd getLongOpaque pmd",
                        "FastReadPte getLongOpaque pte[0]",
                        "FastReadHead getIntOpaque head[0]",
                        "FastReadCount getIntOpaque cnt[0]",
                        "FastGrab addIntUnlessZero cnt[0]",
                        "FastHeadRecheck getIntVolatile head[0]",
                        "FastRecheck getLongVolatile pte[0]",
                        "FastMappingCheck getIntVolatile mapping",
                        "FastRecord local"),
                machine.memory.accesses());
    }

    @Test
    void a_long_term_pin_of_a_files_page_is_undone_and_refused_under_the_lock() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().under(WbPolicy.DENY));
        machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE | FollFlag.FOLL_LONGTERM, new int[1]);
        assertEquals(
                List.of(
                        "FastRecheck getLongVolatile pte[0]",
                        "FastMappingCheck getIntVolatile mapping",
                        "FastUndo getAndAddInt cnt[0]",
                        "SlowFollow locked ptl",
                        "- getIntOpaque mapping"),
                machine.memory.accessesFrom(KernelStep.FastRecheck));
    }

    @Test
    void where_there_is_no_rule_the_mapping_is_not_looked_at() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.fast.walk(0, 1, LONGTERM, new int[1]);
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
                machine.memory.steps());
    }

    @Test
    void the_slow_path_looks_again_after_its_fault() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.pin();
        assertEquals(
                List.of(
                        "FastReadPmd getLongOpaque pmd",
                        "FastReadPte getLongOpaque pte[0]",
                        "SlowFollow locked ptl",
                        "FltReadPte locked ptl",
                        "FltLock lock PG_locked",
                        "FltWaitStable awaitInt PG_writeback",
                        "FltMkwrite locked private_lock",
                        "FltInstall locked ptl",
                        "FltDirty unlock PG_locked",
                        "SlowFollow locked ptl"),
                machine.memory.steps());
    }

    @Test
    void the_slow_step_adds_under_the_lock() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.slow.follow(0, SmallMachine.PIN);
        assertEquals(
                List.of(
                        "SlowFollow locked ptl",
                        "- getLongOpaque pte[0]",
                        "- getIntOpaque cnt[0]",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void a_release_of_a_marked_page_only_looks_at_the_mark_before_it_subtracts() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().heldBy(1024));
        machine.release.unpinUserPage(0, machine.mark);
        assertEquals(
                List.of(
                        "RelReadHead getIntOpaque head[0]",
                        "RelDirtyTest getIntVolatile PG_dirty",
                        "RelSub getAndAddInt cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void a_release_marks_page_and_buffers_under_the_page_lock_before_it_subtracts() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.clean().heldBy(1024));
        machine.release.unpinUserPage(0, machine.mark);
        assertEquals(
                List.of(
                        "RelReadHead getIntOpaque head[0]",
                        "RelDirtyTest getIntVolatile PG_dirty",
                        "RelDirtySet locked PG_locked",
                        "- getInt mapping",
                        "- locked private_lock",
                        "- getInt buffer[0]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty",
                        "RelSub getAndAddInt cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void a_release_of_a_page_without_buffers_marks_the_page_alone() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.cached().heldBy(1));
        machine.release.putPage(0, machine.mark);
        assertEquals(
                List.of(
                        "RelDirtySet locked PG_locked",
                        "- getInt mapping",
                        "- locked private_lock",
                        "- getInt buffer[0]",
                        "- setIntRelease PG_dirty",
                        "RelSub getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.RelDirtySet));
    }

    @Test
    void a_release_of_a_truncated_page_marks_nothing_and_frees_if_it_is_the_last() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.truncated());
        machine.release.putPage(0, machine.mark);
        assertEquals(
                List.of(
                        "RelReadHead getIntOpaque head[0]",
                        "RelDirtyTest getIntVolatile PG_dirty",
                        "RelDirtySet locked PG_locked",
                        "- getInt mapping",
                        "RelSub getAndAddInt cnt[0]",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- setInt free[0]",
                        "- setIntRelease head[0]",
                        "- setIntRelease mapping"),
                machine.memory.accesses());
    }
}
