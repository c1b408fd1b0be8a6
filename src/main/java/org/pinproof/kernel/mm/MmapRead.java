package org.pinproof.kernel.mm;

/** {@code mmap_lock}, for reading. */
public interface MmapRead {
    /** For code that leaves the lock out: nobody writes. */
    MmapRead LEFT_OUT = new MmapRead() {
        @Override
        public void downRead() {
            // Nobody to keep out.
        }

        @Override
        public void upRead() {
            // Nobody to let in.
        }
    };

    /** Waits for the lock; whoever waits to write goes first. */
    void downRead();

    /** Drops it. */
    void upRead();
}
