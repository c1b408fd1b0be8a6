/**
 * The code being checked: the kernel's page pinning, written against {@link org.pinproof.kernel.mm.Memory} alone.
 *
 * <p>Imports nothing of ours from outside {@code kernel}: it does not know that it is scheduled, explored or compared.
 */
package org.pinproof.kernel;
