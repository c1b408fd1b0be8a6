package org.pinproof.explore.collapse;

import java.util.Locale;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.thp.CollapseForm;
import org.pinproof.kernel.thp.HugeRange;

/**
 * What a pmd covers, and how a collapse and a walker keep out of each other's way.
 *
 * @param start what is mapped at first
 * @param vpns how many pages the pmd covers, one or two
 * @param deposits whether a table that is not needed is kept for a split to come, rather than freed
 */
public record CollapseShape(CollapseForm form, HugeRange.Start start, int vpns, boolean deposits) {
    private static final int MOST_PAGES = 2;

    /** Rejects shapes that the specification does not have. */
    public CollapseShape {
        if (vpns < 1 || vpns > MOST_PAGES) {
            throw new ScriptException("a pmd covers one page or two; found " + vpns + ". Write 1 or 2.");
        }
    }

    /** {@return how many frames there are: a small page for each vpn, two huge ones, and somebody else's} */
    public int frames() {
        return vpns + 3;
    }

    /** {@return what the specification calls what is mapped at first} */
    public String startName() {
        return name(start);
    }

    /** {@return what the specification calls it} */
    public static String name(HugeRange.Start start) {
        return start.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the shape as it begins a script} */
    @Override
    public String toString() {
        return "collapse/" + form.text() + (deposits ? "" : "-freed") + "/" + startName() + "/" + vpns;
    }
}
