package org.pinproof.kernel.writeback;

import static org.pinproof.kernel.mm.KernelStep.SyncCall;
import static org.pinproof.kernel.mm.KernelStep.SyncReturn;
import static org.pinproof.kernel.mm.KernelStep.SyncWait;
import static org.pinproof.kernel.mm.KernelStep.WbLock;
import static org.pinproof.kernel.mm.KernelStep.WbPinTest;
import static org.pinproof.kernel.mm.KernelStep.WbTestClear;
import static org.pinproof.kernel.mm.KernelStep.WbTransferDirty;
import static org.pinproof.kernel.mm.KernelStep.WbUnlock;
import static org.pinproof.kernel.mm.KernelStep.WbWait;
import static org.pinproof.kernel.mm.KernelStep.WbWaitPins;

import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * The flusher and fsync: lock the page, write-protect it, take its dirty mark away, let the disk read it.
 *
 * <p>Between write-protecting and taking the mark comes the question that pinning exists for, and {@link WbPolicy} says what is
 * done with the answer. Not final so that a mutant can replace one decision; the protected methods are the decisions. Source:
 * {@code mm/page-writeback.c::write_cache_pages}, {@code clear_page_dirty_for_io}.
 */
public class Writepage {
    private final Memory memory;
    private final MappedFile file;
    private final WbPolicy policy;
    private final PageMkclean mkclean;
    private final PageIo io;

    /** Writes this file's page. */
    public Writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
        this.memory = memory;
        this.file = file;
        this.policy = policy;
        this.mkclean = new PageMkclean(memory, file.frames(), file.mm());
        this.io = new PageIo(memory, file, stable);
    }

    /** Writes the page in the background: one that is being written already is passed over. */
    public final void flush() {
        while (pass(false)) {
            // The page was pinned, and the policy is to come again.
        }
    }

    /** {@code fsync}: what is dirty now is on disk on return, as far as the policy lets it. */
    public final void fsync() {
        memory.locked(SyncCall, file.page().privateLock(), this::owed);
        while (pass(true)) {
            // As above.
        }
        waitForWriters();
        memory.local(SyncReturn, 0);
    }

    /** A write that somebody else began counts too. */
    protected void waitForWriters() {
        // volatile: pairs with WbEnd; what the disk has read before it has is there.
        memory.awaitInt(SyncWait, file.page().writeback(), writeback -> writeback == 0);
    }

    /**
     * What fsync is held to: the halves' versions if the page is dirty, as {@link PageIo#pack}s them. All of it opaque, and on
     * real threads no snapshot: it is for who judges an execution, and no decision depends on it.
     */
    private long owed(LockedMemory held) {
        boolean dirty = held.getIntOpaque(file.page().dirty()) != 0 || Pte.isDirty(held.getLongOpaque(file.pte()));
        return dirty ? io.versions(held) : 0;
    }

    /** One pass over the page; {@return whether another is due} */
    private boolean pass(boolean sync) {
        if (memory.lock(WbLock, file.page().pageLock(), this::isWorthWriting) == 0) {
            return false;
        }
        if (!isFreeToWrite(sync)) {
            unlock();
            return false;
        }
        boolean pinned = clean();
        if (pinned && !writesPinned()) {
            unlock();
            return comesAgain();
        }
        if (!pinned && !testClear()) {
            unlock();
            return false;
        }
        PageIo.Submission submission = submit(pinned);
        unlock();
        if (submission.started()) {
            io.read(submission);
            end(io);
        }
        return false;
    }

    /** {@code end_page_writeback}. */
    protected void end(PageIo ended) {
        ended.end();
    }

    /** The page is the file's, and dirty; its lock is kept then. */
    private long isWorthWriting(LockedMemory locked) {
        // opaque: the allocator resets a mapping without the lock, though never a file's. Marks are set without it too:
        // those from before SyncCall are seen, as both take private_lock, later ones are the next pass's.
        return locked.getIntOpaque(file.page().mapping()) == FilePage.FILE
                        && locked.getIntOpaque(file.page().dirty()) != 0
                ? 1
                : 0;
    }

    /** fsync waits for a write under way, the background flusher does not. */
    private boolean isFreeToWrite(boolean sync) {
        int writeback = file.page().writeback();
        // volatile, both: pairs with WbEnd; two writes of a page never overlap.
        if (sync) {
            memory.awaitInt(WbWait, writeback, value -> value == 0);
            return true;
        }
        return memory.getIntVolatile(WbWait, writeback) == 0;
    }

    /** Write-protects, and asks; {@return whether the page may be pinned, as far as the policy wants to know} */
    protected boolean clean() {
        mkcleanAndTransfer();
        return asks() && isPinned();
    }

    /** {@return whether the policy asks} */
    protected boolean asks() {
        return policy.asks();
    }

    /** Write-protects the entry, and moves what it knew of dirt to the page. */
    protected final void mkcleanAndTransfer() {
        stopDevices();
        boolean cleaned = mkclean.clean(0, file.tlb());
        file.notifier().end(memory);
        if (cleaned) {
            transferDirty();
        }
    }

    /** Devices that follow the page table stop before the entry is changed. */
    protected void stopDevices() {
        file.notifier().start(memory);
    }

    /** {@code set_page_dirty} of a page whose entry was dirty: all its buffers are to be written. */
    protected void transferDirty() {
        memory.locked(WbTransferDirty, file.page().privateLock(), file.page()::setDirtyUnder);
    }

    /** {@code page_dma_pinned}. */
    protected final boolean isPinned() {
        // volatile: stays behind the clear of the entry; read earlier it could miss a grab that passes its re-check.
        return Refcount.isDmaPinned(memory.getIntVolatile(WbPinTest, file.refcount()));
    }

    private boolean writesPinned() {
        return policy == WbPolicy.BOUNCE || policy == WbPolicy.KEEP_DIRTY;
    }

    /** WAIT and REVOKE: until nobody has a pin, without any lock. */
    private boolean comesAgain() {
        if (!waitsForPins(policy)) {
            return false;
        }
        if (policy == WbPolicy.REVOKE) {
            file.lease().breakLease(memory);
        }
        // volatile: pairs with RelSub; what was stored through the last pin is there.
        memory.awaitInt(WbWaitPins, file.refcount(), count -> !Refcount.isDmaPinned(count));
        return true;
    }

    /** Whether a page that is pinned is waited for under this policy, and not passed over. */
    protected boolean waitsForPins(WbPolicy any) {
        return any == WbPolicy.WAIT || any == WbPolicy.REVOKE;
    }

    /** Takes the dirty mark away; {@return whether it was there} From here on the page is clean for faults. */
    protected final boolean testClear() {
        // full: pairs with RelDirtyTest; a release that still sees the mark has stored before the disk reads. Atomic,
        // as the mark is set without the page lock.
        return memory.compareAndSetInt(WbTestClear, file.page().dirty(), 1, 0);
    }

    private PageIo.Submission submit(boolean pinned) {
        if (!pinned) {
            return io.submit();
        }
        return policy == WbPolicy.BOUNCE ? bounce(io) : io.submitAll();
    }

    /** The page is copied, the copy is written, and the page stays dirty. */
    protected PageIo.Submission bounce(PageIo to) {
        return to.submitCopy(to.copy());
    }

    private void unlock() {
        memory.unlock(WbUnlock, file.page().pageLock(), locked -> 0);
    }
}
