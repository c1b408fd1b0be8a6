/**
 * The slow path as programs of the engine: calls that lose {@code mmap_lock}, and whoever changes, serves or kills meanwhile.
 */
package org.pinproof.explore.slow;
