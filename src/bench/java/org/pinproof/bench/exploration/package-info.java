/** How fast interleavings are explored, and how soon a bug is among them; Lincheck on equivalent programs beside it. */
package org.pinproof.bench.exploration;
