package org.pinproof.explore.compound;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Scripts worth a name: together they take every step of the kernel code in every era. */
public final class CompoundScenarios {

    /**
     * A script and the question it asks.
     *
     * @param question one sentence
     * @param breaks the invariant that has to break, if the calls are a misuse
     */
    public record Scenario(String name, String script, String question, Optional<String> breaks) {}

    private static final ImmutableList<Scenario> ALL = ImmutableList.of(
            holds(
                    "split-vs-pin",
                    "thp/tails/exact/2/2/pin(1,1);unpin(1)|get(0,1);split(0);put(0)",
                    "Can a walker pin the head that its page had before it was split?"),
            holds(
                    "split-vs-pin-head",
                    "thp/tails/exact/2/2/pin(0,1);unpin(0)|get(0,1);split(0);put(0)",
                    "Can a page be split between the two additions of a pin?"),
            holds(
                    "split-vs-pin-folio",
                    "thp/tails/folio/2/2/pin(1,1);unpin(1)|get(1,1);split(1);put(1)",
                    "Does a walker find the new head of a page that is split under it?"),
            holds(
                    "split-vs-pin-bias",
                    "thp/tails/bias/2/2/pin(1,1);unpin(1)|get(0,1);split(0);put(0)",
                    "Does the undo with its get and put leave the old head as it was?"),
            holds(
                    "split-leaf",
                    "thp/leaf/folio/2/2/pin(0,2);unpin(1);unpin(0)|get(0,1);split(0);put(0)",
                    "Is a huge leaf that is pinned never split, and mapped again page by page?"),
            holds(
                    "split-unmapped",
                    "thp/tails/exact/2/2/get(0,1);split(0);put(0)|zap(1);map(1,1)",
                    "Who frees a tail that lost its entry while it was split?"),
            holds(
                    "leaf-cleaned-exact",
                    "thp/leaf/exact/2/2/pin(0,2);unpin(0);unpin(1)|clean(0)",
                    "Can a checker miss the pin count of a walker it races with?"),
            holds(
                    "leaf-cleaned-folio",
                    "thp/leaf/folio/4/4/pin(1,3);unpin(1);unpin(2);unpin(3)|clean(0)",
                    "Is a grab of three pages counted three times, and once given back?"),
            holds(
                    "small-cleaned-folio",
                    "thp/order0/folio/2/1/pin(0,1);unpin(0)|clean(0)|zap(0)",
                    "Can a checker come between the two additions to a small page's count?"),
            holds(
                    "leaf-undone-bias",
                    "thp/leaf/bias/2/2/pin(0,2);unpin(0);unpin(1)|zap(0)",
                    "Who frees a huge page whose mass subtraction takes the whole count?"),
            holds(
                    "leaf-undone-exact",
                    "thp/leaf/exact/2/2/pin(0,2);unpin(0);unpin(1)|zap(0)",
                    "Is nothing left of an undone grab, on neither count?"),
            holds(
                    "zero-page",
                    "thp/zero/folio/2/1/pin(0,1);unpin(0)|get(0,1);put(0);zap(0);map(0,1)",
                    "Is a pin of the zero page written nowhere, and a plain reference as ever?"),
            holds(
                    "zero-page-counted",
                    "thp/zero/exact/1/1/pin(0,1);unpin(0)|pin(0,1);unpin(0)",
                    "Before 6.5, is a pin of the zero page a pin like any other?"),
            breaks(
                    "pin-put",
                    "thp/tails/bias-mixed/2/2/pin(1,1);put(1)",
                    "What is left of a pin that is released as a plain reference?",
                    "CountersBounded"),
            breaks(
                    "pin-put-exact",
                    "thp/leaf/exact-mixed/2/2/pin(0,1);put(0)|zap(0)",
                    "And may the page be freed with it?",
                    "NoFreeWhileHeld"),
            breaks(
                    "get-unpinned",
                    "thp/leaf/exact-mixed/2/2/pin(0,1)|get(0,1);unpin(0)",
                    "Whose pin is it that unpinning a plain reference takes?",
                    "NoFalseNegative"));

    /** Too long to be exhausted. */
    private static final ImmutableList<String> LONG_SCRIPTS = ImmutableList.of(
            "thp/tails/folio/2/2/pin(0,2);unpin(0);unpin(1)|get(1,1);split(1);put(1)|zap(0);map(0,0)|clean(1)",
            "thp/leaf/exact/4/4/pin(0,4);unpin(0);unpin(1);unpin(2);unpin(3)|get(3,1);split(3);put(3)|pin(2,1);unpin(2)",
            "thp/leaf/bias/2/2/pin(0,2);unpin(0);unpin(1)|get(0,1);split(0);put(0)|zap(0);clean(1)|pin(1,1);unpin(1)");

    private CompoundScenarios() {}

    private static Scenario holds(String name, String script, String question) {
        return new Scenario(name, script, question, Optional.empty());
    }

    private static Scenario breaks(String name, String script, String question, String invariant) {
        return new Scenario(name, script, question, Optional.of(invariant));
    }

    /** {@return the scenarios, in the order in which they are best read} */
    public static ImmutableList<Scenario> all() {
        return ALL;
    }

    /** {@return scripts of which only a sample of the interleavings can be seen} */
    public static ImmutableList<String> samples() {
        return LONG_SCRIPTS;
    }
}
