package org.pinproof.kernel.mm;

/**
 * Two lines of {@code /proc/vmstat}: how many pages have been pinned and unpinned, one for each subpage, attempts of the fast
 * path that were undone included.
 *
 * <p>Whoever pins takes the reference first and counts it second; whoever releases counts first. So the difference is never
 * more than the pins there are, and is their number when nobody is in a call. The kernel has a word for each CPU, and one
 * that is 64 bits wide; here there is one word of 32. Source: {@code include/linux/mmzone.h}, {@code mm/vmstat.c}.
 */
public final class PageCounters {
    /** Pages pinned, or tried. */
    public static final String NR_FOLL_PIN_ACQUIRED = "nr_foll_pin_acquired";

    /** Pages unpinned, or given up. */
    public static final String NR_FOLL_PIN_RELEASED = "nr_foll_pin_released";

    /**
     * The name of {@link #NR_FOLL_PIN_ACQUIRED} in the series of October 2019, which counted under {@code CONFIG_DEBUG_VM} only.
     * Its document lists this name twice; the second time it means {@link #NR_FOLL_PIN_RETURNED}.
     */
    public static final String NR_FOLL_PIN_REQUESTED = "nr_foll_pin_requested";

    /** The name of {@link #NR_FOLL_PIN_RELEASED} in the series of October 2019. */
    public static final String NR_FOLL_PIN_RETURNED = "nr_foll_pin_returned";

    private final int acquired;
    private final int released;

    /** Lays out both counters. */
    public PageCounters(MemoryLayout layout) {
        acquired = layout.intCell(NR_FOLL_PIN_ACQUIRED, 0);
        released = layout.intCell(NR_FOLL_PIN_RELEASED, 0);
    }

    /**
     * {@return the int cell of the counter with this name, today's or that of October 2019}
     *
     * @throws IllegalArgumentException if none has it
     */
    public int named(String name) {
        return switch (name) {
            case NR_FOLL_PIN_ACQUIRED, NR_FOLL_PIN_REQUESTED -> acquired;
            case NR_FOLL_PIN_RELEASED, NR_FOLL_PIN_RETURNED -> released;
            default ->
                throw new IllegalArgumentException("no counter of pins is named " + name + "; they are "
                        + NR_FOLL_PIN_ACQUIRED + " and " + NR_FOLL_PIN_RELEASED);
        };
    }

    /** {@return the int cell of pages acquired} */
    public int acquired() {
        return acquired;
    }

    /** {@return the int cell of pages released} */
    public int released() {
        return released;
    }
}
