package org.pinproof.explore;

/**
 * What a strategy has covered once it has no more executions.
 *
 * @param all whether nothing can be wrong that it has not seen
 * @param text what was covered, or what was not and why
 */
public record Coverage(boolean all, String text) {}
