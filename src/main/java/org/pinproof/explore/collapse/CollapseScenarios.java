package org.pinproof.explore.collapse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** Scripts worth a name: every way for a table, or a huge page, to go away under a walker, and the forms that let it. */
public final class CollapseScenarios {

    /**
     * A script and the question it asks.
     *
     * @param question one sentence
     * @param breaks the invariant that the form breaks; empty if nothing may be wrong
     */
    public record Scenario(String name, CollapseScript script, String question, Optional<String> breaks) {}

    private static final ImmutableMap<String, Scenario> SCENARIOS =
            new Builder().tables().hugePages().broken().named.buildOrThrow();

    /** Too long to be exhausted: three and four tasks, most calls. */
    private static final ImmutableList<String> LONG_SCRIPTS = ImmutableList.of(
            "collapse/sync/table/2/pin(0);unpin(0);pin(1);unpin(1)|collapse;unmap;reuse-table|get(1);put(1);reuse(0);put(0)"
                    + "|collapse;reuse(1);put(1)",
            "collapse/late/leaf/1/pin(0);unpin(1);unpin(2)|migrate;migrate|scan;scan|pin-slow(0);unpin(1);unpin(2);unmap");

    private CollapseScenarios() {}

    private static final class Builder {
        private final ImmutableMap.Builder<String, Scenario> named = ImmutableMap.builder();

        private Builder add(String name, String script, String question) {
            named.put(name, new Scenario(name, CollapseScript.parse(script), question, Optional.empty()));
            return this;
        }

        private Builder breaking(String name, String breaks, String script, String question) {
            named.put(name, new Scenario(name, CollapseScript.parse(script), question, Optional.of(breaks)));
            return this;
        }

        private Builder tables() {
            return add(
                            "collapse-pin",
                            "collapse/sync/table/1/pin(0);unpin(0)|collapse;reuse-table;reuse(0)",
                            "Is a page that is pinned collapsed away, or a table freed under its walker?")
                    .add(
                            "collapse-flush",
                            "collapse/flush/table/1/pin(0);unpin(0)|collapse;unmap;reuse-table",
                            "A flush that interrupts every CPU: is that enough without a second look at the pmd?")
                    .add(
                            "collapse-late",
                            "collapse/late-freed/table/1/pin(0);unpin(0)|collapse;reuse-table",
                            "The wait comes where the table goes: does the second look at the pmd see the rest?")
                    .add(
                            "collapse-two-pages",
                            "collapse/late/table/2/get(1);put(1)|collapse;reuse(0)",
                            "One page of two is held: is everything put back?")
                    .add(
                            "unmap-table",
                            "collapse/sync/table/1/pin(0);unpin(0)|unmap;reuse-table;reuse(0)",
                            "munmap, and another mm gets the table: when is it free?")
                    .add(
                            "unshare-table",
                            "collapse/sync/shared/1/pin(0)|unshare;reuse-table",
                            "A table that another mm has too is given up: who waits for the walkers?");
        }

        private Builder hugePages() {
            return add(
                            "migrate-huge",
                            "collapse/sync/leaf/1/pin(0);unpin(1);unpin(2)|migrate;reuse(1)",
                            "A huge page is moved while it is pinned: is the pin of what is mapped?")
                    .add(
                            "migrate-wait",
                            "collapse/sync/leaf/1/pin-slow(0);unpin(1);unpin(2)|migrate;reuse(1)",
                            "Who waits for a page that is moved has a reference to it: does the page get away all the same?")
                    .add(
                            "migrate-queue",
                            "collapse/sync/leaf/1/scan|migrate|pin(0);unpin(1);unpin(2)",
                            "A huge page is found by the queue that it is in: can it be moved meanwhile?");
        }

        private Builder broken() {
            return breaking(
                            "collapse-broadcast",
                            "PinCoherency",
                            "collapse/broadcast/table/1/pin(0)|collapse",
                            "Until 6.0, where hardware broadcasts the flush: what becomes of a pin in the middle of a collapse?")
                    .breaking(
                            "collapse-recheck",
                            "PageTableLifetime",
                            "collapse/recheck/table/1/pin(0)|collapse;reuse-table",
                            "6.0, which looks at the pmd again and waits for nobody: where does the walker read?");
        }
    }

    /** {@return the scenarios by name, in the order in which they are best read} */
    public static ImmutableMap<String, Scenario> all() {
        return SCENARIOS;
    }

    /** {@return scripts of which only a sample of the interleavings can be seen} */
    public static ImmutableList<String> samples() {
        return LONG_SCRIPTS;
    }
}
