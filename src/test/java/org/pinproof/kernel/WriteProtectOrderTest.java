package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pinproof.kernel.mm.KernelStep.FltSwapIn;
import static org.pinproof.kernel.mm.KernelStep.RclUnmap;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.explore.fork.ForkKernel;
import org.pinproof.explore.fork.ForkMutant;
import org.pinproof.explore.fork.ForkProgram;
import org.pinproof.explore.fork.ForkScript;
import org.pinproof.kernel.fork.MmStruct;
import org.pinproof.kernel.gup.FollFlag;

/** The order of accesses of whoever write-protects, shares or moves a page of private memory, to the letter. */
class WriteProtectOrderTest {
    private static final int PIN = FollFlag.FOLL_PIN | FollFlag.FOLL_WRITE;

    private MmStruct parent;
    private RecordingMemory memory;
    private ForkKernel kernel;

    private void machine(String form) {
        ForkProgram program = new ForkProgram(ForkScript.parse("fork/" + form + "/"));
        parent = program.mapping().parent();
        memory = new RecordingMemory(program.layout());
        kernel = ForkKernel.of(memory, program.mapping(), ForkMutant.NONE);
    }

    @Test
    void ksmd_clears_the_entry_then_counts_then_shares_then_lets_the_entry_come_back() {
        machine("private/exclusive/4/1");
        kernel.ksm().writeProtect(parent, 0);
        assertEquals(
                List.of(
                        "KsmClear lock parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getAndSetLong parent.pte[0]",
                        "KsmCheck locked bus",
                        "- getIntVolatile mapcount[1]",
                        "- getIntVolatile swap_users[1]",
                        "- getIntVolatile cnt[1]",
                        "- getIntVolatile exclusive[1]",
                        "KsmExcl setIntRelease exclusive[1]",
                        "KsmSet unlock parent.ptl",
                        "- getIntOpaque cut[1]",
                        "- setIntRelease cut[1]",
                        "- setLongRelease parent.pte[0]"),
                memory.accesses());
    }

    @Test
    void a_page_is_swapped_out_if_nobody_has_it_pinned_before_and_after_its_entry_is_cleared() {
        machine("private/exclusive/4/1");
        kernel.swap().swap(parent, 0);
        assertEquals(
                List.of(
                        "RclPinTest locked parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getIntVolatile swap_users[1]",
                        "- getIntVolatile cnt[1]",
                        "- locked swap_lock",
                        "- getAndAddInt swap_users[1]",
                        "- getAndAddInt cnt[1]",
                        "RclUnmap lock parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getAndSetLong parent.pte[0]",
                        "RclShare getIntVolatile cnt[1]",
                        "RclSetSwap unlock parent.ptl",
                        "- getIntVolatile exclusive[1]",
                        "- setIntRelease exclusive[1]",
                        "- getAndAddInt mapcount[1]",
                        "- locked swap_lock",
                        "- getAndAddInt swap_users[1]",
                        "- setLongRelease parent.pte[0]",
                        "RclPut locked swap_lock",
                        "- getAndAddInt swap_users[1]",
                        "- getAndAddInt cnt[1]"),
                memory.accesses());
    }

    @Test
    void a_pin_that_comes_before_the_entry_is_cleared_keeps_the_page_from_swap() {
        machine("private/exclusive/4/1");
        memory.before(RclUnmap, () -> kernel.gup().take(parent, 0, PIN));
        kernel.swap().swap(parent, 0);
        assertEquals(
                List.of(
                        "RclUnmap lock parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getAndSetLong parent.pte[0]",
                        "RclShare getIntVolatile cnt[1]",
                        "RclRestore unlock parent.ptl",
                        "- setLongRelease parent.pte[0]",
                        "RclPut locked swap_lock",
                        "- getAndAddInt swap_users[1]",
                        "- getAndAddInt cnt[1]"),
                memory.accessesFrom(RclUnmap));
    }

    @Test
    void a_page_from_swap_is_exclusive_before_it_is_mapped() {
        machine("private/exclusive/4/1");
        kernel.swap().swap(parent, 0);
        kernel.user().store(parent, 0);
        assertEquals(
                List.of(
                        "FltSwapIn locked parent.ptl",
                        "- getLong parent.pte[0]",
                        "- setIntRelease exclusive[1]",
                        "- getAndAddInt mapcount[1]",
                        "- locked swap_lock",
                        "- getAndAddInt swap_users[1]",
                        "- getAndAddInt cnt[1]",
                        "- setLongRelease parent.pte[0]",
                        "FltDropMmap getAndAddInt parent.mmap_lock",
                        "CpuStore locked bus",
                        "- getLongOpaque parent.pte[0]",
                        "- getAndAddInt data[1]",
                        "- getAndAddInt parent.shown[0]"),
                memory.accessesFrom(FltSwapIn));
    }

    @Test
    void clear_refs_asks_for_pins_and_write_protects_under_one_lock() {
        machine("private/exclusive/4/1");
        kernel.refs().clearSoftDirty(parent, 0);
        assertEquals(
                List.of(
                        "ClearRefsTest lock parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getIntVolatile parent.has_pinned",
                        "ClearRefsProtect unlock parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getAndSetLong parent.pte[0]"),
                memory.accesses());
    }

    @Test
    void a_page_is_moved_once_its_entry_is_cleared_and_nobody_has_it_pinned() {
        machine("private/exclusive/4/2");
        kernel.move().move(parent, 0, 1);
        assertEquals(
                List.of(
                        "MoveClear lock parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getIntVolatile exclusive[1]",
                        "- getLong parent.pte[1]",
                        "- getAndSetLong parent.pte[0]",
                        "MoveCheck getIntVolatile cnt[1]",
                        "MoveSet unlock parent.ptl",
                        "- setIntRelease index[1]",
                        "- getIntOpaque parent.shown[0]",
                        "- setIntRelease parent.shown[1]",
                        "- setIntRelease parent.shown[0]",
                        "- setLongRelease parent.pte[1]"),
                memory.accesses());
    }
}
