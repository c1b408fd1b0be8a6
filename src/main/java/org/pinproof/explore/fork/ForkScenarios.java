package org.pinproof.explore.fork;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** Scripts worth a name: everybody who would take a page away from under a pin, and the rules that let them. */
public final class ForkScenarios {

    /**
     * A script and the question it asks.
     *
     * @param question one sentence
     * @param breaks the invariant that the rules, or the misuse, break; empty if nothing may be wrong
     */
    public record Scenario(String name, ForkScript script, String question, Optional<String> breaks) {}

    private static final ImmutableMap<String, Scenario> SCENARIOS =
            new Builder().writing().otherAreas().reading().broken().named.buildOrThrow();

    /** Too long to be exhausted: three and four tasks, most calls. */
    private static final ImmutableList<String> LONG_SCRIPTS = ImmutableList.of(
            "fork/private/exclusive/6/2/pin(0);device(1);unpin(1);read(0);unread(1);peek(1);put(0)|fork;store(c0);zap(c0);store(0)"
                    + "|swap(0);ksm(0);clear-refs(0);move(0,1);protect(1)|store(1);zap(1);continue(1)",
            "fork/shared/exclusive/6/1/read(c0);unread(1);get(c0);put(1);peek(c0);put(1)|read(0);unread(1);unread(2);pin(0);unpin(1);unpin(2)"
                    + "|swap(c0);store(c0);zap(c0)|store(0);ksm(0);swap(0)");

    private ForkScenarios() {}

    private static final class Builder {
        private final ImmutableMap.Builder<String, Scenario> named = ImmutableMap.builder();

        private Builder add(String name, String script, String question) {
            named.put(name, new Scenario(name, ForkScript.parse(script), question, Optional.empty()));
            return this;
        }

        private Builder breaking(String name, String breaks, String script, String question) {
            named.put(name, new Scenario(name, ForkScript.parse(script), question, Optional.of(breaks)));
            return this;
        }

        private Builder writing() {
            return add(
                            "fork-vs-pin",
                            "fork/private/exclusive/4/1/pin(0);device(1);unpin(1)|fork;store(0)",
                            "A fork and a fast pin of one page: does the pin keep the page, whoever is first?")
                    .add(
                            "fork-and-child",
                            "fork/private/exclusive/4/1/pin(0);device(1)|fork;store(c0);zap(c0)",
                            "Does the child see its own memory only, while the parent's device stores?")
                    .add(
                            "pin-vs-swap",
                            "fork/private/exclusive/4/1/pin(0);device(1);unpin(1)|swap(0);store(0)",
                            "Is a page swapped out that is about to be pinned, and is it the same when it is back?")
                    .add(
                            "pin-vs-clear-refs",
                            "fork/private/exclusive/4/1/pin(0);device(1)|clear-refs(0);store(0)",
                            "The soft-dirty tracker and a pin: does the next store copy the page away from it?")
                    .add(
                            "pin-vs-mprotect",
                            "fork/private/exclusive/4/1/pin(0);device(1)|protect(0);store(0)",
                            "Write-protected without a look at pins: is the page reused all the same?")
                    .add(
                            "pin-vs-unmapping",
                            "fork/private/exclusive/4/1/pin(0);unpin(1);unpin(2)|zap(0);store(0)",
                            "Who frees the page, if a walk has grabbed it meanwhile?")
                    .add(
                            "pin-vs-move",
                            "fork/private/exclusive/4/2/pin(0);device(1);unpin(1)|move(0,1)",
                            "Does a page stay where it is pinned, and is it found where it has gone?")
                    .add(
                            "forced-store",
                            "fork/behind-unwritable/exclusive/4/1/force(0);device(1);unpin(1)|zap(0);continue(0)",
                            "A debugger's store to what may not be written: does it ever reach the page behind?");
        }

        private Builder otherAreas() {
            return add(
                            "fork-vs-pin-huge",
                            "fork/private-pmd/exclusive/4/1/pin(0)|fork;store(0)",
                            "As fork-vs-pin, in an area of huge entries: is the same question asked of them?")
                    .add(
                            "fork-vs-pin-hugetlb",
                            "fork/private-hugetlb/exclusive/4/1/pin(0)|fork;store(0)",
                            "As fork-vs-pin, in an area of hugetlb: does its copying open the sequence, too?")
                    .add(
                            "fork-of-nothing",
                            "fork/none/exclusive/4/1/fork|store(0)",
                            "An address without an entry, which has nothing to copy: does the fork let go of it?")
                    .add(
                            "get-and-fork",
                            "fork/private/exclusive/4/1/get(0);device(1)|fork;store(0)",
                            "A plain reference and a fork: is no device given a page that may be shared by then?");
        }

        private Builder reading() {
            return add(
                            "read-vs-ksm",
                            "fork/private/exclusive/4/1/read(0);unread(1)|ksm(0);store(0)",
                            "An entry goes and comes back as it was: does a pin to read notice that the page may be shared?")
                    .add(
                            "read-of-what-is-behind",
                            "fork/behind/exclusive/4/1/read(0);unread(1)|store(0)",
                            "A pin to read of a page that nobody has stored to yet: does it see the store?")
                    .add(
                            "read-and-unshare",
                            "fork/shared/exclusive/4/1/read(0);unread(1);unread(2)|zap(c0);store(0)",
                            "A pin to read of a shared page, while the sharing ends: is the page the one that is stored to?")
                    .add(
                            "vmsplice",
                            "fork/shared/exclusive/4/1/peek(c0);zap(c0);put(1)|store(0)",
                            "The child keeps a reference to a page that it has unmapped: does it read what the parent stores?");
        }

        private Builder broken() {
            return breaking(
                            "clear-refs-2020",
                            "PinCoherency",
                            "fork/private/refcount/4/1/pin(0)|clear-refs(0);store(0)",
                            "From 5.11 to 5.18: what if the pin comes between the look at pins and the write protection?")
                    .breaking(
                            "reference-vs-swap-2020",
                            "PinCoherency",
                            "fork/private/refcount/4/1/get(0)|swap(0);store(0)",
                            "5.18; before that, with a read in between: what becomes of a plain reference when its page is swapped out?");
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
