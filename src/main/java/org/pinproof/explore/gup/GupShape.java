package org.pinproof.explore.gup;

import org.pinproof.explore.ScriptException;

/**
 * How memory looks at first.
 *
 * @param layout what is mapped
 * @param frames page frames, numbered from 0; at least as many as {@code vpns}
 * @param vpns pages that the pmd covers, and the size of the compound page
 */
public record GupShape(Layout layout, int frames, int vpns) {

    /** What the first {@code vpns} frames are, and how they are mapped. The others are free. */
    public enum Layout {
        /** Pages of their own, each mapped by a pte. */
        ORDER0("order0"),
        /** One compound page, mapped page by page. */
        TAILS("tails"),
        /** One compound page, mapped by a huge pmd. */
        LEAF("leaf");

        private final String specName;

        Layout(String specName) {
            this.specName = specName;
        }

        /** {@return the element of the specification's {@code Layouts}} */
        public String specName() {
            return specName;
        }
    }

    /** Most frames of a script: what a person can follow, and what keeps a search exhaustive. */
    public static final int MOST_FRAMES = 8;

    /** Rejects shapes the specification does not have. */
    public GupShape {
        if (vpns < 1 || frames < vpns || frames > MOST_FRAMES) {
            throw new ScriptException("a shape has 1 <= vpns <= frames <= " + MOST_FRAMES + "; frames=" + frames
                    + ", vpns=" + vpns + ". Give every vpn a frame to be mapped to.");
        }
    }
}
