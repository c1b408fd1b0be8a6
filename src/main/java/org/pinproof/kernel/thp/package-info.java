/** Huge pages: split into small ones, put in the place of a table of small ones, moved; and the life of the table. */
package org.pinproof.kernel.thp;
