package org.pinproof.kernel.thp;

import java.util.Locale;

/** How a collapse and a lockless walker keep out of each other's way, over the years. */
public enum CollapseForm {
    /**
     * The flush behind the clear of the pmd interrupts every CPU, and so waits for the walkers: x86 before 6.0, on bare metal. A
     * hypervisor's flush does not.
     */
    FLUSH(true, false, false),
    /** It does not, where hardware broadcasts it, and nobody knew that it should: arm64 before 6.0. */
    BROADCAST(false, false, false),
    /** The walker looks at the pmd again: 70cbc3cc78a9 (6.0). */
    RECHECK(false, false, true),
    /** So it does, and the collapse waits before the table goes: what would do. */
    LATE(false, true, true),
    /** So it does, and the collapse waits behind the clear: 2ba99c5e0881 (6.1). */
    SYNC(true, false, true);

    private final boolean waitsBehindClear;
    private final boolean waitsForTable;
    private final boolean looksUp;

    CollapseForm(boolean waitsBehindClear, boolean waitsForTable, boolean looksUp) {
        this.waitsBehindClear = waitsBehindClear;
        this.waitsForTable = waitsForTable;
        this.looksUp = looksUp;
    }

    /** {@return whether a collapse waits for the walkers before it looks at any count} */
    public boolean waitsBehindClear() {
        return waitsBehindClear;
    }

    /** {@return whether a collapse waits for the walkers when the small pages are gone} */
    public boolean waitsForTable() {
        return waitsForTable;
    }

    /** {@return whether a walker looks at the pmd again, above a pte} */
    public boolean looksUp() {
        return looksUp;
    }

    /** {@return what scripts and the specification call it} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
