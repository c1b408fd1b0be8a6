/**
 * Measures what the project promises in figures; {@link org.pinproof.bench.BenchMain} runs the sections that are asked for.
 *
 * <p>Everything that is compared is measured in one run, so that ratios can be taken.
 */
package org.pinproof.bench;
