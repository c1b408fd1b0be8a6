/**
 * The scheduler: runs tasks written against {@link org.pinproof.kernel.mm.Memory} one atomic step at a time, without threads.
 *
 * <p>A task is resumed by running its current operation again from the start, feeding it the results it has already seen, and
 * stopping it at its next access with one preallocated exception. A state is therefore plain data, which can be copied,
 * hashed and gone back to. Owners are kept apart: {@link org.pinproof.sched.Machine} decides whose turn it is,
 * {@link org.pinproof.sched.SimMemory} does the accesses, {@code TaskState} is what one task remembers,
 * {@link org.pinproof.sched.Trail} is what was picked; which interleavings are worth running is {@code explore}'s business.
 *
 * <p>What is simulated is sequential consistency: every access takes effect at once, for everyone. Nothing here is
 * thread-safe: one machine, one thread. Passing null is an error everywhere, unless the parameter says otherwise.
 *
 * <p>Imports {@code kernel} alone.
 */
package org.pinproof.sched;
