/**
 * Small programs with known answers, on which strategies are certified and measured.
 *
 * <p>Those named {@code C_…} are correct, those named {@code B…} have one bug each; {@link
 * org.pinproof.explore.litmus.LitmusCatalog} finds them by name. The other tools that have been measured on the same programs
 * are Lincheck, Fray, JMC and GenMC; they take unmodified code, these programs are written against {@code Memory}.
 *
 * <p>Imports {@code sched} and {@code kernel}.
 */
package org.pinproof.explore.litmus;
