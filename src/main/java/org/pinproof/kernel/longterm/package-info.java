/**
 * Long-term pins: where a page may lie to be pinned for as long as its owner likes, how one that lies elsewhere is moved first,
 * and how a file system gets the blocks of FS-DAX back.
 */
package org.pinproof.kernel.longterm;
