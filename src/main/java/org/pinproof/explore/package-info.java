/**
 * Which interleavings are worth running: strategies and searches over the scheduler, and what they find.
 *
 * <p>One file per strategy. Sampling: {@link org.pinproof.explore.RandomWalk}, {@link org.pinproof.explore.UniformRandomWalk},
 * {@link org.pinproof.explore.Pos}, {@link org.pinproof.explore.Pct} and their {@link org.pinproof.explore.Portfolio}.
 * Exhaustive: {@link org.pinproof.explore.StatefulSearch} (the default), {@link org.pinproof.explore.SourceDpor},
 * {@link org.pinproof.explore.Naive}. Every search is deterministic: the same program and seed give the same result.
 *
 * <p>Imports {@code sched} and {@code kernel}.
 */
package org.pinproof.explore;
