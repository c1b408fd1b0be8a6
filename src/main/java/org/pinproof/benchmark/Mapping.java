package org.pinproof.benchmark;

/** What maps the pages. */
public enum Mapping {
    /** A pte for each page. */
    PTES("4K"),
    /** A huge entry for each 512. */
    LEAVES("2M");

    private final String size;

    Mapping(String size) {
        this.size = size;
    }

    /** {@return the size of what one entry maps} */
    @Override
    public String toString() {
        return size;
    }
}
