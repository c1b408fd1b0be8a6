package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.mm.DmaMappings;
import org.pinproof.kernel.mm.FileLease;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MmuNotifier;
import org.pinproof.kernel.mm.Pte;

/** CPUs, devices, notifiers and the lease: who may store, and who is told. */
class DeviceTest {

    @Test
    void a_cpu_stores_only_through_its_own_copy() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty());
        machine.file.tlb().fill(machine.memory, 1);
        assertFalse(machine.file.tlb().store(machine.memory, 0, 0));
        assertTrue(machine.file.tlb().store(machine.memory, 1, 0));
        assertEquals(List.of(1, 0), machine.data());
    }

    @Test
    void the_first_store_through_a_clean_copy_makes_copy_and_entry_dirty_and_marks_no_page() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.lazyfree());
        machine.file.tlb().fill(machine.memory, 0);
        assertTrue(machine.file.tlb().store(machine.memory, 0, 1));
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
        assertEquals(FileMachine.DIRTY_ENTRY, copy(machine, 0));
        assertFalse(machine.isDirty());
        assertEquals(List.of(0, 1), machine.data());
    }

    @Test
    void a_clean_copy_is_no_good_once_the_entry_is_write_protected_or_gone() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.lazyfree());
        machine.file.tlb().fill(machine.memory, 0);
        machine.setPte(FileMachine.CLEAN_ENTRY);
        assertFalse(machine.file.tlb().store(machine.memory, 0, 1));
        machine.setPte(Pte.NONE);
        assertFalse(machine.file.tlb().store(machine.memory, 0, 1));
        assertEquals(Pte.NONE, machine.pte());
        assertEquals(List.of(0, 0), machine.data());
    }

    @Test
    void a_dirty_copy_is_good_until_it_is_flushed_whatever_became_of_the_entry() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty());
        machine.file.tlb().fill(machine.memory, 0);
        machine.setPte(Pte.NONE);
        assertTrue(machine.file.tlb().store(machine.memory, 0, 0));
        assertEquals(Pte.NONE, machine.pte());
        machine.file.tlb().shootDown(machine.memory, KernelStep.WbMkcleanFlush);
        assertFalse(machine.file.tlb().store(machine.memory, 0, 0));
        assertEquals(List.of(1, 0), machine.data());
    }

    @Test
    void a_write_protected_copy_lets_nothing_through() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.clean());
        machine.file.tlb().fill(machine.memory, 0);
        assertFalse(machine.file.tlb().store(machine.memory, 0, 0));
        assertEquals(FileMachine.CLEAN_ENTRY, copy(machine, 0));
    }

    @Test
    void a_device_stores_while_any_owner_lets_it_without_entry_or_mark() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.cached());
        assertFalse(machine.file.device().store(machine.memory, 0));
        machine.file.device().map(machine.memory, 0);
        machine.file.device().map(machine.memory, 1);
        machine.file.device().unmap(machine.memory, 0);
        assertTrue(machine.file.device().store(machine.memory, 1));
        machine.file.device().unmap(machine.memory, 1);
        assertFalse(machine.file.device().store(machine.memory, 1));
        assertEquals(List.of(0, 1), machine.data());
        assertFalse(machine.isDirty());
        assertEquals(List.of(FilePage.NO_BUFFER, FilePage.NO_BUFFER), machine.buffers());
    }

    @Test
    void an_invalidation_stops_who_follows_the_entry_and_nobody_else() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty().notified());
        assertTrue(machine.file.notifier().mapUnlessInvalidated(machine.memory, 0, 0));
        machine.file.device().map(machine.memory, 1);
        machine.file.notifier().start(machine.memory);
        assertEquals(DmaMappings.NONE, machine.cell(machine.file.device().mapping(0)));
        assertEquals(DmaMappings.GUP, machine.cell(machine.file.device().mapping(1)));
    }

    @Test
    void a_driver_does_not_map_what_was_invalidated_since_it_began() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty().notified());
        MmuNotifier notifier = machine.file.notifier();
        int begun = notifier.readBegin(machine.memory);
        notifier.start(machine.memory);
        assertFalse(notifier.mapUnlessInvalidated(machine.memory, 0, begun), "under way");
        notifier.end(machine.memory);
        assertFalse(notifier.mapUnlessInvalidated(machine.memory, 0, begun), "ended");
        assertEquals(DmaMappings.NONE, machine.cell(machine.file.device().mapping(0)));
        assertTrue(notifier.mapUnlessInvalidated(machine.memory, 0, notifier.readBegin(machine.memory)));
        assertEquals(DmaMappings.ODP, machine.cell(machine.file.device().mapping(0)));
    }

    @Test
    void a_driver_that_was_not_told_is_stopped_by_nobody() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty());
        machine.file.notifier().start(machine.memory);
        machine.file.notifier().end(machine.memory);
        assertEquals(0, machine.cell(machine.file.notifier().invalidations()));
    }

    @Test
    void invalidations_under_way_and_ended_are_counted_apart() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty().notified());
        MmuNotifier notifier = machine.file.notifier();
        notifier.start(machine.memory);
        notifier.start(machine.memory);
        notifier.end(machine.memory);
        int now = machine.cell(notifier.invalidations());
        assertEquals(1, MmuNotifier.underWay(now));
        assertEquals(1, MmuNotifier.ended(now));
        notifier.end(machine.memory);
        assertEquals(2 << 8, notifier.readBegin(machine.memory));
    }

    @Test
    void a_lease_is_asked_for_once_and_expires_only_after_that() {
        FileMachine<HardwareMemory> machine = FileMachine.of(Start.dirty());
        FileLease lease = machine.file.lease();
        lease.breakLease(machine.memory);
        assertEquals(FileLease.BREAKING, machine.cell(lease.state()));
        lease.timeOut(machine.memory);
        assertEquals(FileLease.EXPIRED, machine.cell(lease.state()));
        lease.breakLease(machine.memory);
        assertEquals(FileLease.EXPIRED, machine.cell(lease.state()));
        lease.awaitKill(machine.memory);
        assertEquals(FileLease.EXPIRED, machine.cell(lease.state()));
    }

    private static long copy(FileMachine<?> machine, int cpu) {
        return machine.memory.getLongVolatile(
                KernelStep.CpuTlbFill, machine.file.tlb().copy(cpu));
    }
}
