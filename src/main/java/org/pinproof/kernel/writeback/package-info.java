/** Writeback: cleaning a page's entry, asking whether it is pinned, and what is done with the answer. */
package org.pinproof.kernel.writeback;
