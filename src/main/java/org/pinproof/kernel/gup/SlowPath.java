package org.pinproof.kernel.gup;

/** What a walk falls back to, page by page. */
public interface SlowPath {
    /** Nothing is mapped there, or nothing that may be held this way. */
    int EFAULT = 14;
    /** The count is beyond the limit. */
    int ENOMEM = 12;

    /**
     * Faults the page in for writing and takes a reference of the kind that {@code flags} asks for. Source:
     * {@code mm/gup.c::follow_page_pte}, {@code try_grab_page}.
     *
     * @return the pfn, or {@code -EFAULT} or {@code -ENOMEM}
     */
    int follow(int vpn, int flags);
}
