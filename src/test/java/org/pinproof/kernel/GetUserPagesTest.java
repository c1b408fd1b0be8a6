package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.GetUserPagesLocked;
import org.pinproof.kernel.gup.GetUserPagesLocked.Era;
import org.pinproof.kernel.gup.MmapLocked;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.VmFlag;

/** Each way out of the slow path that one task can find by itself; GetUserPagesWaitTest has those with others. */
class GetUserPagesTest {
    private static final int PIN = FollFlag.FOLL_PIN | FollFlag.FOLL_WRITE;
    private static final int PFNMAP = VmFlag.ANONYMOUS | VmFlag.VM_PFNMAP;
    private static final int UFFD = VmFlag.ANONYMOUS | VmFlag.VM_UFFD_MISSING;

    private final int[] pages = {-1, -1, -1};

    private int take(SlowMachine machine, int nr, int flags) {
        machine.lock.downRead();
        int taken = machine.slow(0, Era.LINUX_5_7)
                .take(new SlowRequest(0, nr, flags, flags == FollFlag.FOLL_WRITE ? null : pages, 0, null, null));
        assertEquals(1, machine.lockWord(), "the caller keeps the lock");
        machine.lock.upRead();
        return taken;
    }

    @Test
    void faults_in_and_pins_page_after_page() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS, VmFlag.ANONYMOUS);
        assertEquals(2, take(machine, 2, PIN));
        assertArrayEquals(new int[] {0, 1, -1}, pages);
        assertEquals(1025, machine.count(0));
        assertEquals(1025, machine.count(1));
    }

    @Test
    void hands_out_what_comes_before_a_hole_and_an_error_only_if_nothing_does() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS, PFNMAP, VmFlag.ANONYMOUS);
        assertEquals(1, take(machine, 3, PIN));
        assertArrayEquals(new int[] {0, -1, -1}, pages);
        assertEquals(Errno.EFAULT.negative(), take(SlowMachine.areas(PFNMAP), 1, PIN));
    }

    @Test
    void says_efault_where_there_is_no_area() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS);
        machine.region.munmap(0);
        assertEquals(Errno.EFAULT.negative(), take(machine, 1, PIN));
        machine.region.mmap(0, VmFlag.ANONYMOUS);
        assertEquals(1, take(machine, 1, PIN));
    }

    @Test
    void says_enomem_of_a_count_at_its_limit_and_of_no_free_frame() {
        assertEquals(Errno.ENOMEM.negative(), take(SlowMachine.huge(VmFlag.ANONYMOUS, -1), 1, PIN));
        assertEquals(Errno.ENOMEM.negative(), take(SlowMachine.exhausted(VmFlag.ANONYMOUS), 1, PIN));
    }

    @Test
    void takes_all_of_a_huge_page_or_gives_the_first_reference_back() {
        SlowMachine machine = SlowMachine.huge(VmFlag.ANONYMOUS, 1);
        assertEquals(2, take(machine, 2, PIN));
        assertEquals(1 + 2 * 1024, machine.count(0));
        assertArrayEquals(new int[] {0, 1, -1}, pages);
        SlowMachine full = SlowMachine.huge(VmFlag.ANONYMOUS, SlowMachine.BRIM);
        assertEquals(Errno.EFAULT.negative(), take(full, 2, PIN));
        assertEquals(SlowMachine.BRIM, full.count(0));
        assertEquals(1, take(full, 1, PIN));
        assertEquals(SlowMachine.BRIM + 1024, full.count(0));
    }

    @Test
    void the_first_reference_to_a_page_that_lost_its_last_other_is_freed_with_it() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS);
        assertEquals(1, take(machine, 1, PIN));
        machine.region.munmap(0);
        assertFalse(machine.isFree(0));
        machine.release.unpinUserPage(0);
        assertTrue(machine.isFree(0));
    }

    @Test
    void without_pages_it_faults_in_and_holds_nothing() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS);
        assertEquals(1, take(machine, 1, FollFlag.FOLL_WRITE));
        assertEquals(1, machine.count(0));
        assertEquals(2, take(SlowMachine.huge(VmFlag.ANONYMOUS, 1), 2, FollFlag.FOLL_WRITE));
    }

    @Test
    void a_killed_task_takes_nothing() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS);
        machine.sleepers.kill(machine.memory, 0);
        machine.sleepers.kill(machine.memory, 0);
        assertEquals(Errno.EINTR.negative(), take(machine, 1, PIN));
    }

    @Test
    void what_a_user_or_a_disk_has_to_bring_is_not_waited_for_with_nowait() {
        SlowMachine user = SlowMachine.areas(VmFlag.ANONYMOUS, UFFD);
        assertEquals(1, take(user, 2, PIN | FollFlag.FOLL_NOWAIT));
        SlowMachine disk = SlowMachine.unread(VmFlag.ANONYMOUS | VmFlag.FILE);
        assertEquals(0, take(disk, 1, PIN | FollFlag.FOLL_NOWAIT));
        disk.sleepers.completeRead(disk.memory, 0);
        assertEquals(1, take(disk, 1, PIN | FollFlag.FOLL_NOWAIT));
    }

    @Test
    void a_users_fault_is_sigbus_for_who_keeps_the_lock() {
        SlowMachine machine = SlowMachine.areas(UFFD);
        assertEquals(Errno.EFAULT.negative(), take(machine, 1, PIN));
        machine.handler.copy(0);
        assertEquals(1, take(machine, 1, PIN));
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void who_never_has_to_wait_still_has_the_lock(Era era) {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS, PFNMAP);
        machine.lock.downRead();
        MmapLocked locked = MmapLocked.held();
        assertEquals(1, machine.slow(0, era).take(new SlowRequest(0, 2, PIN, pages, 1, null, locked)));
        assertTrue(locked.isHeld());
        assertEquals(1, machine.lockWord());
        assertArrayEquals(new int[] {-1, 0, -1}, pages);
    }

    @Test
    void a_store_makes_a_write_protected_entry_writable_unless_it_is_forced() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS);
        take(machine, 1, FollFlag.FOLL_WRITE);
        machine.setPte(0, Pte.writeProtect(Pte.page(0)));
        assertEquals(1, take(machine, 1, FollFlag.FOLL_PIN));
        assertEquals(Pte.writeProtect(Pte.page(0)), machine.pte(0), "who only reads leaves it");
        assertEquals(1, take(machine, 1, PIN));
        assertEquals(Pte.page(0), machine.pte(0));
    }

    @Test
    void a_debugger_gets_a_page_that_stays_write_protected() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS & ~VmFlag.VM_WRITE);
        assertEquals(Errno.EFAULT.negative(), take(machine, 1, PIN));
        assertEquals(1, take(machine, 1, PIN | FollFlag.FOLL_FORCE));
        assertEquals(Pte.writeProtect(Pte.page(0)), machine.pte(0));
    }

    @Test
    void the_areas_are_handed_out_with_the_pages() {
        SlowMachine machine = SlowMachine.areas(VmFlag.ANONYMOUS, VmFlag.ANONYMOUS);
        int[] vmas = {-1, -1};
        machine.gup(0).pinUserPages(0, 2, FollFlag.FOLL_WRITE, pages, vmas);
        assertArrayEquals(new int[] {0, 1}, vmas);
        assertEquals(VmFlag.ANONYMOUS, machine.areas.use(machine.memory, vmas[1]));
    }

    @Test
    void nobody_sleeps_for_a_page_that_the_word_has_no_room_for() {
        int[] flags = new int[256];
        Arrays.fill(flags, UFFD);
        SlowMachine machine = SlowMachine.areas(flags);
        machine.lock.downRead();
        GetUserPagesLocked slow = machine.slow(0, Era.LINUX_5_7);
        SlowRequest last = new SlowRequest(255, 1, PIN, pages, 0, null, MmapLocked.held());
        assertEquals(
                "nobody can sleep for page 255",
                assertThrows(IllegalArgumentException.class, () -> slow.take(last))
                        .getMessage());
    }
}
