/** Scripts over what one pmd covers: programs, mutants, invariants and scenarios of collapse, and of tables that go away. */
package org.pinproof.explore.collapse;
