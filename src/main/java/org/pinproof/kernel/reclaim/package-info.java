/** Reclaim of one page: unmap, strip, freeze, look again, delete; and what MADV_FREE left. */
package org.pinproof.kernel.reclaim;
