package org.pinproof.kernel.writeback;

import static org.pinproof.kernel.mm.KernelStep.FsWriteBuffer;
import static org.pinproof.kernel.mm.KernelStep.WbBounce;
import static org.pinproof.kernel.mm.KernelStep.WbDevRead;
import static org.pinproof.kernel.mm.KernelStep.WbEnd;
import static org.pinproof.kernel.mm.KernelStep.WbStart;

import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;

/**
 * The page on its way to the disk: submission by buffers, the disk's reads half by half, and the end.
 *
 * <p>The disk reads at any time between submission and end, and not at once: a store in between tears what is written. Source:
 * {@code fs/buffer.c::__block_write_full_page}, {@code end_buffer_async_write}.
 */
public final class PageIo {
    private static final int STARTED = 1 << FilePage.HALVES;
    private static final int ALL = STARTED - 1;
    private static final long LOW = 0xffff_ffffL;

    private final Memory memory;
    private final MappedFile file;
    private final boolean stable;

    /**
     * What the disk was given.
     *
     * @param started whether there is a write at all
     * @param halves a bit for each half to be read
     * @param copied whether from a copy
     * @param copy the copy, packed, if so
     */
    public record Submission(boolean started, int halves, boolean copied, long copy) {}

    /**
     * Writes this file's page.
     *
     * @param stable whether a write carries a checksum, which a store in between makes wrong
     */
    public PageIo(Memory memory, MappedFile file, boolean stable) {
        this.memory = memory;
        this.file = file;
        this.stable = stable;
    }

    /** {@return two versions in one word} */
    public static long pack(int first, int second) {
        return (long) second << Integer.SIZE | first & LOW;
    }

    /** {@return a half's version of a word that {@link #pack} made} */
    public static int version(long packed, int half) {
        return (int) (packed >> half * Integer.SIZE);
    }

    /** {@return the versions in memory, packed; opaque, as stores come without the lock that is held} */
    long versions(LockedMemory held) {
        return pack(
                held.getIntOpaque(file.page().data(0)),
                held.getIntOpaque(file.page().data(1)));
    }

    /** {@return a copy of the page, packed: what the disk may read while devices go on storing} */
    public long copy() {
        return memory.locked(WbBounce, file.page().bus(), this::versions);
    }

    /** Submits what the buffers say; they are clean then. */
    Submission submit() {
        return submission(
                memory.locked(WbStart, file.page().privateLock(), held -> start(held, false, false)), false, 0);
    }

    /** Submits all of a page that stays dirty. */
    Submission submitAll() {
        return submission(
                memory.locked(WbStart, file.page().privateLock(), held -> start(held, true, false)), false, 0);
    }

    /** Submits a copy of a page that stays dirty. */
    Submission submitCopy(long copy) {
        return submission(
                memory.locked(WbStart, file.page().privateLock(), held -> start(held, true, true)), true, copy);
    }

    /** Submits a copy of a page that was marked clean. */
    public Submission submitCopyOfClean(long copy) {
        return submission(
                memory.locked(WbStart, file.page().privateLock(), held -> start(held, false, true)), true, copy);
    }

    private static Submission submission(long started, boolean copied, long copy) {
        return new Submission(started != 0, (int) started & ALL, copied, copy);
    }

    /**
     * Without buffers nothing can be written, and the changes are dropped, as ext4 does since cc5095747edf. A copy carries no
     * checksum of the page: nobody stores to it.
     */
    private long start(LockedMemory held, boolean staysDirty, boolean copied) {
        FilePage page = file.page();
        if (!staysDirty) {
            held.setInt(page.reserved(), 0);
        }
        if (!page.isBuffered(held)) {
            return 0;
        }
        int halves = 0;
        for (int half = 0; half < FilePage.HALVES; half++) {
            boolean submitted = staysDirty || held.getInt(page.buffer(half)) == FilePage.DIRTY;
            halves |= submitted ? 1 << half : 0;
            boolean summed = submitted && stable && !copied;
            // opaque: devices store without the lock. The stores of CPUs came before the flush.
            held.setInt(page.checksum(half), summed ? held.getIntOpaque(page.data(half)) : -1);
        }
        page.setBuffers(held, staysDirty ? FilePage.DIRTY : FilePage.CLEAN);
        // release: SyncWait reads it without a lock, and cannot miss the write of a mark that it found taken: it was
        // found so under the page lock, which is dropped behind this.
        held.setIntRelease(page.writeback(), 1);
        return STARTED | halves;
    }

    /** The disk reads what it was given. */
    void read(Submission submission) {
        for (int half = 0; half < FilePage.HALVES; half++) {
            if ((submission.halves() >> half & 1) != 0) {
                read(half, submission);
            }
        }
    }

    /** The write ends: who waits for it goes on. */
    void end() {
        // release: pairs with every wait for it, FltWaitStable first; what the disk reads and has comes before the end
        // of the write. Without it a store that was let through by the end could be read by the disk.
        memory.setIntRelease(WbEnd, file.page().writeback(), 0);
    }

    private void read(int half, Submission submission) {
        FilePage page = file.page();
        memory.locked(WbDevRead, page.bus(), disk -> {
            // volatile: stays behind WbTestClear; read earlier it could miss the store of a holder that found the mark
            // there and set none.
            int version = submission.copied() ? version(submission.copy(), half) : disk.getIntVolatile(page.data(half));
            disk.setInt(page.disk(half), version);
            return 1;
        });
    }

    /**
     * The file system writes one dirty buffer by itself and leaves the page's mark alone, as ext3's ordered mode did at commit.
     * Source: {@code fs/buffer.c::write_dirty_buffer}.
     */
    public void writeBuffer(int half) {
        memory.locked(FsWriteBuffer, file.page().privateLock(), held -> {
            FilePage page = file.page();
            // volatile: pairs with WbEnd; two never write to the disk at a time, so its cells need no lock of their
            // own.
            if (held.getInt(page.buffer(half)) != FilePage.DIRTY || held.getIntVolatile(page.writeback()) != 0) {
                return 0;
            }
            held.setInt(page.buffer(half), FilePage.CLEAN);
            held.setInt(page.disk(half), held.getIntVolatile(page.data(half)));
            return 1;
        });
    }
}
