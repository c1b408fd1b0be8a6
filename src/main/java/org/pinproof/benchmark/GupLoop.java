package org.pinproof.benchmark;

import org.pinproof.kernel.gup.Gup;

/**
 * One thread's way through its pages, call after call. A call that returns another number than it was asked for is the last,
 * and the size is what was covered until then. Source: {@code mm/gup_benchmark.c::__gup_benchmark_ioctl}.
 */
final class GupLoop {
    private final MappedPages mapped;
    private final GupCommand command;
    private final Gup gup;
    private final int first;
    private final int size;
    private final int perCall;
    private final int flags;
    /** What each call recorded; made before anything is timed. */
    private final int[][] pages;

    private final int[] taken;
    private int calls;

    /** @param thread number of the thread, from 0 */
    GupLoop(MappedPages mapped, GupCommand command, Workload workload, int thread) {
        this.mapped = mapped;
        this.command = command;
        this.gup = mapped.gup(thread);
        this.first = thread * workload.pages();
        this.size = workload.pages();
        this.perCall = workload.perCall();
        this.flags = MappedPages.flags(workload);
        int most = (size + perCall - 1) / perCall;
        this.pages = new int[most][perCall];
        this.taken = new int[most];
    }

    /** Takes the pages; {@return how many}. */
    int get() {
        calls = 0;
        if (command.isFast()) {
            return getAll();
        }
        mapped.lock().downRead();
        int covered = getAll();
        mapped.lock().upRead();
        return covered;
    }

    private int getAll() {
        int covered = 0;
        while (covered < size) {
            int nr = Math.min(perCall, size - covered);
            int got = command.call(gup, first + covered, nr, flags, pages[calls]);
            if (got <= 0) {
                return covered;
            }
            taken[calls++] = got;
            covered += got;
            if (got != nr) {
                return covered;
            }
        }
        return covered;
    }

    /** {@return how many calls the last {@link #get} took pages with} */
    int calls() {
        return calls;
    }

    /**
     * Looks at every page between pin and unpin.
     *
     * @throws NotPinnedException if {@code page_dma_pinned} says of one that it is not
     */
    void verify() {
        if (!command.isPin()) {
            return;
        }
        for (int call = 0; call < calls; call++) {
            for (int i = 0; i < taken[call]; i++) {
                int page = pages[call][i];
                if (!mapped.isDmaPinned(page)) {
                    throw new NotPinnedException(command, page, mapped.head(page), mapped.count(mapped.head(page)));
                }
            }
        }
    }

    /** Releases what was taken. */
    void put() {
        for (int call = 0; call < calls; call++) {
            int[] recorded = pages[call];
            for (int i = 0; i < taken[call]; i++) {
                mapped.release(recorded[i], command.isPin());
            }
        }
        calls = 0;
    }
}
