package org.pinproof.explore;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the lines that are a mutant: a part of the kernel with one decision wrong. Read from the sources, by who tells the story
 * of a bug.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.SOURCE)
public @interface Plants {
    /** {@return the mutants' slugs} */
    String[] value();
}
