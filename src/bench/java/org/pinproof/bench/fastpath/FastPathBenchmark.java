package org.pinproof.bench.fastpath;

import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.explore.gup.GupWorld;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.gup.SlowGup;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/** One page pinned and unpinned; each method does it on the page (counter, lock) that its thread was given. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FastPathBenchmark {
    private static final int PAGES = 2;
    private static final int BIAS = 1024;
    private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
    // int elements to a cache line: two counters never share one
    private static final int LINE = 16;

    private Gup gup;
    private Release release;
    private final int[] counts = new int[(PAGES + 1) * LINE];
    private final int[] handMade = new int[(2 * PAGES + 2) * LINE];
    private final long[] handMadeEntries = new long[PAGES + 1];
    private final ReferenceCounted[] counted = new ReferenceCounted[PAGES];
    private final Guarded[] guarded = new Guarded[PAGES];

    /** Which page a thread uses: its own, or the one that all use. */
    @State(Scope.Thread)
    public static class Page {
        @Param({"own", "shared"})
        public String page;

        final int[] pages = new int[1];
        int number;

        /** Gives the thread its page. */
        @Setup
        public void choose(ThreadParams thread) {
            number = page.equals("own") ? thread.getThreadIndex() : 0;
        }
    }

    private static final class Counted extends AbstractReferenceCounted {
        @Override
        protected void deallocate() {}

        @Override
        public ReferenceCounted touch(Object hint) {
            return this;
        }
    }

    private static final class Guarded {
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        private int count = 1;

        boolean addUnlessZero(int delta) {
            lock.writeLock().lock();
            try {
                if (count == 0) {
                    return false;
                }
                count += delta;
                return true;
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    /** Makes the world, and one of each rival for each page. */
    @Setup
    public void prepare() {
        GupWorld world = new GupWorld(new GupShape(GupShape.Layout.ORDER0, PAGES, PAGES));
        HardwareMemory memory = new HardwareMemory(world.layout());
        PageAllocator allocator = new PageAllocator(memory, world.frames());
        gup = new Gup(
                world.mm(),
                new FastGup(memory, world.frames(), world.mm(), allocator),
                new SlowGup(memory, world.frames(), world.mm()));
        release = new Release(memory, world.frames(), allocator);
        handMadeEntries[PAGES] = Pte.TABLE;
        for (int i = 0; i < PAGES; i++) {
            counts[(i + 1) * LINE] = 1;
            handMade[countOf(i)] = 1;
            handMade[headOf(i)] = i;
            handMadeEntries[i] = Pte.page(i);
            counted[i] = new Counted();
            guarded[i] = new Guarded();
        }
    }

    /** {@code pin_user_pages_fast} and {@code unpin_user_page}: two atomic operations and eight loads. */
    @Benchmark
    public int pinAndUnpin(Page page) {
        int pinned = gup.pinUserPagesFast(page.number, 1, FollFlag.FOLL_WRITE, page.pages)
                .count();
        release.unpinUserPage(page.pages[0]);
        return pinned;
    }

    /** The two atomic operations alone: what a pin cannot do without. */
    @Benchmark
    public boolean rawPair(Page page) {
        int slot = (page.number + 1) * LINE;
        boolean taken = addUnlessZero(counts, slot);
        return (int) INT.getAndAdd(counts, slot, -BIAS) == BIAS | taken;
    }

    private static boolean addUnlessZero(int[] words, int slot) {
        int seen = (int) INT.getOpaque(words, slot);
        while (seen != 0) {
            int found = (int) INT.compareAndExchange(words, slot, seen, seen + BIAS);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
        return false;
    }

    /** The same accesses as {@link #pinAndUnpin} on bare arrays, in one method: what the steps cost without their structure. */
    @Benchmark
    public boolean stepsByHand(Page page) {
        int[] words = handMade;
        long[] entries = handMadeEntries;
        int own = page.number;
        long pmd = (long) LONG.getOpaque(entries, PAGES);
        long pte = (long) LONG.getOpaque(entries, own);
        if (pmd != Pte.TABLE || !Pte.isPresent(pte) || !Pte.isWritable(pte)) {
            return false;
        }
        int pfn = Pte.pfn(pte);
        int head = (int) INT.getOpaque(words, headOf(pfn));
        int count = countOf(head);
        if ((int) INT.getOpaque(words, count) < 0 || !addUnlessZero(words, count)) {
            return false;
        }
        if ((int) INT.getVolatile(words, headOf(pfn)) != head || (long) LONG.getVolatile(entries, own) != pte) {
            return false;
        }
        page.pages[0] = pfn;
        int again = (int) INT.getOpaque(words, headOf(page.pages[0]));
        return (int) INT.getAndAdd(words, countOf(again), -BIAS) != BIAS;
    }

    private static int countOf(int pfn) {
        return (2 * pfn + 1) * LINE;
    }

    private static int headOf(int pfn) {
        return (2 * pfn + 2) * LINE;
    }

    /** Netty: an addition that is checked afterwards, and a release that tests for zero. */
    @Benchmark
    public boolean nettyRetainAndRelease(Page page) {
        return counted[page.number].retain().release();
    }

    /** A counter under a read-write lock's write side. */
    @Benchmark
    public boolean readWriteLockPair(Page page) {
        Guarded counter = guarded[page.number];
        return counter.addUnlessZero(BIAS) & counter.addUnlessZero(-BIAS);
    }
}
