package org.pinproof.explore.gup;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** Scripts worth a name: together they take every step of the kernel code, and the short ones are exhausted in a moment. */
public final class GupScenarios {

    /**
     * A script and the question it asks.
     *
     * @param question one sentence
     */
    public record Scenario(String name, GupScript script, String question) {}

    private static final ImmutableMap<String, Scenario> SCENARIOS = scenarios();

    /** Too long to be exhausted: three and four tasks, all layouts, every call. */
    private static final ImmutableList<String> LONG_SCRIPTS = ImmutableList.of(
            "order0/3/2/pin(0,2);unpin(0);unpin(1)|get(0,1);put(0);pin(1,1);unpin(1)|clean(0);clean(1)|zap(0);reuse(0);put(0);map(0,2)",
            "order0/2/1/pin(0,1);unpin(0)|pin(0,1);unpin(0)|get(0,1);put(0)|clean(0);zap(0);reuse(0);put(0);map(0,0)",
            "tails/3/2/pin(0,2);unpin(1);unpin(0)|get(1,1);put(1)|zap(0);zap(1);reuse(0);map(1,1)|clean(1);clean(0)",
            "leaf/3/2/pin(0,2);unpin(0);unpin(1)|get(0,2);put(1);put(0)|clean(1);zap(0);map(0,2)");

    /**
     * Calls to be made over and over: four tasks on two frames and one vpn, a pin, a plain reference, a checker and an
     * unmapper, each of which meets every other. Whatever frame a walk hands out is given back.
     */
    public static final String CYCLE =
            "order0/2/1/pin(0,1);unpin(0);unpin(1)|get(0,1);put(0);put(1)|clean(0)|zap(0);map(0,0);map(0,1)";

    private GupScenarios() {}

    private static ImmutableMap<String, Scenario> scenarios() {
        ImmutableMap.Builder<String, Scenario> named = ImmutableMap.builder();
        add(
                named,
                "pin-vs-clean",
                "order0/2/1/pin(0,1);unpin(0)|clean(0)",
                "Can a checker be told \"not pinned\" of a page that a walker is pinning?");
        add(
                named,
                "pin-vs-reuse",
                "order0/2/1/pin(0,1);unpin(0)|zap(0);reuse(0);put(0)",
                "Can a walker get hold of a page that was freed and given to somebody else?");
        add(
                named,
                "two-walkers",
                "order0/2/1/pin(0,1);unpin(0)|get(0,1);put(0)|clean(0)",
                "Do a pin, a plain reference and a checker disturb each other on one page?");
        add(
                named,
                "last-reference",
                "order0/2/1/pin(0,1);unpin(0)|pin(0,1);unpin(0)|zap(0)",
                "Who frees a page whose last reference is one that is being undone?");
        add(
                named,
                "two-pages",
                "order0/3/2/pin(0,2);unpin(1);unpin(0)|zap(0);map(0,2);clean(1)",
                "Is what a walker returns a prefix of what it was asked for?");
        add(
                named,
                "same-value-again",
                "order0/2/1/pin(0,1);unpin(0)|zap(0);map(0,0)",
                "May an entry go and come back between the two looks of a walker?");
        add(
                named,
                "tails-reused",
                "tails/3/2/pin(1,1);unpin(1)|zap(0);zap(1);reuse(0);map(1,1)",
                "Can a walker hold the head that its page had before it was freed?");
        add(
                named,
                "huge-leaf",
                "leaf/2/2/pin(0,2);unpin(0);unpin(1)|get(1,1);put(1)|clean(0)",
                "Are all pages of a huge page counted, and all of them taken back?");
        add(
                named,
                "leaf-unmapped",
                "leaf/2/2/pin(0,2);unpin(1);unpin(0)|zap(0);reuse(1);map(0,0)",
                "Does a huge page live until the last of its pins is gone?");
        return named.buildOrThrow();
    }

    private static void add(ImmutableMap.Builder<String, Scenario> named, String name, String script, String question) {
        named.put(name, new Scenario(name, GupScript.parse(script), question));
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
