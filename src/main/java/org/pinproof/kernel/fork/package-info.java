/**
 * Anonymous memory of a parent and the child that it forks: pins that survive, copies on write, and everybody else who
 * write-protects or unmaps what may be pinned.
 */
package org.pinproof.kernel.fork;
