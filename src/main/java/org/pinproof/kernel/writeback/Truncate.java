package org.pinproof.kernel.writeback;

import static org.pinproof.kernel.mm.KernelStep.TruncDelete;
import static org.pinproof.kernel.mm.KernelStep.TruncLock;
import static org.pinproof.kernel.mm.KernelStep.TruncPut;
import static org.pinproof.kernel.mm.KernelStep.TruncWait;

import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.FileZap;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/**
 * Takes a page out of its file: unmapped, not dirty any more, without buffers and mapping. Whoever still holds it holds memory.
 *
 * <p>Source: {@code mm/truncate.c::truncate_inode_pages_range}, {@code truncate_cleanup_page}.
 */
public final class Truncate {
    private final Memory memory;
    private final MappedFile file;
    private final FileZap zap;
    private final PageAllocator allocator;

    /** Truncates this file. */
    public Truncate(Memory memory, MappedFile file, FileZap zap) {
        this.memory = memory;
        this.file = file;
        this.zap = zap;
        this.allocator = file.allocator(memory);
    }

    /** Truncates, if the file still has the page. */
    public void truncate() {
        FilePage page = file.page();
        // opaque: the allocator resets a mapping without the lock, though never a file's.
        if (memory.lock(TruncLock, page.pageLock(), l -> l.getIntOpaque(page.mapping()) == FilePage.FILE ? 1 : 0)
                == 0) {
            return;
        }
        // volatile: pairs with WbEnd; the disk must not read a page that is somebody else's by then.
        memory.awaitInt(TruncWait, page.writeback(), writeback -> writeback == 0);
        zap.zap();
        memory.unlock(TruncDelete, page.pageLock(), this::delete);
        // full: what was done with the page happens before it is freed by whoever drops it last.
        if (memory.getAndAddInt(TruncPut, file.refcount(), -1) == 1) {
            allocator.free(MappedFile.PFN);
        }
    }

    private long delete(LockedMemory locked) {
        FilePage page = file.page();
        locked.locked(page.privateLock(), held -> {
            page.setBuffers(held, FilePage.NO_BUFFER);
            // release: RelDirtyTest reads it without a lock; RelDirtySet then finds that there is no file.
            held.setIntRelease(page.dirty(), 0);
            held.setInt(page.reserved(), 0);
            return 0;
        });
        locked.setInt(page.cut(), 1);
        // release: pairs with FastMappingCheck, which does not take the page lock; a walker that finds no mapping finds
        // the page unmapped.
        locked.setIntRelease(page.mapping(), FilePage.NO_MAPPING);
        return 0;
    }
}
