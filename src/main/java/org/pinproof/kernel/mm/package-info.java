/**
 * Frames, page-table entries, address spaces, and the memory interface through which all of them are touched.
 */
package org.pinproof.kernel.mm;
