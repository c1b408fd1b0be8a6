package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.RelDirtySet;
import static org.pinproof.kernel.mm.KernelStep.RelDirtyTest;

import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;

/**
 * The dirty mark of a page that is about to be released: {@code set_page_dirty_lock} unless it is dirty already.
 *
 * <p>What was stored to the page comes before the mark, and the mark before the release: reclaim looks first at the count and
 * then at the mark. Not final so that a mutant can replace one decision. Source: {@code
 * mm/gup.c::unpin_user_pages_dirty_lock}.
 */
public class DirtyRelease implements Release.Mark {
    private final Memory memory;
    private final MappedFile file;

    /** Marks this file's page. */
    public DirtyRelease(Memory memory, MappedFile file) {
        this.memory = memory;
        this.file = file;
    }

    @Override
    public final void mark() {
        if (isMarkNeeded()) {
            set();
        }
    }

    /** Whether the page is not dirty already. */
    protected boolean isMarkNeeded() {
        // volatile, without the page lock: pairs with WbTestClear and stays behind the holder's stores. If it is seen
        // set, the write that will clear it is still to come, and includes them; if it is seen clear, one write too
        // many is the worst. An opaque load could be early: the mark of before WbTestClear, the store after the disk's
        // read. C has a plain test_bit there, and a disk that reads much later.
        return memory.getIntVolatile(RelDirtyTest, file.page().dirty()) == 0;
    }

    /** Under the page lock the page cannot be truncated; one that was has no file to be dirty for. */
    protected void set() {
        memory.locked(RelDirtySet, file.page().pageLock(), this::setUnlessTruncated);
    }

    /** What {@link #set} does under the lock. */
    protected final long setUnlessTruncated(LockedMemory locked) {
        // plain: of a page that is held, only holders of the page lock change it.
        if (locked.getInt(file.page().mapping()) != FilePage.NO_MAPPING) {
            file.page().setDirty(locked);
        }
        return 1;
    }
}
