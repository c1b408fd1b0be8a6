/**
 * Measures how long it takes to take and to release the pages of a mapping: the kernel's {@code gup_benchmark}.
 *
 * <p>May import the kernel code, of which it is one more caller. One invocation is the whole of a mapping, so that the clock,
 * which JMH reads around each, costs nothing against it; taking and releasing are timed apart, the other of the two being
 * done between invocations. In between every pinned page is looked at: a figure of pages that are not pinned is worth nothing.
 * Source: {@code mm/gup_benchmark.c}, {@code tools/testing/selftests/vm/gup_benchmark.c}.
 */
package org.pinproof.benchmark;
