package org.pinproof.explore.slow;

import java.util.Arrays;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.gup.GetUserPagesLocked.Era;

/**
 * How memory looks at first, and which kernel it is.
 *
 * @param layout what areas there are and what is mapped
 * @param vpns pages of the address space
 * @param frames page frames, numbered from 0; at least as many as {@code vpns}
 * @param vmas objects that describe areas; at least as many as {@code vpns}
 */
public record SlowShape(Era era, Layout layout, int vpns, int frames, int vmas) {

    /** The specification's layouts. */
    public enum Layout {
        /** Each vpn an area of its own, with a page. */
        ANON,
        /** The same, no pages. */
        ABSENT,
        /** No pages, and each fault is a user's to resolve. */
        UFFD,
        /** No pages, and each has to be read first. */
        FILE,
        /** As {@link #ANON}, but the area of vpn 1 is a device's. */
        HOLE,
        /** Vpn 0 as in {@link #ANON}, the others as in {@link #UFFD}. */
        MIXED,
        /** One area, and in it one huge page. */
        LEAF,
        /** The same, and so many references to it that the next pin is the last. */
        BRIM,
        /** Each vpn an area of its own, and one page in all of them. */
        TWICE;

        /** {@return the element of the specification's {@code Layouts}} */
        public String specName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** {@return the layout of this name, or null} */
        public static Layout named(String specName) {
            return Arrays.stream(values())
                    .filter(layout -> layout.specName().equals(specName))
                    .findFirst()
                    .orElse(null);
        }

        /** {@return whether a huge page covers the address space} */
        public boolean isHuge() {
            return this == LEAF || this == BRIM;
        }
    }

    /** Most frames of a script. */
    public static final int MOST_FRAMES = 8;

    /** Rejects shapes the specification does not have. */
    public SlowShape {
        if (layout == Layout.TWICE && vpns < 2) {
            throw new ScriptException("twice maps one page at several vpns; vpns=" + vpns + ". Give it two.");
        }
        if (vpns < 1 || frames < vpns || vmas < vpns || frames > MOST_FRAMES || vmas > MOST_FRAMES) {
            throw new ScriptException("a shape has 1 <= vpns <= frames, vmas <= " + MOST_FRAMES + "; vpns=" + vpns
                    + ", frames=" + frames + ", vmas=" + vmas + ". Give every vpn a frame and an area.");
        }
    }

    /** {@return the name of an era in scripts and in the specification} */
    public static String specName(Era era) {
        return era == Era.LINUX_4_0 ? "2015" : "2020";
    }
}
