package org.pinproof.benchmark;

import org.pinproof.kernel.mm.Refcount;

/** A page that was pinned and not released did not look pinned: figures of this code are worth nothing. */
public final class NotPinnedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPinnedException(GupCommand command, int page, int head, int count) {
        super(String.format(
                "between pin and unpin every page must be page_dma_pinned; after %s page %d is not: the count of its head"
                        + " %d is %d, and a pin adds %d; nothing was measured",
                command, page, head, count, Refcount.GUP_PIN_COUNTING_BIAS));
    }
}
