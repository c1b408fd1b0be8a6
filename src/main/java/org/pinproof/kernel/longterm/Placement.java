package org.pinproof.kernel.longterm;

import java.util.Locale;

/**
 * Where a page lies, which says how long it may stay there. It never changes: another placement is another frame. Source: {@code
 * include/linux/mmzone.h}, {@code include/linux/memremap.h}.
 */
public enum Placement {
    /** Memory that nobody else has a claim to. */
    NORMAL,
    /** {@code ZONE_MOVABLE}: may be unplugged. */
    MOVABLE,
    /** A CMA area: a device's driver may ask for it as one piece. */
    CMA,
    /** A block of a file system on persistent memory, which lives as long as the block. */
    FSDAX,
    /** A device's memory, coherent with the CPU's: the device wants it for itself. */
    DEVICE,
    /** A device's memory mapped as it is (device-dax), which nobody else has a claim to, but which may be unplugged. */
    DEVDAX,
    /** {@code memfd_secret}: nobody but its owner's CPU may have it. */
    SECRET;

    /** {@return the name in scripts} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
