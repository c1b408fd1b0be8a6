/** Splitting a huge page into pages of their own. */
package org.pinproof.kernel.thp;
