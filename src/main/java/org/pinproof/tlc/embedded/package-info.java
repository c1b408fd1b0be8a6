/**
 * The side of specification stepping that is linked against TLC's classes and loaded once per specification by
 * {@code IsolatedSpecLoader}.
 *
 * <p>Nothing outside names a class in here; the rest of the program sees {@code CheckedSpec} and {@code SpecState}.
 */
package org.pinproof.tlc.embedded;
