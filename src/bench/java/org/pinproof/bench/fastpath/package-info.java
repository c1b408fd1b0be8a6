/** What a pin and its unpin cost on hardware memory, beside what else counts references. */
package org.pinproof.bench.fastpath;
