package org.pinproof.kernel.mm;

/**
 * The flags of an area, with Linux 6.1's values; those that C tells by other fields of the area have bits of their own here.
 * An object that describes no area has none. Source: {@code include/linux/mm.h}.
 */
public final class VmFlag {
    /** Loads are allowed. */
    public static final int VM_READ = 0x01;
    /** Stores are allowed. */
    public static final int VM_WRITE = 0x02;
    /** What is stored is seen through other mappings. */
    public static final int VM_SHARED = 0x08;
    /** {@code mprotect} may allow loads. */
    public static final int VM_MAYREAD = 0x10;
    /** {@code mprotect} may allow stores. */
    public static final int VM_MAYWRITE = 0x20;
    /** Faults on missing pages are a user's to resolve; {@code fs/userfaultfd.c}. */
    public static final int VM_UFFD_MISSING = 0x200;
    /** Page frame numbers without {@code struct page}. */
    public static final int VM_PFNMAP = 0x400;
    /** A device's registers. */
    public static final int VM_IO = 0x4000;
    /** {@code !vma_is_anonymous}: there is a file, or a swap file, and a page has to be read from it first. */
    public static final int FILE = 1 << 28;
    /** {@code vma_is_fsdax}. */
    public static final int FS_DAX = 1 << 29;

    /** Anonymous memory as {@code mmap} gives it. */
    public static final int ANONYMOUS = VM_READ | VM_WRITE | VM_MAYREAD | VM_MAYWRITE;

    private VmFlag() {}

    /** {@return whether the flags have any of these} */
    public static boolean has(int flags, int any) {
        return (flags & any) != 0;
    }

    /** {@return whether a store makes a copy of the page: {@code is_cow_mapping}} */
    public static boolean isCow(int flags) {
        return (flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE;
    }
}
