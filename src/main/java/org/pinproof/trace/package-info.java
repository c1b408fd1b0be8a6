/**
 * Behaviours as data: values, events and traces, and the files they are read from and written to; no opinions.
 *
 * <p>Imports nothing else of ours.
 */
package org.pinproof.trace;
