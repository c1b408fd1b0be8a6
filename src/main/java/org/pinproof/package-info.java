/** Pinproof checks the Linux kernel's page pinning by a TLA+ specification and by Java code at once. */
package org.pinproof;
