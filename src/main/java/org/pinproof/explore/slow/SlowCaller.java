package org.pinproof.explore.slow;

import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;

/**
 * What the callers of the slow path make of its answers. Source: {@code io_uring/rsrc.c::io_sqe_buffer_register}. Not final so that
 * a caller can be wrong.
 */
class SlowCaller {

    /** {@return what a range is answered that does not fit} Whoever is answered 0 asks for the rest. */
    protected int overflowed() {
        return Errno.EOVERFLOW.negative();
    }

    /** Whether the caller lets a call lose the lock that hands out areas. */
    protected boolean losesTheLock() {
        return false;
    }

    /** {@return how many pages the caller takes for its own} */
    protected int handed(int done, int asked) {
        return done;
    }

    /**
     * Makes as few pieces of the pages as there can be; {@return of how many pages the first is} One look for all of them: the
     * pages are held, and their heads stay what they are.
     *
     * @param done how many pages there are, from the first of the array
     */
    final int firstPiece(Memory memory, FrameTable frames, int[] pages, int done) {
        return (int) memory.locked(
                KernelStep.IoCoalesce, frames.zoneLock(), zone -> isOnePiece(zone, frames, pages, done) ? done : 1);
    }

    /** Whether the pages are one piece of memory: of one head, and one behind the other. */
    protected boolean isOnePiece(LockedMemory zone, FrameTable frames, int[] pages, int done) {
        for (int i = 1; i < done; i++) {
            if (pages[i] != pages[0] + i) {
                return false;
            }
        }
        return isOneHead(zone, frames, pages, done);
    }

    /** Whether all of the pages have the first one's head. */
    protected static boolean isOneHead(LockedMemory zone, FrameTable frames, int[] pages, int done) {
        int head = zone.getIntOpaque(frames.compoundHead(pages[0]));
        for (int i = 1; i < done; i++) {
            if (zone.getIntOpaque(frames.compoundHead(pages[i])) != head) {
                return false;
            }
        }
        return true;
    }
}
