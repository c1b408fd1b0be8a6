package org.pinproof.explore.writeback;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * Scripts worth a name: the headline, the five CASEs of {@code Documentation/core-api/pin_user_pages.rst} with their classic
 * misuses, what else happens to a page meanwhile, and the drivers of {@link CallSites}. Each is exhausted in seconds.
 *
 * <p>A misuse is a CASE with one call wrong, under a policy and on a page with which the correct CASE breaks nothing; where no
 * policy is said to matter, none helps.
 */
public final class WritebackScenarios {

    /**
     * A script and the question it asks.
     *
     * @param question one sentence
     * @param breaks the invariant that a misuse breaks; empty if nothing may be wrong
     */
    public record Scenario(String name, WritebackScript script, String question, Optional<String> breaks) {}

    private static final String LOST = "NoLostDmaWrite";
    private static final String COUNTED = "RefcountConservation";
    private static final String ANSWERED = "NoFalseNegative";

    private static final ImmutableMap<String, Scenario> SCENARIOS = new Builder()
            .add(
                    "writeback",
                    "wb/BOUNCE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush|reclaim",
                    "A driver does everything right: does all that its device stores come to the disk, and unchanged"
                            + " while it is written?")
            .dio()
            .rdma()
            .odp()
            .structPage()
            .gupWrite()
            .others()
            .callSites()
            .named
            .buildOrThrow();

    /** Too long to be exhausted: five tasks, most calls. */
    private static final ImmutableList<String> LONG_SCRIPTS = ImmutableList.of(
            "wb/BOUNCE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(0);device(1);device(1)|flush;fsync|reclaim;reclaim"
                    + "|fault;fill;store(0);store(1);fsync",
            "wb/WAIT/stable/clean/pin;dma;device(1);dma-stop;unpin-dirty|fault;fill;store(0);fsync|flush;reclaim|zap;truncate",
            "wb/REVOKE/stable-odp/dirty/pin-longterm;dma;killed;dma-stop;unpin-dirty|odp;put|device(0);device(1)|fsync;flush"
                    + "|timeout",
            "wb/KEEP_DIRTY/unstable-odp/cached/fault;fill;store(0)|odp;put;get;put|device(1);device(0)|flush;reclaim"
                    + "|pin;kmap(1);unpin-dirty;zap");

    private WritebackScenarios() {}

    private static final class Builder {
        private final ImmutableMap.Builder<String, Scenario> named = ImmutableMap.builder();

        private Builder add(String name, String script, String question) {
            named.put(name, new Scenario(name, WritebackScript.parse(script), question, Optional.empty()));
            return this;
        }

        private Builder misuse(String name, String breaks, String script, String question) {
            named.put(name, new Scenario(name, WritebackScript.parse(script), question, Optional.of(breaks)));
            return this;
        }

        private Builder callSites() {
            CallSites.scenarios().forEach(scenario -> named.put(scenario.name(), scenario));
            return this;
        }

        private Builder dio() {
            return add(
                            "dio",
                            "wb/KEEP_DIRTY/unstable/dirty/pin;dma;device(1);dma-stop;unpin-dirty|fsync|reclaim",
                            "CASE 1, direct I/O: is what a disk read into a pinned page safe from fsync and reclaim?")
                    .misuse(
                            "dio-get-for-pin",
                            LOST,
                            "wb/KEEP_DIRTY/unstable/dirty/get;dma;device(1);dma-stop;put-dirty|fsync;flush|reclaim",
                            "CASE 1 with get_user_pages(): which policy sees a plain reference? None does.")
                    .misuse(
                            "dio-no-dirty",
                            LOST,
                            "wb/KEEP_DIRTY/unstable/lazyfree/pin;dma;device(1);dma-stop;unpin|reclaim",
                            "CASE 1 without a dirty mark at release, into memory after MADV_FREE: who tells reclaim?")
                    .misuse(
                            "dio-no-dirty-file",
                            LOST,
                            "wb/NONE/unstable/dirty/pin;dma;device(1);dma-stop;unpin|flush",
                            "CASE 1 without a dirty mark, of a file's page, under NONE: a policy that asks keeps the page"
                                    + " dirty, and hides this.")
                    .misuse(
                            "dio-put-for-unpin",
                            COUNTED,
                            "wb/KEEP_DIRTY/unstable/dirty/pin;dma;device(1);dma-stop;put-dirty|flush",
                            "CASE 1 released by put_page(): when does the page stop looking pinned? Never.");
        }

        private Builder rdma() {
            return add(
                            "rdma",
                            "wb/BOUNCE/stable/dirty/pin-longterm;dma;dma-stop;unpin-dirty|device(1);device(0)|flush|reclaim",
                            "CASE 2, RDMA, FOLL_LONGTERM: may the page be written while the device goes on storing?")
                    .misuse(
                            "rdma-get-for-pin",
                            LOST,
                            "wb/BOUNCE/stable/dirty/get;dma;dma-stop;put-dirty|device(1)|flush;flush|reclaim",
                            "CASE 2 with get_user_pages(): which policy sees a plain reference? None does.")
                    .misuse(
                            "rdma-no-dirty",
                            LOST,
                            "wb/BOUNCE/stable/lazyfree/pin-longterm;dma;dma-stop;unpin|device(1)|reclaim",
                            "CASE 2 without a dirty mark at release, of memory after MADV_FREE: who tells reclaim?")
                    .misuse(
                            "rdma-put-for-unpin",
                            COUNTED,
                            "wb/BOUNCE/stable/dirty/pin-longterm;dma;dma-stop;put-dirty|device(1)|flush",
                            "CASE 2 released by put_page(): when does the page stop looking pinned? Never.")
                    .misuse(
                            "rdma-unpin-before-stop",
                            LOST,
                            "wb/BOUNCE/stable/dirty/pin-longterm;dma;unpin-dirty;dma-stop|device(1)|flush",
                            "CASE 2 released before its device is stopped: what is the mark worth that came before the store?");
        }

        private Builder odp() {
            return add(
                            "odp",
                            "wb/NONE/stable-odp/dirty/odp;put|device(1)|flush|reclaim",
                            "CASE 3, on-demand paging: does a driver with an MMU notifier need a pin, or any policy?")
                    .misuse(
                            "odp-no-notifier",
                            LOST,
                            "wb/NONE/stable-odp/dirty/get;dma;dma-stop;put|device(1)|flush",
                            "CASE 3 with a device that is not mapped through the notifier: who stops it for the flusher?")
                    .misuse(
                            "odp-unpin-for-put",
                            ANSWERED,
                            "wb/NONE/stable-odp/dirty/odp;unpin|pin;unpin",
                            "CASE 3 released by unpin_user_page(): whose pin is it that goes? Somebody else's.");
        }

        private Builder structPage() {
            return add(
                            "struct-page",
                            "wb/NONE/stable/dirty/get;put|fill;store(0)|flush|reclaim",
                            "CASE 4, only struct page: does a plain reference disturb anybody?")
                    .misuse(
                            "struct-page-stores",
                            LOST,
                            "wb/KEEP_DIRTY/unstable/dirty/get;kmap(0);put|flush",
                            "CASE 4 that touches the data after all, and marks nothing, as CASE 4 need not: who writes it?")
                    .misuse(
                            "struct-page-dirty",
                            "DirtyNotified",
                            "wb/NONE/stable/dirty/get;put-dirty|flush",
                            "CASE 4 that marks what it did not write: does the file system expect it?")
                    .misuse(
                            "struct-page-unpin-for-put",
                            ANSWERED,
                            "wb/NONE/stable/dirty/get;unpin|pin;unpin",
                            "CASE 4 released by unpin_user_page(): whose pin is it that goes? Somebody else's.");
        }

        private Builder gupWrite() {
            return add(
                            "gup-write",
                            "wb/BOUNCE/stable/dirty/pin;kmap(0);unpin-dirty|fsync|reclaim",
                            "CASE 5, the kernel's CPU writes the data: pin, write, mark, unpin: does it come to the disk?")
                    .misuse(
                            "gup-write-get-for-pin",
                            LOST,
                            "wb/BOUNCE/stable/dirty/get;kmap(0);put-dirty|flush;flush|reclaim",
                            "CASE 5 as it was done before there were pins, get, write, mark, put: is the mark in time?")
                    .misuse(
                            "gup-write-no-dirty",
                            LOST,
                            "wb/BOUNCE/stable/lazyfree/pin;kmap(0);unpin|reclaim",
                            "CASE 5 without a dirty mark at release, of memory after MADV_FREE: who tells reclaim?")
                    .misuse(
                            "gup-write-put-for-unpin",
                            COUNTED,
                            "wb/BOUNCE/stable/dirty/pin;kmap(0);put-dirty|flush",
                            "CASE 5 released by put_page(): when does the page stop looking pinned? Never.");
        }

        private Builder others() {
            return add(
                            "store-vs-flush",
                            "wb/NONE/stable/dirty/fill;store(0);fault;fill;store(0)|flush|reclaim",
                            "Does a CPU that stores through its TLB fault in time for the file system to be told?")
                    .add(
                            "two-faults",
                            "wb/NONE/stable/clean/fault;fill;store(0)|fault;fill;store(1)|flush",
                            "Two CPUs fault on one clean page: does the flusher see both of their stores?")
                    .add(
                            "zap-vs-flush",
                            "wb/NONE/stable/dirty/fill;store(0);store(0)|zap|flush|reclaim",
                            "Is the TLB flushed before the page is written that was unmapped dirty?")
                    .add(
                            "truncate",
                            "wb/BOUNCE/stable/dirty/pin;dma;device(1);dma-stop;unpin-dirty|truncate|flush",
                            "Does a page that was truncated while pinned stay without a dirty mark, and is it freed once?")
                    .add(
                            "lazyfree",
                            "wb/BOUNCE/stable/lazyfree/pin;dma;device(1);dma-stop;unpin-dirty|reclaim",
                            "Does reclaim after MADV_FREE look at the count before it looks at the mark?")
                    .add(
                            "fsync",
                            "wb/BOUNCE/stable/dirty/fill;store(0);fsync|flush|write-buffer(0)",
                            "Is on disk what fsync found dirty, whoever writes it?")
                    .add(
                            "fsync-waits",
                            "wb/WAIT/stable/dirty/pin;dma;device(1);dma-stop;unpin-dirty|fsync",
                            "Does fsync that waits for pins return once they are gone?")
                    .misuse(
                            "fsync-skips",
                            "SyncContract",
                            "wb/SKIP/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|fsync",
                            "May fsync pass a pinned page over, as the background flusher may?")
                    .add(
                            "revoke",
                            "wb/REVOKE/stable/dirty/pin-longterm;dma;killed;dma-stop;unpin-dirty|device(1)|fsync|timeout",
                            "Does fsync that has the owner of a long-term pin killed find everything its device stored?")
                    .add(
                            "deny",
                            "wb/DENY/stable/dirty/pin-longterm;dma;dma-stop;unpin-dirty|device(1)|flush|reclaim",
                            "Is a long-term pin of a file's page refused, whoever changes the page meanwhile?");
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
