/** Checking traces: in process, and by a trace specification that TLC runs. */
package org.pinproof.bench.conformance;
