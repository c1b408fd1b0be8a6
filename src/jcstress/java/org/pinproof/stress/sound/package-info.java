/** Races of the correct kernel, with every outcome that is allowed declared and every other forbidden. */
package org.pinproof.stress.sound;
