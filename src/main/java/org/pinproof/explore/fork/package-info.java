/**
 * Pins of anonymous memory against forks, copies on write, and everybody else who write-protects or unmaps: as programs of the
 * engine, correct and with one decision wrong.
 */
package org.pinproof.explore.fork;
