package org.pinproof.museum;

import org.pinproof.conform.CodeMutant;
import org.pinproof.conform.Rung;

/** A mutant of the code, and the rung that it is of. */
public record Twin(Rung rung, CodeMutant mutant) {}
