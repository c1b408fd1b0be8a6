package org.pinproof.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Taking all pages of a mapping, and releasing them: an invocation each, with the other of the two, and the look at the pages,
 * between invocations, where no time is taken. Sampled, not averaged: a thread that loses its processor in one invocation
 * would be in the mean of all.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GupBenchmark {

    /** The address space that all threads share. */
    @State(Scope.Benchmark)
    public static class Shared {
        @Param("PIN_FAST")
        public GupCommand command;

        @Param("PTES")
        public Mapping mapping;

        @Param("512")
        public int pages;

        @Param("1")
        public int perCall;

        @Param("false")
        public boolean write;

        private Workload workload;
        private MappedPages mapped;

        /** Maps the pages. */
        @Setup
        public void map(BenchmarkParams params) {
            workload = new Workload(mapping, pages, perCall, write, params.getThreads());
            mapped = new MappedPages(workload);
        }

        GupLoop loop(ThreadParams thread) {
            return new GupLoop(mapped, command, workload, thread.getThreadIndex());
        }
    }

    /** A thread that takes: what it took is released after each invocation. */
    @State(Scope.Thread)
    public static class Taker {
        private GupLoop loop;

        /** Gives the thread its part. */
        @Setup
        public void begin(Shared shared, ThreadParams thread) {
            loop = shared.loop(thread);
        }

        /** Looks at the pages and releases them. */
        @TearDown(Level.Invocation)
        public void release() {
            loop.verify();
            loop.put();
        }
    }

    /** A thread that releases: what it releases is taken before each invocation. */
    @State(Scope.Thread)
    public static class Releaser {
        private GupLoop loop;

        /** Gives the thread its part. */
        @Setup
        public void begin(Shared shared, ThreadParams thread) {
            loop = shared.loop(thread);
        }

        /** Takes the pages and looks at them. */
        @Setup(Level.Invocation)
        public void take() {
            loop.get();
            loop.verify();
        }
    }

    /** Takes all pages. */
    @Benchmark
    public int get(Taker thread) {
        return thread.loop.get();
    }

    /** Releases all pages. */
    @Benchmark
    public void put(Releaser thread) {
        thread.loop.put();
    }
}
