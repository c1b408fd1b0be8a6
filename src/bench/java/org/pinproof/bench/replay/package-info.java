/** Driving the specification's graph through the code. */
package org.pinproof.bench.replay;
