package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.GupResult;
import org.pinproof.kernel.gup.GupResult.Error;
import org.pinproof.kernel.gup.GupResult.Pages;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.writeback.WbPolicy;

/** References to a page of a file: how they are got, refused, and given back. */
class FileGupTest {
    private static final int LONGTERM = FollFlag.FOLL_WRITE | FollFlag.FOLL_LONGTERM;

    private FileMachine<?> machine;

    @AfterEach
    void every_lock_is_free() {
        assertTrue(machine.isUnlocked());
    }

    private GupResult pin(Start start, int flags) {
        machine = FileMachine.of(start);
        return machine.gup.pinUserPagesFast(0, 1, flags, new int[1]);
    }

    @Test
    void a_writable_page_is_pinned_and_nobody_is_told() {
        assertEquals(new Pages(1), pin(Start.clean().withEntry(Pte.page(0)), FollFlag.FOLL_WRITE));
        assertEquals(1026, machine.count());
        assertFalse(machine.isDirty());
        assertEquals(Pte.page(0), machine.pte());
    }

    @Test
    void a_write_protected_page_is_faulted_in_and_pinned() {
        assertEquals(new Pages(1), pin(Start.clean(), FollFlag.FOLL_WRITE));
        assertEquals(1026, machine.count());
        assertTrue(machine.isDirty());
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
    }

    @Test
    void a_page_in_the_cache_is_mapped_and_pinned() {
        assertEquals(new Pages(1), pin(Start.cached(), FollFlag.FOLL_WRITE));
        assertEquals(1026, machine.count());
    }

    @Test
    void a_page_that_is_gone_is_a_bad_address() {
        assertEquals(new Error(Errno.EFAULT), pin(Start.truncated(), FollFlag.FOLL_WRITE));
        assertEquals(1, machine.count());
    }

    @Test
    void a_page_that_is_truncated_during_the_fault_is_a_bad_address_and_is_freed() {
        FileMachine<RecordingMemory> recorded = FileMachine.recorded(Start.clean());
        machine = recorded;
        recorded.memory.before(KernelStep.FltLock, () -> machine.truncate.truncate());
        assertEquals(new Error(Errno.EFAULT), machine.pin());
        assertTrue(machine.isFree());
        assertEquals(0, machine.count());
    }

    @Test
    void a_count_beyond_the_limit_is_no_memory() {
        int tooMany = Integer.MIN_VALUE - 2;
        assertEquals(new Error(Errno.ENOMEM), pin(Start.dirty().heldBy(tooMany), FollFlag.FOLL_WRITE));
        assertEquals(tooMany + 2, machine.count());
    }

    @Test
    void a_long_term_pin_of_a_files_page_is_denied_and_leaves_no_trace() {
        assertEquals(new Error(Errno.EFAULT), pin(Start.dirty().under(WbPolicy.DENY), LONGTERM));
        assertEquals(2, machine.count());
        assertEquals(new Error(Errno.EFAULT), pin(Start.clean().under(WbPolicy.DENY), LONGTERM));
        assertEquals(FileMachine.CLEAN_ENTRY, machine.pte());
        assertFalse(machine.isDirty(), "it is refused before the fault");
    }

    @Test
    void a_long_term_pin_of_a_truncated_page_that_is_still_mapped_is_left_to_the_slow_path() {
        machine = FileMachine.of(Start.lazyfree().under(WbPolicy.DENY));
        machine.set(machine.page.mapping(), FilePage.NO_MAPPING);
        assertEquals(0, machine.fast.walk(0, 1, LONGTERM | FollFlag.FOLL_PIN, new int[1]));
        assertEquals(1, machine.count());
        assertEquals(0, machine.slow.follow(0, LONGTERM | FollFlag.FOLL_PIN));
        assertEquals(1025, machine.count());
    }

    @Test
    void an_anonymous_page_may_be_pinned_long_term_even_so() {
        assertEquals(new Pages(1), pin(Start.lazyfree().under(WbPolicy.DENY), LONGTERM));
        assertEquals(1025, machine.count());
    }

    @Test
    void a_short_pin_of_a_files_page_is_never_denied() {
        assertEquals(new Pages(1), pin(Start.dirty().under(WbPolicy.DENY), FollFlag.FOLL_WRITE));
        assertEquals(1026, machine.count());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DENY")
    void every_other_policy_gives_long_term_pins_of_a_files_page(WbPolicy policy) {
        assertEquals(new Pages(1), pin(Start.dirty().under(policy), LONGTERM));
        assertEquals(1026, machine.count());
    }

    @Test
    void long_term_goes_with_pins_only() {
        machine = FileMachine.of(Start.dirty());
        assertEquals(new Error(Errno.EINVAL), machine.gup.getUserPagesFast(0, 1, LONGTERM, new int[1]));
        assertEquals(new Error(Errno.EINVAL), machine.gup.getUserPages(0, 1, LONGTERM, new int[1], null));
        assertEquals(2, machine.count());
    }

    @Test
    void a_plain_reference_is_one() {
        machine = FileMachine.of(Start.clean());
        assertEquals(new Pages(1), machine.gup.getUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]));
        assertEquals(3, machine.count());
        machine.release.putPage(0, machine.mark);
        assertEquals(2, machine.count());
    }

    @Test
    void a_release_with_a_mark_marks_a_clean_page_and_its_buffers() {
        machine = FileMachine.of(Start.clean().heldBy(1024));
        machine.release.unpinUserPage(0, machine.mark);
        assertTrue(machine.isDirty());
        assertEquals(List.of(FilePage.DIRTY, FilePage.DIRTY), machine.buffers());
        assertEquals(0, machine.cell(machine.page.reserved()), "no file system was told");
        assertEquals(2, machine.count());
    }

    @Test
    void a_release_without_a_mark_leaves_it_clean() {
        machine = FileMachine.of(Start.clean().heldBy(1024));
        machine.release.unpinUserPage(0);
        assertFalse(machine.isDirty());
        assertEquals(2, machine.count());
    }

    @Test
    void a_mark_attaches_no_buffers() {
        machine = FileMachine.of(Start.cached().heldBy(1024));
        machine.release.unpinUserPage(0, machine.mark);
        assertTrue(machine.isDirty());
        assertEquals(List.of(FilePage.NO_BUFFER, FilePage.NO_BUFFER), machine.buffers());
    }

    @Test
    void a_mark_that_is_there_leaves_clean_buffers_as_they_are() {
        machine = FileMachine.of(Start.dirty().withBuffers(FilePage.CLEAN).heldBy(1024));
        machine.release.unpinUserPage(0, machine.mark);
        assertEquals(List.of(FilePage.CLEAN, FilePage.CLEAN), machine.buffers());
    }

    @Test
    void an_anonymous_page_is_marked_as_well() {
        machine = FileMachine.of(Start.lazyfree().heldBy(1024));
        machine.release.unpinUserPage(0, machine.mark);
        assertTrue(machine.isDirty());
    }
}
