package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.FastMappingCheck;

import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;

/** The lockless walk over a page of a file: a long-term pin has to pass a rule as well. Not final, as {@link FastGup} is not. */
public class FileFastGup extends FastGup {
    private final Memory memory;
    private final MappedFile file;
    private final LongtermRule rule;

    /** Walks to this file's page. */
    public FileFastGup(Memory memory, MappedFile file, LongtermRule rule) {
        super(memory, file.frames(), file.mm(), file.allocator(memory));
        this.memory = memory;
        this.file = file;
        this.rule = rule;
    }

    /**
     * Asked of a page that is held, so it cannot be freed; it may still be truncated, which leaves no mapping and is the slow
     * path's to decide. Source: {@code mm/gup.c::folio_fast_pin_allowed}, 6.5.
     */
    @Override
    protected boolean isPlacementAllowed(int head, int flags) {
        if (!rule.examines(flags)) {
            return true;
        }
        // volatile: behind the grab; read before it, the mapping could be that of a page that was freed since.
        int mapping = memory.getIntVolatile(FastMappingCheck, file.page().mapping());
        return mapping != FilePage.NO_MAPPING && rule.allows(mapping);
    }
}
