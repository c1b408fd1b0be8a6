package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** The order of accesses of CPUs, devices and those who stop them, to the letter. */
class DeviceOrderTest {
    @Test
    void a_cpu_copies_the_entry_under_the_bus() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.file.tlb().fill(machine.memory, 1);
        assertEquals(
                List.of("CpuTlbFill locked bus", "- getLongOpaque pte[0]", "- getAndSetLong tlb[1]"),
                machine.memory.accesses());
    }

    @Test
    void a_store_through_a_clean_copy_makes_the_entry_dirty_by_a_compare_and_set_first() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.lazyfree());
        machine.file.tlb().fill(machine.memory.unrecorded(), 0);
        machine.file.tlb().store(machine.memory, 0, 1);
        assertEquals(
                List.of(
                        "CpuStore locked bus",
                        "- getLong tlb[0]",
                        "- getLongOpaque pte[0]",
                        "- compareAndSetLong pte[0]",
                        "- setLongRelease tlb[0]",
                        "- getAndAddInt data[1]"),
                machine.memory.accesses());
    }

    @Test
    void a_store_through_a_dirty_copy_does_not_look_at_the_entry() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.file.tlb().fill(machine.memory.unrecorded(), 0);
        machine.file.tlb().store(machine.memory, 0, 1);
        assertEquals(
                List.of("CpuStore locked bus", "- getLong tlb[0]", "- getAndAddInt data[1]"),
                machine.memory.accesses());
    }

    @Test
    void a_store_without_a_copy_touches_nothing() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.file.tlb().store(machine.memory, 0, 1);
        assertEquals(List.of("CpuStore locked bus", "- getLong tlb[0]"), machine.memory.accesses());
    }

    @Test
    void a_clean_copy_of_an_entry_that_changed_lets_nothing_through() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.lazyfree());
        machine.file.tlb().fill(machine.memory.unrecorded(), 0);
        machine.memory.unrecorded().setLongRelease(KernelStep.ZapClear, machine.file.pte(), Pte.NONE);
        machine.file.tlb().store(machine.memory, 0, 1);
        assertEquals(
                List.of("CpuStore locked bus", "- getLong tlb[0]", "- getLongOpaque pte[0]"),
                machine.memory.accesses());
    }

    @Test
    void a_device_is_started_used_and_stopped_under_the_bus() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.file.device().map(machine.memory, 1);
        machine.file.device().store(machine.memory, 0);
        machine.file.device().unmap(machine.memory, 1);
        assertEquals(
                List.of(
                        "DmaMap locked bus",
                        "- setInt dma[1]",
                        "DmaStore locked bus",
                        "- getInt dma[0]",
                        "- getInt dma[1]",
                        "- getAndAddInt data[0]",
                        "DmaUnmap locked bus",
                        "- setInt dma[1]"),
                machine.memory.accesses());
    }

    @Test
    void an_odp_driver_waits_walks_and_maps_under_its_lock_if_nothing_was_invalidated() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().notified());
        int begun = machine.file.notifier().readBegin(machine.memory);
        machine.file.notifier().mapUnlessInvalidated(machine.memory, 1, begun);
        assertEquals(
                List.of(
                        "MnReadBegin awaitInt invalidations",
                        "OdpMap locked umem_mutex",
                        "- getIntOpaque invalidations",
                        "- locked bus",
                        "- setInt dma[1]"),
                machine.memory.accesses());
    }

    @Test
    void an_odp_driver_does_not_map_after_an_invalidation() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().notified());
        machine.file.notifier().start(machine.memory.unrecorded());
        machine.file.notifier().end(machine.memory.unrecorded());
        machine.file.notifier().mapUnlessInvalidated(machine.memory, 1, 0);
        assertEquals(List.of("OdpMap locked umem_mutex", "- getIntOpaque invalidations"), machine.memory.accesses());
    }

    @Test
    void an_invalidation_stops_the_devices_that_follow_the_entry_in_the_section_that_counts_it() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().notified());
        machine.file.notifier().mapUnlessInvalidated(machine.memory.unrecorded(), 1, 0);
        machine.file.notifier().start(machine.memory);
        machine.file.notifier().end(machine.memory);
        assertEquals(
                List.of(
                        "MnInvalidateStart locked umem_mutex",
                        "- getAndAddInt invalidations",
                        "- locked bus",
                        "- getInt dma[0]",
                        "- getInt dma[1]",
                        "- setInt dma[1]",
                        "MnInvalidateEnd getAndAddInt invalidations"),
                machine.memory.accesses());
    }

    @Test
    void an_invalidation_of_which_nobody_wants_to_know_takes_no_step() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.file.notifier().start(machine.memory);
        machine.file.notifier().end(machine.memory);
        assertEquals(List.of(), machine.memory.accesses());
    }

    @Test
    void a_lease_is_broken_timed_out_and_its_owner_killed() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.file.lease().breakLease(machine.memory);
        machine.file.lease().timeOut(machine.memory);
        machine.file.lease().awaitKill(machine.memory);
        assertEquals(
                List.of(
                        "WbBreakLease compareAndSetInt lease",
                        "LeaseTimer awaitInt lease",
                        "LeaseTimeout compareAndSetInt lease",
                        "LeaseKill awaitInt lease"),
                machine.memory.accesses());
    }
}
