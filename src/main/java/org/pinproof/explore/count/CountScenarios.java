package org.pinproof.explore.count;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;

/** Scripts worth a name: together they take every step, and each mutant goes another way in one of them. */
public final class CountScenarios {

    /**
     * A script and the question it asks.
     *
     * @param question one sentence
     */
    public record Scenario(String name, String script, String question) {}

    private static final ImmutableList<Scenario> SCENARIOS = ImmutableList.of(
            of("count-pin-vs-unmap", "1/pin(0,4K);keep;unpin(0,4K)|zap(0);map(0)", "Does a pin outlive the mapping?"),
            of(
                    "count-undone",
                    "1/pin(0,2M);undo;get(0,2M);undo;put(0,2M)|slowpin(0);zap(0);unpin(0,4K)",
                    "Is a reference that is not kept taken back to the last one, whoever frees the page then?"),
            of(
                    "count-reused",
                    "1/pin(0,4K);undo;get(0,4K);keep|zap(0);reuse(0);put(0,4K)",
                    "Can a page that is free be brought back to life?"),
            of(
                    "count-gigantic",
                    "1/" + Strings.repeat("pin(0,1G);keep;", 9) + "unpin(0,1G)|slowget(0)",
                    "Are eight pins of a whole gigantic page admitted, and no more, by either path?"),
            of(
                    "count-beyond-limit",
                    "2147483647/pin(0,4K);keep;query(0);unpin(0,4K)|pin(0,2M);keep;query(0)",
                    "Does a count whose sign bit is set still look pinned?"),
            of(
                    "count-in-flight",
                    "2147483647/pin(0,4K);undo|query(0)",
                    "Does it even while the pin that set the bit is nobody's yet?"),
            of(
                    "count-looks-pinned",
                    "1/get(0,1G);keep;query(0);put(0,1G)|query(0);slowget(0)",
                    "Do plain references alone look like a pin?"),
            of(
                    "count-too-large",
                    "1/pin(0,16G);keep;pin(0,4K);keep|zap(0)",
                    "Is a call refused whose weight the word cannot say, as the specification assumes, and no kernel does?"),
            of(
                    "count-two-pages",
                    "1,0/pin(0,4K);keep;pin(1,4K);undo|map(1);zap(0);zap(1)",
                    "Are two pages two counts?"));

    private CountScenarios() {}

    private static Scenario of(String name, String script, String question) {
        return new Scenario(name, CountScript.parse(CountScript.PREFIX + script).toString(), question);
    }

    /** {@return the scenarios, in the order in which they are best read} */
    public static ImmutableList<Scenario> all() {
        return SCENARIOS;
    }

    /** {@return scripts of which only a sample of the interleavings can be seen} */
    public static ImmutableList<String> samples() {
        return ImmutableList.of(CountScript.parse(CountScript.PREFIX
                        + "1/pin(0,4K);keep;unpin(0,4K);get(0,1G);undo|pin(0,2M);undo;slowget(0);put(0,4K)"
                        + "|get(0,4K);keep;query(0);put(0,4K);map(0)|zap(0);reuse(0);put(0,4K);query(0)")
                .toString());
    }
}
