package org.pinproof.explore;

/**
 * How much an exploration did.
 *
 * @param executions executions begun; 0 for stateful search
 * @param complete executions that ended by themselves; the rest were abandoned as redundant
 * @param steps steps taken, those of repeated prefixes included
 * @param states distinct states seen; 0 for strategies that do not keep states
 * @param transitions distinct steps between states; 0 likewise
 * @param depth steps of the longest execution, or of the deepest state when first seen
 */
public record Counts(long executions, long complete, long steps, long states, long transitions, int depth) {}
