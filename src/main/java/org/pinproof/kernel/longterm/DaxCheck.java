package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.LtCheckDax;

import org.pinproof.kernel.mm.Memory;

/**
 * May FS-DAX be pinned for long? Its pages are blocks of the file system, which cannot wait: no.
 *
 * <p>Asked when the pages are held, as until 5.11; since then {@code check_vma_flags} asks before any is. Source: {@code
 * mm/gup.c::check_dax_vmas}, {@code check_vma_flags}. Not final: with a lease it may, and a mutant lets anybody.
 */
public class DaxCheck {

    /**
     * {@return whether the pages of a call may be kept} One step, whatever they are.
     *
     * @param dax whether there is a page of FS-DAX among them
     */
    public boolean isAllowed(Memory memory, boolean dax) {
        memory.local(LtCheckDax, dax ? 1 : 0);
        return !dax;
    }
}
