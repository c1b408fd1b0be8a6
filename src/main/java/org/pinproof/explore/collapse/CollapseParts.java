package org.pinproof.explore.collapse;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.thp.CollapseForm;
import org.pinproof.kernel.thp.CollapseHugePage;
import org.pinproof.kernel.thp.FollowPmd;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.kernel.thp.MigrateHugePage;
import org.pinproof.kernel.thp.TableWalk;
import org.pinproof.kernel.thp.UnmapRange;

/** Makes the parts of a kernel that a mutant may replace; each method makes the correct one. */
class CollapseParts {

    TableWalk walk(Memory memory, HugeRange range, Release release, CollapseForm form) {
        return new TableWalk(memory, range, release, form.looksUp());
    }

    FollowPmd follow(Memory memory, HugeRange range, Release release) {
        return new FollowPmd(memory, range, release);
    }

    CollapseHugePage collapse(
            Memory memory, HugeRange range, PageAllocator allocator, Release release, CollapseShape shape) {
        return new CollapseHugePage(memory, range, allocator, release, shape.form(), shape.deposits());
    }

    UnmapRange unmap(Memory memory, HugeRange range, Release release) {
        return new UnmapRange(memory, range, release);
    }

    MigrateHugePage migrate(Memory memory, HugeRange range, PageAllocator allocator, Release release) {
        return new MigrateHugePage(memory, range, allocator, release);
    }
}
