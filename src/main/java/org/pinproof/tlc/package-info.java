/**
 * The only package that touches TLC: checks a cfg in a child JVM, and steps a specification in process.
 *
 * <p>TLC assumes a fresh JVM for each run. Two thirds of a run of a few thousand states are then the JVM's start and TLC's
 * first steps in it, so brief runs follow each other in one JVM ({@code WarmTlc}) as far as that is sound:
 *
 * <ul>
 *   <li>the options, which TLC keeps in statics and never takes back, are the same for all of them;
 *   <li>each root module has TLC's classes to itself, in a loader of its own, because the tables of names of one module are
 *       not clean for another;
 *   <li>liveness is never among them: TLC's checker of liveness fails in a loader that has checked something before, and
 *       ends the JVM. Whether a cfg asks for liveness says TLC itself, once it has read the modules. Runs that are not
 *       brief, that have more than one worker or count actions are not among them either;
 *   <li>names of values that an earlier cfg brought along can only change the order in which TLC comes across successors,
 *       and so what a run that stops at a violation has seen until then, never what it finds if it goes to the end;
 *   <li>a result that is not in every figure what the manifest says and our own enumeration finds is thrown away, and so is
 *       none at all, from a JVM that died or that was ended after two minutes: a fresh JVM is asked then, as it is for the
 *       figures that go into the manifest where those are wrong. So a warm JVM can cost time, and has no other say.
 * </ul>
 *
 * <p>Imports {@code trace}; nothing outside this package names a class of TLC's.
 */
package org.pinproof.tlc;
