/**
 * Results as data, and how they look: on a console for people, as JSON for machines.
 *
 * <p>A {@link org.pinproof.report.Report} is what a verb of the command line found, made of plain values: nothing in it is
 * alive, so it can be shown again without running anything again. {@link org.pinproof.report.ConsoleReport} and
 * {@link org.pinproof.report.JsonReport} take nothing else.
 *
 * <p>Imports {@code conform}, {@code explore}, {@code tlc}, {@code sched} and {@code trace}.
 */
package org.pinproof.report;
