/**
 * Compares the kernel code with the specification, in both directions: every edge of the specification's graph is driven
 * through the code ({@link org.pinproof.conform.Replayer}), and every step of the code, explored or recorded, is looked for
 * among what the specification allows ({@link org.pinproof.conform.Conformance}).
 */
package org.pinproof.conform;
