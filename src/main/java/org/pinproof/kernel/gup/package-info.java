/**
 * {@code mm/gup.c}: its functions and what they refuse, the lockless fast path, the slow path under {@code mmap_lock}, the
 * ways to count a pin, and the release of what is handed out.
 */
package org.pinproof.kernel.gup;
