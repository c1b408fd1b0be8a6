/**
 * Frames, page-table entries, areas and {@code mmap_lock}, faults, the page of a file and who maps it, counters, and the memory
 * interface through which all of them are touched.
 */
package org.pinproof.kernel.mm;
