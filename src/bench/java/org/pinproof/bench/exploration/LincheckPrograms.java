package org.pinproof.bench.exploration;

import com.google.common.collect.ImmutableMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The litmus programs as Lincheck takes them: real threads over {@code java.util.concurrent.atomic}, and an assertion at the
 * end. Access for access the same as {@code org.pinproof.explore.litmus}.
 */
final class LincheckPrograms {
    static final ImmutableMap<String, Spec> PROGRAMS = ImmutableMap.<String, Spec>builder()
            .put("C_GUP", new Spec(2, () -> grabVersusClear(Page::pin)))
            .put("C_BIG1", new Spec(3, () -> pagesInTurn(1, -1)))
            .put("C_BIG2", new Spec(3, () -> pagesInTurn(2, -1)))
            .put("C_BIG3", new Spec(3, () -> pagesInTurn(3, -1)))
            .put("C_BIG4", new Spec(3, () -> pagesInTurn(4, -1)))
            .put("B1", new Spec(2, () -> grabVersusClear(Page::pinWithoutRecheck)))
            .put("B2", new Spec(2, () -> grabVersusClear(Page::pinAfterRecheck)))
            .put("B3", new Spec(2, () -> grabVersusFree(true)))
            .put("B4", new Spec(2, () -> grabVersusFree(false)))
            .put("B5", new Spec(3, LincheckPrograms::undoVersusGrab))
            .put("B7", new Spec(3, () -> pagesInTurn(4, 2)))
            .put("B9", new Spec(2, LincheckPrograms::lateReader))
            .build();

    /** A program and how many threads one execution of it starts. */
    record Spec(int threads, Runnable body) {}

    private static final int PRESENT = 1;
    private static final int WRITABLE = 2;
    private static final int BIAS = 1024;
    private static final int ROW = 24;

    private LincheckPrograms() {}

    private interface Pin {
        boolean on(Page page);
    }

    private static final class Page {
        final AtomicInteger count = new AtomicInteger(1);
        final AtomicLong pte = new AtomicLong(PRESENT | WRITABLE);

        boolean pin() {
            long seen = pte.get();
            if ((seen & WRITABLE) == 0 || !grab(count, BIAS)) {
                return false;
            }
            if (pte.get() != seen) {
                count.getAndAdd(-BIAS);
                return false;
            }
            return true;
        }

        boolean pinWithoutRecheck() {
            return (pte.get() & WRITABLE) != 0 && grab(count, BIAS);
        }

        boolean pinAfterRecheck() {
            long seen = pte.get();
            return (seen & WRITABLE) != 0 && pte.get() == seen && grab(count, BIAS);
        }

        boolean pinUndoingByStore() {
            long seen = pte.get();
            if ((seen & WRITABLE) == 0) {
                return false;
            }
            int before;
            do {
                before = count.get();
                if (before == 0) {
                    return false;
                }
            } while (!count.compareAndSet(before, before + BIAS));
            if (pte.get() != seen) {
                count.set(before);
                return false;
            }
            return true;
        }

        boolean cleanAndFindUnpinned() {
            pte.getAndSet(PRESENT);
            return count.get() < BIAS;
        }
    }

    private static boolean grab(AtomicInteger count, int references) {
        while (true) {
            int seen = count.get();
            if (seen == 0) {
                return false;
            }
            if (count.compareAndSet(seen, seen + references)) {
                return true;
            }
        }
    }

    private static void grabVersusClear(Pin pin) {
        Page page = new Page();
        boolean[] pinned = new boolean[1];
        boolean[] unpinned = new boolean[1];
        together(() -> pinned[0] = pin.on(page), () -> unpinned[0] = page.cleanAndFindUnpinned());
        require(!(pinned[0] && unpinned[0]), "pinned, and said not pinned");
    }

    private static void pagesInTurn(int size, int bug) {
        Page[] pages = new Page[size];
        for (int i = 0; i < size; i++) {
            pages[i] = new Page();
        }
        boolean[] pinned = new boolean[size];
        boolean[] unpinned = new boolean[size];
        together(
                () -> {
                    for (int i = 0; i < size; i++) {
                        pinned[i] = i == bug ? pages[i].pinWithoutRecheck() : pages[i].pin();
                    }
                },
                () -> {
                    for (int i = 0; i < size; i++) {
                        unpinned[i] = pages[i].cleanAndFindUnpinned();
                    }
                },
                () -> {
                    for (int i = 0; i < size; i++) {
                        if (grab(pages[i].count, 1)) {
                            pages[i].count.getAndAdd(-1);
                        }
                    }
                });
        for (int i = 0; i < size; i++) {
            require(!(pinned[i] && unpinned[i]), "pinned, and said not pinned");
        }
    }

    private static void grabVersusFree(boolean blind) {
        AtomicInteger count = new AtomicInteger(1);
        AtomicInteger freed = new AtomicInteger();
        boolean[] usedAfterFree = new boolean[1];
        together(() -> put(count, freed, 1), () -> {
            if (!blind && count.get() == 0) {
                return;
            }
            count.getAndAdd(BIAS);
            usedAfterFree[0] = freed.get() != 0;
            put(count, freed, BIAS);
        });
        require(!usedAfterFree[0] && freed.get() == 1, "used after free, or not freed once");
    }

    private static void put(AtomicInteger count, AtomicInteger freed, int references) {
        if (count.getAndAdd(-references) == references) {
            freed.getAndAdd(1);
        }
    }

    private static void undoVersusGrab() {
        Page page = new Page();
        boolean[] got = new boolean[2];
        together(
                () -> got[0] = page.pinUndoingByStore(),
                page::cleanAndFindUnpinned,
                () -> got[1] = grab(page.count, BIAS));
        int expected = 1 + (got[0] ? BIAS : 0) + (got[1] ? BIAS : 0);
        require(page.count.get() == expected, "count is not what is held");
    }

    private static void lateReader() {
        AtomicIntegerArray row = new AtomicIntegerArray(ROW);
        int[] seen = new int[1];
        together(
                () -> {
                    for (int i = 0; i < ROW; i++) {
                        row.getAndAdd(i, 1);
                    }
                },
                () -> seen[0] = row.get(ROW - 1));
        require(seen[0] == 0, "read the last word after it was written");
    }

    private static void together(Runnable... tasks) {
        Thread[] threads = new Thread[tasks.length];
        for (int i = 0; i < tasks.length; i++) {
            threads[i] = new Thread(tasks[i]);
        }
        for (Thread thread : threads) {
            thread.start();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
