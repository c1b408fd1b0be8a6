package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.FileFault;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.writeback.WbPolicy;

/** A page of a file on real threads: no store is lost, and nothing is left behind. */
class FileRealThreadsTest {
    private static final int ROUNDS = 20_000;
    /** What a task answers when something was wrong, instead of the number of its stores. */
    private static final int WRONG = -1;

    @ParameterizedTest
    @EnumSource(names = {"BOUNCE", "KEEP_DIRTY", "WAIT"})
    @Timeout(120)
    void whatever_devices_and_cpus_stored_is_on_disk_after_the_last_fsync(WbPolicy policy) throws Exception {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.clean().under(policy));
        List<Integer> stores = RealThreadsTest.together(List.of(
                () -> pinStoreAndUnpin(machine, 0),
                () -> pinStoreAndUnpin(machine, 1),
                () -> storeThroughTheTlb(machine),
                () -> flush(machine),
                () -> fsync(machine)));
        machine.writepage.fsync();
        assertEquals(List.of(ROUNDS, ROUNDS, ROUNDS, 0, 0), stores);
        assertEquals(3 * ROUNDS, machine.data().get(0) + machine.data().get(1));
        assertEquals(machine.data(), machine.disk());
        assertFalse(machine.isDirty());
        assertEquals(2, machine.count());
        assertFalse(machine.isFree());
        assertTrue(machine.isUnlocked());
        assertEquals(FileMachine.CLEAN_ENTRY, machine.pte());
    }

    @Test
    @Timeout(120)
    void no_dirty_bit_of_the_hardware_is_lost_to_who_changes_the_entry() throws Exception {
        FileMachine<HardwareMemory> machine =
                FileMachine.of(Start.lazyfree().withEntry(Pte.NONE).heldBy(1));
        List<Integer> wrong = RealThreadsTest.together(List.of(
                () -> storeThroughCleanEntries(machine, 0),
                () -> storeThroughCleanEntries(machine, 1),
                () -> mapAndUnmap(machine)));
        assertEquals(List.of(0, 0, 0), wrong);
        assertEquals(Pte.NONE, machine.pte());
    }

    @Test
    @Timeout(120)
    void a_device_that_was_stopped_has_made_its_last_store() throws Exception {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty());
        List<Integer> wrong =
                RealThreadsTest.together(List.of(() -> startAndStop(machine), () -> letTheDeviceStore(machine)));
        assertEquals(List.of(0, 0), wrong);
    }

    @Test
    @Timeout(120)
    void a_page_that_is_truncated_under_its_users_is_freed_once_by_the_last_of_them() throws Exception {
        for (int round = 0; round < 300; round++) {
            FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty());
            List<Integer> wrong = RealThreadsTest.together(List.of(
                    () -> pinOnceAndUnpinDirty(machine, 0),
                    () -> {
                        machine.truncate.truncate();
                        return 0;
                    },
                    () -> {
                        machine.shrink.reclaim();
                        return 0;
                    }));
            assertEquals(List.of(0, 0, 0), wrong);
            assertEquals(0, machine.count());
            assertTrue(machine.isFree());
            assertTrue(machine.isUnlocked());
            assertEquals(Pte.NONE, machine.pte());
        }
    }

    /** {@return how many stores it made, one for each pin} */
    private static int pinStoreAndUnpin(FileMachine<?> machine, int owner) {
        int stores = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (machine.pin().count() != 1 || !Refcount.isDmaPinned(machine.count())) {
                return WRONG;
            }
            machine.file.device().map(machine.memory, owner);
            stores += machine.file.device().store(machine.memory, round & 1) ? 1 : 0;
            machine.file.device().unmap(machine.memory, owner);
            machine.release.unpinUserPage(MappedFile.PFN, machine.mark);
        }
        return stores;
    }

    private static int storeThroughTheTlb(FileMachine<?> machine) {
        for (int round = 0; round < ROUNDS; round++) {
            while (!machine.file.tlb().store(machine.memory, 0, round & 1)) {
                if (machine.fault.handle() == FileFault.Outcome.GONE) {
                    return WRONG;
                }
                machine.file.tlb().fill(machine.memory, 0);
            }
        }
        return ROUNDS;
    }

    private static int flush(FileMachine<?> machine) {
        for (int round = 0; round < ROUNDS; round++) {
            machine.writepage.flush();
        }
        return 0;
    }

    /** {@return how often something that was there at the call was not on disk at return} */
    private static int fsync(FileMachine<?> machine) {
        int wrong = 0;
        for (int round = 0; round < ROUNDS / 20; round++) {
            List<Integer> data = machine.data();
            boolean owed = machine.isDirty();
            machine.writepage.fsync();
            List<Integer> disk = machine.disk();
            if (owed && (disk.get(0) < data.get(0) || disk.get(1) < data.get(1))) {
                wrong++;
            }
        }
        return wrong;
    }

    private static int storeThroughCleanEntries(FileMachine<?> machine, int cpu) {
        for (int round = 0; round < 5 * ROUNDS; round++) {
            machine.file.tlb().fill(machine.memory, cpu);
            machine.file.tlb().store(machine.memory, cpu, cpu);
        }
        return 0;
    }

    /** {@return how often an entry that was clean as it was removed had let a store through, or came back afterwards} */
    private static int mapAndUnmap(FileMachine<?> machine) {
        int wrong = 0;
        for (int round = 0; round < 5 * ROUNDS; round++) {
            List<Integer> before = machine.data();
            machine.setPte(Pte.page(0));
            machine.set(machine.page.dirty(), 0);
            machine.set(machine.file.refcount(), 2);
            machine.zap.zap();
            boolean stored = !machine.data().equals(before);
            if (stored && !machine.isDirty() || machine.pte() != Pte.NONE) {
                wrong++;
            }
        }
        return wrong;
    }

    /** {@return how often the page changed although the device was stopped} */
    private static int startAndStop(FileMachine<?> machine) {
        int wrong = 0;
        for (int round = 0; round < 5 * ROUNDS; round++) {
            machine.file.device().map(machine.memory, 0);
            machine.file.device().unmap(machine.memory, 0);
            List<Integer> stopped = machine.data();
            for (int look = 0; look < 20; look++) {
                wrong += machine.data().equals(stopped) ? 0 : 1;
            }
        }
        return wrong;
    }

    private static int letTheDeviceStore(FileMachine<?> machine) {
        for (int round = 0; round < 5 * ROUNDS; round++) {
            machine.file.device().store(machine.memory, 0);
        }
        return 0;
    }

    /** {@return 1 if the page was freed while it was pinned} */
    private static int pinOnceAndUnpinDirty(FileMachine<?> machine, int half) {
        if (machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]).count() != 1) {
            return 0;
        }
        machine.store(half);
        int wrong = machine.isFree() ? 1 : 0;
        machine.release.unpinUserPage(MappedFile.PFN, machine.mark);
        return wrong;
    }
}
