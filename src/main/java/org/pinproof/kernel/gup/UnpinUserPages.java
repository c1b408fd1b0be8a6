package org.pinproof.kernel.gup;

import org.pinproof.kernel.gup.Release.Mark;

/**
 * The functions that release an array of pins.
 *
 * <p>What is released is what a call returned, not what it was asked for: an error handed on as a number of pages is refused
 * with a warning, as it would release what lies behind the array (146608bb7452; C looks where it need not mark pages too).
 * Left out: since 5.13 pages of one head that follow each other are released by one subtraction. Source: {@code mm/gup.c::unpin_user_pages},
 * {@code unpin_user_pages_dirty_lock}.
 */
public final class UnpinUserPages {
    private final Release release;
    private final Mark mark;

    /**
     * Releases by this.
     *
     * @param mark marks a page that is about to be released as dirty
     */
    public UnpinUserPages(Release release, Mark mark) {
        this.release = release;
        this.mark = mark;
    }

    /**
     * Unpins pages.
     *
     * @param pages as a call of {@link Gup} filled them
     * @param npages how many of them; what C returns for an error is refused
     * @return whether they were released
     */
    public boolean unpinUserPages(int[] pages, int npages) {
        return unpin(pages, npages, Mark::none);
    }

    /**
     * Unpins pages, each of them marked dirty before if that is asked for.
     *
     * @param makeDirty whether something was stored to them
     * @return whether they were released
     */
    public boolean unpinUserPagesDirtyLock(int[] pages, int npages, boolean makeDirty) {
        return unpin(pages, npages, makeDirty ? mark : Mark::none);
    }

    private boolean unpin(int[] pages, int npages, Mark before) {
        if (npages < 0) {
            return false;
        }
        for (int i = 0; i < npages; i++) {
            release.unpinUserPage(pages[i], before);
        }
        return true;
    }
}
