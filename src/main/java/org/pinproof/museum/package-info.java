/**
 * The bugs that the specifications and the code know by name: what each was, the mutants that plant it on both sides, how
 * soon each side finds it, and what every invariant is there to find.
 *
 * <p>{@link org.pinproof.museum.Bug} is what is written of a bug, in {@code spec/bugs.json}; {@link
 * org.pinproof.museum.Museum} puts it beside the manifest's mutants and the code's, and says where the two do not agree. Figures
 * are measured by {@link org.pinproof.museum.Measuring} and kept in {@code spec/bugs-measured.json}.
 */
package org.pinproof.museum;
