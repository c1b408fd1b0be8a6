package org.pinproof.explore.longterm;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.longterm.FastRule;
import org.pinproof.kernel.longterm.Placement;

/**
 * Which form of {@code FOLL_LONGTERM} there is, and where the pages lie. For every page there is a free frame that it can be moved
 * to.
 *
 * @param soft whether a page that cannot be moved is pinned where it lies
 * @param drains whether per-CPU batches are drained of a page with too many references
 * @param patient whether migration waits for those who hold the page
 * @param leases whether the owner of a long-term pin of FS-DAX holds a layout lease
 * @param fast what the fast path does not give for long
 * @param pages where the page of each vpn lies, one or two
 * @param batched whether the page of vpn 0 is in a batch at first
 */
public record LongtermShape(
        boolean soft,
        boolean drains,
        boolean patient,
        boolean leases,
        FastRule fast,
        ImmutableList<Placement> pages,
        boolean batched) {

    private static final int MOST_PAGES = 2;

    /** Rejects shapes the specification does not have. */
    public LongtermShape {
        if (pages.isEmpty() || pages.size() > MOST_PAGES) {
            throw new ScriptException("one or two pages are mapped; found " + pages.size()
                    + ". Write where each lies, as cma or cma+normal.");
        }
        if (batched && pages.get(0) == Placement.FSDAX) {
            throw new ScriptException("no page of FS-DAX is in a batch; leave out -batched.");
        }
    }

    /** {@return how many pages are mapped} */
    public int vpns() {
        return pages.size();
    }

    /** {@return where each frame lies: the mapped ones, and as many to move them to} */
    public ImmutableList<Placement> frames() {
        ImmutableList.Builder<Placement> all =
                ImmutableList.<Placement>builder().addAll(pages);
        pages.forEach(page -> all.add(Placement.NORMAL));
        return all.build();
    }

    /** {@return the shape as it begins a script} */
    @Override
    public String toString() {
        return "lt/" + (soft ? "soft" : "hard") + (drains ? "-drain" : "") + (patient ? "-wait" : "")
                + (leases ? "-lease" : "") + "/" + fast.text() + "/"
                + pages.stream().map(Placement::text).collect(Collectors.joining("+"))
                + (batched ? "-batched" : "");
    }
}
