package org.pinproof.explore.count;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** What one call covers: a page, or the whole of a larger one. */
public enum CallSize {
    /** A small page. */
    PAGE_4K("4K", 1),
    /** A huge page. */
    HUGE_2M("2M", 1 << 9),
    /** A gigantic page, the largest that x86 has. */
    HUGE_1G("1G", 1 << 18),
    /** The largest of powerpc: as many biases as the word has room for, and one more than that is none. */
    HUGE_16G("16G", 1 << 22);

    private final String text;
    private final int pages;

    CallSize(String text, int pages) {
        this.text = text;
        this.pages = pages;
    }

    /** {@return how many small pages it is} */
    public int pages() {
        return pages;
    }

    /** {@return the size as scripts write it} */
    @Override
    public String toString() {
        return text;
    }

    static CallSize named(String text) {
        return Arrays.stream(values())
                .filter(size -> size.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new ScriptException("not a size: \"" + text + "\". Sizes are "
                        + Arrays.stream(values()).map(CallSize::toString).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * {@return the size of so many pages}
     *
     * @throws ScriptException if there is none
     */
    public static CallSize of(long pages) {
        return Arrays.stream(values())
                .filter(size -> size.pages == pages)
                .findFirst()
                .orElseThrow(() -> new ScriptException("no page is of " + pages + " small pages; there are those of "
                        + Arrays.stream(values())
                                .map(size -> Integer.toString(size.pages))
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
