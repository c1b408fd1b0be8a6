package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.writeback.WbPolicy;

/** What each policy makes of a flusher's pass over a page that may be pinned, to the letter. */
class WbPolicyOrderTest {
    @Test
    void skip_leaves_a_pinned_page_marked() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().under(WbPolicy.SKIP).heldBy(1024));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbTransferDirty locked private_lock",
                        "- getInt buffer[0]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty",
                        "WbPinTest getIntVolatile cnt[0]",
                        "WbUnlock unlock PG_locked"),
                machine.memory.accessesFrom(KernelStep.WbTransferDirty));
    }

    @Test
    void bounce_copies_a_pinned_page_before_it_is_submitted() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().under(WbPolicy.BOUNCE).heldBy(1024));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbPinTest getIntVolatile cnt[0]",
                        "WbBounce locked bus",
                        "- getIntOpaque data[0]",
                        "- getIntOpaque data[1]",
                        "WbStart locked private_lock",
                        "- getInt buffer[0]",
                        "- setInt checksum[0]",
                        "- setInt checksum[1]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_writeback",
                        "WbUnlock unlock PG_locked",
                        "WbDevRead locked bus",
                        "- setInt disk[0]",
                        "WbDevRead locked bus",
                        "- setInt disk[1]",
                        "WbEnd setIntRelease PG_writeback"),
                machine.memory.accessesFrom(KernelStep.WbPinTest));
    }

    @Test
    void keep_dirty_submits_all_of_a_pinned_page_and_takes_no_mark() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().under(WbPolicy.KEEP_DIRTY).heldBy(1024));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbPinTest getIntVolatile cnt[0]",
                        "WbStart locked private_lock",
                        "- getInt buffer[0]",
                        "- getIntOpaque data[0]",
                        "- setInt checksum[0]",
                        "- getIntOpaque data[1]",
                        "- setInt checksum[1]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_writeback",
                        "WbUnlock unlock PG_locked",
                        "WbDevRead locked bus",
                        "- getIntVolatile data[0]",
                        "- setInt disk[0]",
                        "WbDevRead locked bus",
                        "- getIntVolatile data[1]",
                        "- setInt disk[1]",
                        "WbEnd setIntRelease PG_writeback"),
                machine.memory.accessesFrom(KernelStep.WbPinTest));
    }

    @Test
    void wait_drops_the_lock_waits_for_the_pins_and_begins_again() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().under(WbPolicy.WAIT).heldBy(1024));
        machine.memory.before(
                KernelStep.WbWaitPins,
                () -> machine.memory.unrecorded().getAndAddInt(KernelStep.RelSub, machine.file.refcount(), -1024));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "WbMkcleanFlush locked bus",
                        "WbMkcleanSet unlock ptl",
                        "WbTransferDirty locked private_lock",
                        "WbPinTest getIntVolatile cnt[0]",
                        "WbUnlock unlock PG_locked",
                        "WbWaitPins awaitInt cnt[0]",
                        "WbLock lock PG_locked",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "WbPinTest getIntVolatile cnt[0]",
                        "WbTestClear compareAndSetInt PG_dirty",
                        "WbStart locked private_lock",
                        "WbUnlock unlock PG_locked",
                        "WbDevRead locked bus",
                        "WbDevRead locked bus",
                        "WbEnd setIntRelease PG_writeback"),
                machine.memory.steps());
    }

    @Test
    void revoke_breaks_the_lease_without_a_lock_before_it_waits() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().under(WbPolicy.REVOKE).heldBy(1024));
        machine.memory.before(
                KernelStep.WbWaitPins,
                () -> machine.memory.unrecorded().getAndAddInt(KernelStep.RelSub, machine.file.refcount(), -1024));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "WbMkcleanFlush locked bus",
                        "WbMkcleanSet unlock ptl",
                        "WbTransferDirty locked private_lock",
                        "WbPinTest getIntVolatile cnt[0]",
                        "WbUnlock unlock PG_locked",
                        "WbBreakLease compareAndSetInt lease",
                        "WbWaitPins awaitInt cnt[0]",
                        "WbLock lock PG_locked",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "WbPinTest getIntVolatile cnt[0]",
                        "WbTestClear compareAndSetInt PG_dirty",
                        "WbStart locked private_lock",
                        "WbUnlock unlock PG_locked",
                        "WbDevRead locked bus",
                        "WbDevRead locked bus",
                        "WbEnd setIntRelease PG_writeback"),
                machine.memory.steps());
    }

    @Test
    void deny_asks_nothing_of_a_page_that_may_be_pinned() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().under(WbPolicy.DENY).heldBy(1024));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "WbMkcleanFlush locked bus",
                        "WbMkcleanSet unlock ptl",
                        "WbTransferDirty locked private_lock",
                        "WbTestClear compareAndSetInt PG_dirty",
                        "WbStart locked private_lock",
                        "WbUnlock unlock PG_locked",
                        "WbDevRead locked bus",
                        "WbDevRead locked bus",
                        "WbEnd setIntRelease PG_writeback"),
                machine.memory.steps());
    }
}
