package org.pinproof.kernel.gup;

/**
 * The out-parameter {@code int *locked}: whether the caller still holds {@code mmap_lock} when the call is back.
 *
 * <p>A call that is given one may drop the lock while it waits for a fault; what its caller has looked up under the lock is
 * worth nothing then. One that is not given any keeps the lock whatever happens. Belongs to one call of one thread. Source:
 * {@code mm/gup.c::get_user_pages_locked}, f0818f472d8d.
 */
public final class MmapLocked {
    private boolean held;

    private MmapLocked(boolean held) {
        this.held = held;
    }

    /** {@return the parameter of a caller that holds the lock, as it must} */
    public static MmapLocked held() {
        return new MmapLocked(true);
    }

    /** {@return the parameter of a caller that does not, which is refused} */
    public static MmapLocked notHeld() {
        return new MmapLocked(false);
    }

    /** {@return whether the lock is held} */
    public boolean isHeld() {
        return held;
    }

    /** The lock was dropped, or taken again. */
    public void set(boolean nowHeld) {
        held = nowHeld;
    }
}
