/**
 * Scenarios of the gup surface: scripts of kernel calls for one to four tasks over a few frames, and what must hold of them.
 *
 * <p>A script is a value that prints and parses back; its text is the scenario's name, so a schedule that carries the name
 * carries all it takes to run it again.
 */
package org.pinproof.explore.gup;
