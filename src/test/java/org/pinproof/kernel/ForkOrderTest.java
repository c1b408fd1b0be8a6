package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pinproof.kernel.mm.KernelStep.CowCheckReuse;
import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastRecord;
import static org.pinproof.kernel.mm.KernelStep.ForkWrprotect;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.explore.fork.ForkKernel;
import org.pinproof.explore.fork.ForkMutant;
import org.pinproof.explore.fork.ForkProgram;
import org.pinproof.explore.fork.ForkScript;
import org.pinproof.kernel.fork.MmStruct;
import org.pinproof.kernel.gup.FollFlag;

/** The order of accesses of a walk through private memory, of copies on write, and of fork, to the letter. */
class ForkOrderTest {
    private static final int PIN = FollFlag.FOLL_PIN | FollFlag.FOLL_WRITE;
    private static final int READ = FollFlag.FOLL_PIN | FollFlag.FOLL_LONGTERM;

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
    void a_pin_is_taken_between_two_looks_at_the_sequence_count() {
        machine("private/exclusive/4/1");
        kernel.gup().take(parent, 0, PIN);
        assertEquals(
                List.of(
                        "FastSetHasPinned setIntRelease parent.has_pinned",
                        "FastSeqBegin getIntAcquire parent.write_protect_seq",
                        "FastReadPte getLongOpaque parent.pte[0]",
                        "FastGrab addIntUnlessZero cnt[1]",
                        "FastRecheck getLongVolatile parent.pte[0]",
                        "FastRecord local",
                        "FastSeqEnd getIntVolatile parent.write_protect_seq"),
                memory.accesses());
    }

    @Test
    void a_pin_to_read_asks_whether_the_page_is_shared_behind_the_second_look_at_the_entry() {
        machine("readonly/exclusive/4/1");
        kernel.gup().take(parent, 0, READ);
        assertEquals(
                List.of(
                        "FastGrab addIntUnlessZero cnt[1]",
                        "FastRecheck getLongVolatile parent.pte[0]",
                        "FastExclCheck getIntVolatile exclusive[1]",
                        "FastRecord local",
                        "FastSeqEnd getIntVolatile parent.write_protect_seq"),
                memory.accessesFrom(FastGrab));
    }

    @Test
    void a_page_that_is_shared_is_given_back_and_copied_before_it_is_pinned_to_read() {
        machine("shared/exclusive/4/1");
        kernel.gup().take(parent, 0, READ);
        assertEquals(
                List.of(
                        "FastGrab addIntUnlessZero cnt[1]",
                        "FastRecheck getLongVolatile parent.pte[0]",
                        "FastExclCheck getIntVolatile exclusive[1]",
                        "FastUndo getAndAddInt cnt[1]",
                        "FastFallback awaitAndAddInt parent.mmap_lock",
                        "SlowFollow locked parent.ptl",
                        "FltReadPte getLongOpaque parent.pte[0]",
                        "CowCheckReuse locked parent.ptl",
                        "CowCopy locked zone_lock",
                        "CowInstall locked parent.ptl",
                        "CowPut getAndAddInt cnt[1]",
                        "SlowFollow locked parent.ptl",
                        "SlowUnlockMmap getAndAddInt parent.mmap_lock"),
                memory.steps().subList(3, memory.steps().size()));
    }

    @Test
    void a_copy_is_mapped_as_exclusive_and_the_old_page_is_held_until_it_is() {
        machine("shared/exclusive/4/1");
        kernel.user().store(parent, 0);
        assertEquals(
                List.of(
                        "CowCheckReuse locked parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getIntVolatile exclusive[1]",
                        "- getIntVolatile cnt[1]",
                        "- getAndAddInt cnt[1]",
                        "CowCopy locked zone_lock",
                        "- getInt free[1]",
                        "- getInt free[2]",
                        "- setInt free[2]",
                        "- setIntRelease cnt[2]",
                        "- getIntOpaque data[1]",
                        "- setIntRelease data[2]",
                        "- setIntRelease index[2]",
                        "CowInstall locked parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getAndAddInt mapcount[1]",
                        "- getAndAddInt mapcount[2]",
                        "- setIntRelease exclusive[2]",
                        "- getAndSetLong parent.pte[0]",
                        "CowPut getAndAddInt cnt[1]",
                        "FltDropMmap getAndAddInt parent.mmap_lock",
                        "CpuStore locked bus",
                        "- getLongOpaque parent.pte[0]",
                        "- getAndAddInt data[2]",
                        "- getAndAddInt parent.shown[0]"),
                memory.accessesFrom(CowCheckReuse));
    }

    @Test
    void fork_opens_the_sequence_before_it_looks_at_the_count_and_leaves_the_entry_of_a_pinned_page_alone() {
        machine("private/exclusive/4/1");
        kernel.gup().take(parent, 0, PIN);
        int before = memory.accesses().size();
        kernel.fork().fork();
        assertEquals(
                List.of(
                        "MmapWriteLock awaitAndAddInt parent.mmap_lock",
                        "ForkSeqBegin getAndAddInt parent.write_protect_seq",
                        "ForkCheckPin lock parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getIntVolatile exclusive[1]",
                        "- getIntVolatile parent.has_pinned",
                        "- getIntVolatile cnt[1]",
                        "ForkCopyNow unlock parent.ptl",
                        "- locked child.ptl",
                        "- locked zone_lock",
                        "- getInt free[1]",
                        "- getInt free[2]",
                        "- setInt free[2]",
                        "- setIntRelease cnt[2]",
                        "- getIntOpaque data[1]",
                        "- setIntRelease data[2]",
                        "- setIntRelease index[2]",
                        "- getAndAddInt mapcount[2]",
                        "- setIntRelease exclusive[2]",
                        "- getIntOpaque parent.shown[0]",
                        "- setIntRelease child.shown[0]",
                        "- setLongRelease child.pte[0]",
                        "ForkSeqEnd getAndAddInt parent.write_protect_seq",
                        "MmapWriteUnlock locked tasklist_lock",
                        "- setInt born",
                        "- getAndAddInt parent.mmap_lock"),
                memory.accesses().subList(before, memory.accesses().size()));
    }

    @Test
    void fork_shares_a_page_before_it_write_protects_the_entry() {
        machine("private/exclusive/4/1");
        kernel.fork().fork();
        assertEquals(
                List.of(
                        "ForkWrprotect unlock parent.ptl",
                        "- locked child.ptl",
                        "- getAndAddInt cnt[1]",
                        "- getAndAddInt mapcount[1]",
                        "- setIntRelease exclusive[1]",
                        "- getIntOpaque cut[1]",
                        "- setIntRelease cut[1]",
                        "- getIntOpaque parent.shown[0]",
                        "- setIntRelease child.shown[0]",
                        "- getAndSetLong parent.pte[0]",
                        "- setLongRelease child.pte[0]",
                        "ForkSeqEnd getAndAddInt parent.write_protect_seq",
                        "MmapWriteUnlock locked tasklist_lock",
                        "- setInt born",
                        "- getAndAddInt parent.mmap_lock"),
                memory.accessesFrom(ForkWrprotect));
    }

    @Test
    void a_pin_that_a_fork_came_between_is_undone_and_taken_again_under_the_lock() {
        machine("private/exclusive/4/1");
        memory.before(FastRecord, () -> kernel.fork().fork());
        kernel.gup().take(parent, 0, PIN);
        assertEquals(
                List.of(
                        "FastRecord local",
                        "FastSeqEnd getIntVolatile parent.write_protect_seq",
                        "FastUndo getAndAddInt cnt[1]",
                        "FastFallback awaitAndAddInt parent.mmap_lock",
                        "SlowFollow locked parent.ptl",
                        "- getLong parent.pte[0]",
                        "- getAndAddInt cnt[1]",
                        "SlowUnlockMmap getAndAddInt parent.mmap_lock"),
                memory.accessesFrom(FastRecord));
    }
}
