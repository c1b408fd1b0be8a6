/** The question that pinning exists for: clear the entries of a page, then ask whether it is pinned. */
package org.pinproof.kernel.writeback;
