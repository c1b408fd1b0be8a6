/** The same races with one decision of the walker wrong, numbered; the forbidden outcome is expected to be seen. */
package org.pinproof.stress.broken;
