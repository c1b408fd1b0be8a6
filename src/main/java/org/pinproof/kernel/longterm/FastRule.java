package org.pinproof.kernel.longterm;

import java.util.Locale;

/** What the fast path does not give for long: it cannot move a page, and leaves it to the slow path. */
public enum FastRule {
    /** 2019: it sees in the entry that a page is a device's, be it a file system's block, and looks no further (932f4a630a69). */
    DEVMAP {
        @Override
        public boolean refuses(Placement placement) {
            return placement == Placement.FSDAX || placement == Placement.DEVDAX;
        }
    },
    /** 5.7: CMA as well (df3a0a21b698). */
    CMA {
        @Override
        public boolean refuses(Placement placement) {
            return DEVMAP.refuses(placement) || placement == Placement.CMA;
        }
    },
    /** 6.0: whatever is not pinnable. Source: {@code include/linux/mm.h::is_longterm_pinnable_page}. */
    ALL {
        @Override
        public boolean refuses(Placement placement) {
            return placement != Placement.NORMAL;
        }
    };

    /** {@return whether a page that lies there is not given} */
    public abstract boolean refuses(Placement placement);

    /** {@return the name in scripts and in the specification} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
