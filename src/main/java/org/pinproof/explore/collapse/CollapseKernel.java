package org.pinproof.explore.collapse;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.thp.CollapseHugePage;
import org.pinproof.kernel.thp.DeferredSplit;
import org.pinproof.kernel.thp.FollowPmd;
import org.pinproof.kernel.thp.ForeignTable;
import org.pinproof.kernel.thp.HugeAllocator;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.kernel.thp.MigrateHugePage;
import org.pinproof.kernel.thp.TableWalk;
import org.pinproof.kernel.thp.UnmapRange;

/**
 * The kernel code of one range on one memory, simulated or real: stateless objects that know where their cells are.
 *
 * @param memory what all of it goes through
 */
public record CollapseKernel(
        Memory memory,
        PageAllocator allocator,
        Release release,
        TableWalk walk,
        FollowPmd follow,
        CollapseHugePage collapse,
        UnmapRange unmap,
        MigrateHugePage migrate,
        DeferredSplit deferred,
        ForeignTable foreign) {

    /** {@return the kernel of this range, in the form that the script asks for} */
    public static CollapseKernel of(Memory memory, HugeRange range, CollapseScript script) {
        CollapseShape shape = script.shape();
        CollapseParts parts = script.mutant().parts();
        PageAllocator allocator = new HugeAllocator(memory, range);
        Release release = new Release(memory, range.frames(), allocator);
        return new CollapseKernel(
                memory,
                allocator,
                release,
                parts.walk(memory, range, release, shape.form()),
                parts.follow(memory, range, release),
                parts.collapse(memory, range, allocator, release, shape),
                parts.unmap(memory, range, release),
                parts.migrate(memory, range, allocator, release),
                new DeferredSplit(memory, range, allocator),
                new ForeignTable(memory, range));
    }
}
