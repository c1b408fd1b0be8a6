/**
 * {@code mm/gup.c}: the lockless fast path, the locked slow step it falls back to, and the release of what they hand out.
 */
package org.pinproof.kernel.gup;
