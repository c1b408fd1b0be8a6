package org.pinproof.kernel.gup;

import org.pinproof.kernel.mm.FilePage;

/**
 * Which pages may be pinned for as long as the owner likes.
 *
 * <p>Since 6.5 a page whose file system wants to know of every store may not (a6e79df92e4a, 8ac268436e6d); before, any page
 * could be, other than FS-DAX, which is left out. Source: {@code mm/gup.c::folio_fast_pin_allowed}, {@code
 * writable_file_mapping_allowed}, both 6.5. Not final so that a mutant can replace the decision.
 */
public class LongtermRule {
    private final boolean denies;

    /**
     * Makes the rule.
     *
     * @param denies whether there is one
     */
    public LongtermRule(boolean denies) {
        this.denies = denies;
    }

    /** {@return whether a call with these flags has to pass the rule} */
    public final boolean examines(int flags) {
        return denies && FollFlag.isLongterm(flags) && FollFlag.isWrite(flags);
    }

    /** {@return whether a page of this {@code page->mapping} may be pinned long-term} */
    public boolean allows(int mapping) {
        return mapping != FilePage.FILE;
    }
}
