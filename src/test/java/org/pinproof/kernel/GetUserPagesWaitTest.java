package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.GetUserPagesLocked.Era;
import org.pinproof.kernel.gup.GupResult;
import org.pinproof.kernel.gup.MmapLocked;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.mm.VmFlag;

/** The slow path on real threads: waits that somebody else ends. */
@Timeout(120)
class GetUserPagesWaitTest {
    private static final int ROUNDS = 2_000;
    private static final int PIN = FollFlag.FOLL_PIN | FollFlag.FOLL_WRITE;
    private static final int UFFD = VmFlag.ANONYMOUS | VmFlag.VM_UFFD_MISSING;

    private static void awaitSleeper(SlowMachine machine, int task) {
        while (!machine.isAsleep(task)) {
            Thread.onSpinWait();
        }
    }

    /** {@return a call that answers what was taken, and minus 1000 more if the lock is held afterwards} */
    private static Callable<Integer> pinning(SlowMachine machine, Era era) {
        return () -> {
            machine.lock.downRead();
            MmapLocked locked = MmapLocked.held();
            int taken = machine.slow(0, era).take(new SlowRequest(0, 1, PIN, new int[1], 0, null, locked));
            return locked.isHeld() ? taken - 1000 : taken;
        };
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void a_user_resolves_the_fault_and_the_caller_is_told_that_it_lost_the_lock(Era era) throws Exception {
        SlowMachine machine = SlowMachine.areas(UFFD);
        List<Integer> taken = RealThreadsTest.together(List.of(pinning(machine, era), () -> {
            awaitSleeper(machine, 0);
            machine.handler.copy(0);
            return 0;
        }));
        assertEquals(List.of(1, 0), taken);
        assertEquals(0, machine.lockWord());
        assertEquals(1025, machine.count(0));
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void a_fatal_signal_ends_the_wait_for_a_user(Era era) throws Exception {
        SlowMachine machine = SlowMachine.areas(UFFD);
        List<Integer> taken = RealThreadsTest.together(List.of(pinning(machine, era), () -> {
            awaitSleeper(machine, 0);
            machine.sleepers.kill(machine.memory, 0);
            return 0;
        }));
        assertEquals(List.of(Errno.EINTR.negative(), 0), taken);
        assertEquals(0, machine.lockWord());
        assertFalse(machine.isAsleep(0));
    }

    @Test
    void an_area_that_goes_during_the_wait_is_not_used_after_it() throws Exception {
        SlowMachine machine = SlowMachine.areas(UFFD);
        List<Integer> taken = RealThreadsTest.together(List.of(pinning(machine, Era.LINUX_5_7), () -> {
            awaitSleeper(machine, 0);
            machine.region.munmap(0);
            machine.handler.copy(0);
            return 0;
        }));
        assertEquals(List.of(Errno.EFAULT.negative(), 0), taken);
        assertEquals(0, machine.lockWord());
        assertTrue(machine.isFree(0));
    }

    @Test
    void the_second_attempt_of_4_0_may_not_wait_for_a_user_again() throws Exception {
        SlowMachine machine = SlowMachine.areas(UFFD);
        List<Integer> taken = RealThreadsTest.together(List.of(pinning(machine, Era.LINUX_4_0), () -> {
            awaitSleeper(machine, 0);
            machine.sleepers.wake(machine.memory, 0);
            return 0;
        }));
        assertEquals(List.of(Errno.EFAULT.negative(), 0), taken);
    }

    @Test
    void who_keeps_the_lock_waits_with_it_for_a_disk() throws Exception {
        SlowMachine machine = SlowMachine.unread(VmFlag.ANONYMOUS | VmFlag.FILE);
        List<Integer> taken = RealThreadsTest.together(List.of(
                () -> {
                    machine.lock.downRead();
                    return machine.gup(0)
                            .pinUserPages(0, 1, FollFlag.FOLL_WRITE, new int[1], null)
                            .count();
                },
                () -> {
                    awaitSleeper(machine, 0);
                    machine.sleepers.kill(machine.memory, 0);
                    int held = machine.lockWord();
                    machine.sleepers.completeRead(machine.memory, 0);
                    return held;
                }));
        // The page comes, and the look that follows finds the signal.
        assertEquals(List.of(0, 1), taken);
        assertEquals(1, machine.count(0));
    }

    @Test
    void counts_locks_and_areas_come_out_even_when_everybody_is_at_it() throws Exception {
        SlowMachine machine = SlowMachine.areas(UFFD, VmFlag.ANONYMOUS);
        boolean[] over = new boolean[1];
        List<Integer> wrong = RealThreadsTest.together(
                List.of(() -> pinAndUnpin(machine, 0, over), () -> remap(machine, over), () -> serve(machine, over)));
        assertEquals(List.of(0, 0, 0), wrong);
        assertEquals(0, machine.lockWord());
        machine.region.munmap(0);
        machine.region.munmap(1);
        for (int pfn = 0; pfn < 3; pfn++) {
            assertEquals(0, machine.count(pfn));
            assertTrue(machine.isFree(pfn));
        }
    }

    /** {@return how often a page that was handed out did not look pinned} */
    private static int pinAndUnpin(SlowMachine machine, int task, boolean[] over) {
        int[] pages = new int[2];
        int wrong = 0;
        for (int round = 0; round < ROUNDS; round++) {
            GupResult result = machine.gup(task).pinUserPagesUnlocked(0, 2, FollFlag.FOLL_WRITE, pages);
            for (int i = 0; i < result.count(); i++) {
                wrong += Refcount.isDmaPinned(machine.count(pages[i])) ? 0 : 1;
                machine.release.unpinUserPage(pages[i]);
            }
        }
        synchronized (over) {
            over[0] = true;
        }
        return wrong;
    }

    private static boolean isOver(boolean[] over) {
        synchronized (over) {
            return over[0];
        }
    }

    private static int remap(SlowMachine machine, boolean[] over) {
        while (!isOver(over)) {
            machine.region.munmap(0);
            machine.region.mmap(0, UFFD);
        }
        return 0;
    }

    private static int serve(SlowMachine machine, boolean[] over) {
        while (!isOver(over)) {
            machine.handler.copy(0);
        }
        return 0;
    }
}
