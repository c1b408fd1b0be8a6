/**
 * One page of a file under writeback as a program of the engine: what each task calls, as a value that prints and parses back,
 * and what must hold of the cells.
 */
package org.pinproof.explore.writeback;
