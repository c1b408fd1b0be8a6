package org.pinproof.explore.longterm;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** Scripts worth a name: every way for a page to be in the way of a long-term pin, and the forms that let it be. */
public final class LongtermScenarios {

    /**
     * A script and the question it asks.
     *
     * @param question one sentence
     * @param breaks the invariant that the form, or the misuse, breaks; empty if nothing may be wrong
     */
    public record Scenario(String name, LongtermScript script, String question, Optional<String> breaks) {}

    private static final String PLACEMENT = "LongtermPlacement";

    private static final ImmutableMap<String, Scenario> SCENARIOS =
            new Builder().moved().dax().broken().named.buildOrThrow();

    /** Too long to be exhausted: three and four tasks, most calls. */
    private static final ImmutableList<String> LONG_SCRIPTS = ImmutableList.of(
            "lt/hard-drain-wait/all/cma+movable-batched/pin-longterm(0,2);device(2);unpin(2);unpin(3)|alloc(0);alloc(0)"
                    + "|pin(0,2);unpin(0);unpin(1);unpin(2);unpin(3)|isolate(1);isolate(0)",
            "lt/hard-drain-lease/all/device+fsdax/pin-slow(0,1);unpin(2)|pin-longterm(1,1);device(1);killed;unpin(1)|truncate(1)"
                    + "|timeout");

    private LongtermScenarios() {}

    private static final class Builder {
        private final ImmutableMap.Builder<String, Scenario> named = ImmutableMap.builder();

        private Builder add(String name, String script, String question) {
            named.put(name, new Scenario(name, LongtermScript.parse(script), question, Optional.empty()));
            return this;
        }

        private Builder breaking(String name, String breaks, String script, String question) {
            named.put(name, new Scenario(name, LongtermScript.parse(script), question, Optional.of(breaks)));
            return this;
        }

        private Builder moved() {
            return add(
                            "longterm-cma",
                            "lt/hard-drain-wait/all/cma/pin-longterm(0,1);device(1);unpin(1)|alloc(0)",
                            "A long-term pin and an allocation want the same page moved: is it moved once?")
                    .add(
                            "longterm-short-pin",
                            "lt/hard-drain-wait/all/cma/pin-longterm(0,1);unpin(1)|pin(0,1);unpin(0);unpin(1)",
                            "Does a long-term pin wait for a short one, and is the page that it gets the one that is mapped?")
                    .add(
                            "longterm-at-once",
                            "lt/hard-drain/all/cma/pin-longterm(0,1);unpin(1)|get(0,1);put(0);put(1)",
                            "Is everything taken back where a page that is held for a moment makes the call fail?")
                    .add(
                            "longterm-batch",
                            "lt/hard-drain-wait/all/cma-batched/pin-slow(0,1);unpin(1)|isolate(0)",
                            "Is a page moved that a per-CPU batch has, and somebody looks at?")
                    .add(
                            "longterm-late-batch",
                            "lt/hard-drain/all/cma/pin-slow(0,1);unpin(1)|batch(0)",
                            "What if the page is put into a batch while the call is on its way?")
                    .add(
                            "longterm-mixture",
                            "lt/hard-drain-wait/all/normal+cma/pin-longterm(0,2);unpin(0);unpin(2)|alloc(1)",
                            "One page of two must move: are both released meanwhile, and both pinned in the end?")
                    .add(
                            "longterm-mixture-first",
                            "lt/hard-drain-wait/all/cma+normal/pin-slow(0,2);unpin(1);unpin(2)",
                            "And if it is the first that must move, and the last that may stay?")
                    .add(
                            "longterm-two",
                            "lt/hard-drain-wait/all/movable/pin-slow(0,1);unpin(1)|pin-slow(0,1);unpin(1)",
                            "Two long-term pins of one page that must move: who moves it?")
                    .add(
                            "longterm-device-memory",
                            "lt/hard-drain-wait/all/device/pin-longterm(0,1);device(1);unpin(1)|get(0,1);put(0);put(1)",
                            "Is a page of a device's memory moved to RAM before it is pinned?")
                    .add(
                            "longterm-alloc-drains",
                            "lt/hard-wait/all/cma-batched/isolate(0)|alloc(0)",
                            "Does an allocation drain the batch of a page that it cannot have, for whoever has isolated it?")
                    .add(
                            "secret-memory",
                            "lt/hard-drain-wait/all/secret-batched/pin-longterm(0,1)|get(0,1)",
                            "Secret memory, still in a batch: is it refused to both, and every grab taken back?")
                    .add(
                            "device-unplugged",
                            "lt/hard-drain-wait/all/devdax/pin-longterm(0,1);unpin(0)|unplug|get(0,1);put(0)",
                            "Device-dax is unplugged under two walks: is the pagemap given back on every way out?");
        }

        private Builder dax() {
            return add(
                            "dax-truncate",
                            "lt/hard/all/fsdax/pin(0,1);device(0);unpin(0)|truncate(0)",
                            "Are blocks freed only when nobody holds them, and who waits for that woken by an unpin?")
                    .add(
                            "dax-longterm",
                            "lt/hard/all/fsdax/pin-longterm(0,1)|truncate(0)",
                            "A long-term pin of FS-DAX is refused: does truncation see the walk that was undone?")
                    .add(
                            "dax-mixture",
                            "lt/hard-drain-wait/all/cma+fsdax/pin-slow(0,2)|pin(1,1);unpin(1)",
                            "One page of FS-DAX in a call: is all of it released, and nothing moved?")
                    .add(
                            "layout-lease",
                            "lt/hard-lease/all/fsdax/pin-longterm(0,1);device(0);killed;unpin(0)|truncate(0)|timeout",
                            "With a layout lease: are blocks freed only after the owner that kept them was killed?");
        }

        private Builder broken() {
            return breaking(
                            "longterm-soft",
                            PLACEMENT,
                            "lt/soft-drain/cma/cma/pin-longterm(0,1)|get(0,1);put(0)",
                            "2019: what becomes of a long-term pin of a page that somebody holds for a moment?")
                    .breaking(
                            "longterm-soft-isolated",
                            PLACEMENT,
                            "lt/soft-drain/cma/cma/pin-longterm(0,1)|isolate(0)",
                            "2019: and of a page that compaction has just isolated?")
                    .breaking(
                            "longterm-fast-2019",
                            PLACEMENT,
                            "lt/soft-drain/devmap/cma/pin-longterm(0,1)|alloc(0)",
                            "Until 5.7: who looks where a page lies that the fast path pins? Nobody.")
                    .breaking(
                            "longterm-movable-2019",
                            PLACEMENT,
                            "lt/soft-drain/cma/movable/pin-longterm(0,1)",
                            "Until 5.13: is a page of ZONE_MOVABLE moved? It is not looked for.")
                    .breaking(
                            "longterm-put-for-unpin",
                            "RefcountConservation",
                            "lt/hard-drain-wait/all/cma/pin-slow(0,1);put(1)|alloc(0)",
                            "A long-term pin released by put_page(): when does the page stop looking pinned? Never.");
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
