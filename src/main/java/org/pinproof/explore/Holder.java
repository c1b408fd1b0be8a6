package org.pinproof.explore;

import org.pinproof.kernel.gup.Release;

/**
 * Who holds pages, a driver mostly, and gives them back by the call that goes with how they were taken.
 *
 * <p>The kernel does not check it: a count does not say what it was made of. Not final so that a driver can be wrong.
 */
public class Holder {

    /**
     * Gives a page back.
     *
     * @param pinned whether it was pinned; otherwise a plain reference was taken
     * @param mark how it is marked dirty before
     */
    public final void giveBack(Release release, boolean pinned, int page, Release.Mark mark) {
        if (isUnpinned(pinned)) {
            release.unpinUserPage(page, mark);
        } else {
            release.putPage(page, mark);
        }
    }

    /** Whether what was taken so is given back by {@code unpin_user_page}. */
    protected boolean isUnpinned(boolean pinned) {
        return pinned;
    }

    /** {@return one who gives back by {@code unpin_user_page}, or by {@code put_page}, whatever was taken} */
    public static Holder always(boolean unpins) {
        return new Holder() {
            @Override
            protected boolean isUnpinned(boolean pinned) {
                return unpins;
            }
        };
    }
}
