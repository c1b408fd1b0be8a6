/**
 * Programs of long-term pins: scripts, scenarios and mutants of {@code kernel.longterm}, and what must hold of the pages meanwhile.
 */
package org.pinproof.explore.longterm;
