package org.pinproof.tlc;

/**
 * What the class loader of one specification offers to the rest of the program. Its one implementation is found by name,
 * because it and TLC's classes exist once per opened specification.
 */
public interface SpecBackend {

    /**
     * Parses the modules, reads the cfg, evaluates the assumptions.
     *
     * @throws SpecException if any of these fails
     */
    CheckedSpec open(SpecSource source);
}
