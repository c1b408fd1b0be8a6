package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.SlowCheckVma;
import static org.pinproof.kernel.mm.KernelStep.SlowFindVma;
import static org.pinproof.kernel.mm.KernelStep.SlowUseVma;

/**
 * The areas of an address space: which object describes the area that a page is in, and what the object says.
 *
 * <p>Objects are numbered, and used again for other areas after they were freed: a number that was looked up is worth nothing
 * once {@code mmap_lock} was dropped. All cells are written with the lock held for writing, and read with it held. Left out:
 * merging and splitting, and that the kernel keeps an area in mind for the next page of it. Source: {@code
 * include/linux/mm_types.h::struct vm_area_struct}, {@code mm/mmap.c::find_vma}.
 */
public final class VmaTable {
    /** No area. */
    public static final int NONE = -1;

    private final int[] areas;
    private final int[] objects;

    /**
     * Lays out the areas.
     *
     * @param areas for each page the number of its area's object, or {@link #NONE}
     * @param flags for each object its {@link VmFlag}s; 0 for one that describes no area
     */
    public VmaTable(MemoryLayout layout, int[] areas, int... flags) {
        this.areas = new int[areas.length];
        for (int vpn = 0; vpn < areas.length; vpn++) {
            this.areas[vpn] = layout.intCell("vma_at[" + vpn + "]", areas[vpn]);
        }
        objects = new int[flags.length];
        for (int vma = 0; vma < flags.length; vma++) {
            objects[vma] = layout.intCell("vma[" + vma + "]", flags[vma]);
        }
    }

    /** {@return how many pages the address space has} */
    public int pages() {
        return areas.length;
    }

    /** {@return how many objects there are} */
    public int objects() {
        return objects.length;
    }

    /** {@return the int cell of the number of this page's area} */
    public int area(int vpn) {
        return areas[vpn];
    }

    /** {@return the int cell of this object's flags} */
    public int flags(int vma) {
        return objects[vma];
    }

    /** {@return the number of the area that this page is in, or {@link #NONE}} Valid until {@code mmap_lock} is dropped. */
    public int find(Memory memory, int vpn) {
        // opaque, as all looks at areas: mmap_lock is held and orders them.
        return memory.getIntOpaque(SlowFindVma, areas[vpn]);
    }

    /** {@return the flags of this area, for its check} */
    public int check(Memory memory, int vma) {
        return memory.getIntOpaque(SlowCheckVma, objects[vma]);
    }

    /** {@return the flags of an area that a call has handed out} Source: {@code mm/gup.c::check_dax_vmas}. */
    public int use(Memory memory, int vma) {
        return memory.getIntOpaque(SlowUseVma, objects[vma]);
    }
}
