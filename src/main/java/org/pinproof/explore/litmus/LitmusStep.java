package org.pinproof.explore.litmus;

import org.pinproof.kernel.mm.Step;

/** The steps of the litmus programs; the names tell what is accessed, several programs share them. */
public enum LitmusStep implements Step {
    /** Reads a page-table entry. */
    READ_PTE,
    /** Reads a page-table entry a second time. */
    RECHECK_PTE,
    /** Takes the write permission from a page-table entry. */
    CLEAN_PTE,
    /** Reads a reference count before a compare and set. */
    READ_COUNT,
    /** Tries to add references by compare and set. */
    GRAB,
    /** Adds references without a look. */
    GRAB_BLINDLY,
    /** Gives references back. */
    PUT,
    /** Takes a failed grab back. */
    UNDO,
    /** Reads a reference count to ask whether the page is pinned. */
    QUERY_PINNED,
    /** Frees the page. */
    FREE,
    /** Looks whether the page that one has a reference on is free. */
    LOOK_IF_FREE,
    /** Adds to a word of a row. */
    BUMP,
    /** Reads the last word of a row. */
    READ_LAST
}
