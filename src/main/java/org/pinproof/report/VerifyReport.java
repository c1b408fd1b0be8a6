package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What the whole verification found.
 *
 * @param asked how many items there should be; more than there are if the run was interrupted
 * @param items in the order of the parts
 * @param listing whether the table has a line for each item, not only for each part
 * @param modules what each specification took, in the order of their names
 * @param seconds wall-clock time
 */
public record VerifyReport(
        int asked, ImmutableList<Item> items, boolean listing, ImmutableList<ModuleTime> modules, double seconds)
        implements Report {

    /** The parts of the loop, in the order in which they are shown. */
    public enum Part {
        /** A cfg that asks whether something holds, or can happen. */
        SPECIFICATION("specification", "as the manifest says"),
        /** A cfg that plants a bug, which a named property has to find. */
        SPECIFICATION_MUTANT("specification mutants", "found by the property named"),
        /** The specification's graph, driven through the code. */
        REPLAY("specification → code, every edge", "followed by the code"),
        /** A scenario of the code, every interleaving. */
        EXPLORATION("code → specification, every interleaving", "conform"),
        /** A scenario that misuses the code, and has to break the invariant it is said to break. */
        MISUSE("code → specification, misuse", "break what they are said to break"),
        /** A longer script of the code, some interleavings. */
        SAMPLE("code → specification, sampled", "conform, each run twice"),
        /** A walker with a bug, which the specification has to refuse, and which has to break what it is said to break. */
        CODE_MUTANT("code mutants", "diverge, and do the harm they are named for"),
        /** A recorded trace that conforms, and that the code follows. */
        ACCEPTED_TRACE("traces that conform, both directions", "conform"),
        /** A trace that both sides follow and that breaks an invariant: the policy or the caller is wrong, not the code. */
        VIOLATING_TRACE("traces that break an invariant, both directions", "break what they say they break"),
        /** A recorded trace that is refused, where and why it says. */
        REJECTED_TRACE("traces that must be refused", "refused where they say");

        private final String title;
        private final String good;

        Part(String title, String good) {
            this.title = title;
            this.good = good;
        }

        /** {@return the part's name for people} */
        public String title() {
            return title;
        }

        /** {@return what is said of an item that held} */
        String good() {
            return good;
        }
    }

    /**
     * One thing that was verified.
     *
     * @param part of the loop
     * @param name of the cfg, scenario, mutant or file
     * @param counts how much was looked at: number by unit, in a fixed order
     * @param verdict what came of it, in a few words
     * @param details more lines, if it did not hold
     */
    public record Item(
            Part part,
            String name,
            ImmutableMap<String, Long> counts,
            String verdict,
            ImmutableList<String> details,
            double seconds,
            Judgement judgement) {}

    /**
     * What everything that verifies one specification took.
     *
     * @param module the base specification
     * @param items how many were looked at or should have been
     * @param notBegun how many of them were not, because the budget was used up
     * @param seconds of the items one by one, whatever number of them was looked at at a time
     * @param budget after so many seconds no more is begun; empty for any time
     */
    public record ModuleTime(String module, int items, int notBegun, double seconds, Optional<Double> budget) {}

    @Override
    public String verb() {
        return "verify";
    }

    @Override
    public Judgement judgement() {
        return Judgement.of(items.stream().map(Item::judgement).toList(), asked);
    }
}
