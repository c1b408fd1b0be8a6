package org.pinproof.report;

import com.google.common.collect.ImmutableList;

/**
 * What the whole verification found.
 *
 * @param asked how many items there should be; more than there are if the run was interrupted
 * @param items in the order of the table
 * @param seconds wall-clock time
 */
public record VerifyReport(int asked, ImmutableList<Item> items, double seconds) implements Report {

    /**
     * One line of the table.
     *
     * @param what which part of the loop: specification, replay, exploration, sample, mutant, trace
     * @param name of the cfg, scenario, mutant or file
     * @param howMuch how much was looked at, in words
     * @param verdict what came of it, in a few words
     * @param details more lines, if it did not hold
     */
    public record Item(
            String what,
            String name,
            String howMuch,
            String verdict,
            ImmutableList<String> details,
            double seconds,
            Judgement judgement) {}

    @Override
    public String verb() {
        return "verify";
    }

    @Override
    public Judgement judgement() {
        return Judgement.of(items.stream().map(Item::judgement).toList(), asked);
    }
}
