/**
 * The only package that touches TLC: checks a cfg in a child JVM, and steps a specification in process.
 *
 * <p>Imports {@code trace}; nothing outside this package names a class of TLC's.
 */
package org.pinproof.tlc;
