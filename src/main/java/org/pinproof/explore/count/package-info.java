/** Scripts over the biased count alone: references of a page, of a huge and of a gigantic one, up to the limit and beyond. */
package org.pinproof.explore.count;
