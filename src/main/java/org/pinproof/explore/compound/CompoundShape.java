package org.pinproof.explore.compound;

import org.pinproof.explore.ScriptException;
import org.pinproof.explore.gup.GupShape;

/**
 * How memory looks at first, and how pins are counted on it.
 *
 * @param layout what is mapped
 * @param era how a pin is counted
 * @param mixing whether tasks release by the wrong kind what they do not hold by the right one
 * @param frames page frames, numbered from 0; at least as many as {@code vpns}
 * @param vpns pages that the pmd covers, and the size of the compound page
 */
public record CompoundShape(Layout layout, Era era, boolean mixing, int frames, int vpns) {

    /** What the frames are, and how they are mapped. */
    public enum Layout {
        /** Pages of their own, each mapped by a pte. */
        ORDER0,
        /** One compound page, mapped page by page. */
        TAILS,
        /** One compound page, mapped by a huge pmd. */
        LEAF,
        /** Frame 0 is the zero page, and vpn 0 maps it. */
        ZERO;

        /** {@return the element of the specification's {@code Layouts}} */
        public String specName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How a pin is counted. */
    public enum Era {
        /** A bias for each page, and an undo between a get and a put. */
        BIAS,
        /** An exact count for large pages, of 2021. */
        EXACT,
        /** The form of 6.x, which does not count pins of the zero page. */
        FOLIO;

        /** {@return the value of the specification's {@code Era}} */
        public String specName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Rejects shapes that the specification does not have. */
    public CompoundShape {
        if (vpns < 1 || vpns > 4 || Integer.bitCount(vpns) != 1 || frames < vpns || frames > GupShape.MOST_FRAMES) {
            throw new ScriptException("a huge page has 1, 2 or 4 pages, and as many frames at least, at most "
                    + GupShape.MOST_FRAMES + "; frames=" + frames + ", vpns=" + vpns
                    + ". Give every vpn a frame to be mapped to.");
        }
    }

    /** {@return the frames and vpns alone} */
    GupShape memory() {
        return new GupShape(GupShape.Layout.ORDER0, frames, vpns);
    }

    /** {@return whether the first frames are one page} */
    boolean isCompound() {
        return layout == Layout.TAILS || layout == Layout.LEAF;
    }

    /** {@return the frame that is the zero page, or -1} */
    public int zeroPage() {
        return layout == Layout.ZERO ? 0 : -1;
    }

    /** {@return whether a pin of this frame is written nowhere} */
    public boolean isExempt(int pfn) {
        return era == Era.FOLIO && pfn == zeroPage();
    }

    /** {@return as a script begins} */
    @Override
    public String toString() {
        return layout.specName() + "/" + era.specName() + (mixing ? "-mixed" : "") + "/" + frames + "/" + vpns;
    }
}
