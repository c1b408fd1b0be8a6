/** Scripts over a compound page in three eras of counting: programs, mutants, invariants and scenarios of huge pages. */
package org.pinproof.explore.compound;
