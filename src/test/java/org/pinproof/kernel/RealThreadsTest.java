package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.GupResult.Pages;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.writeback.PageMkclean.Answer;

/** A smoke test on real threads; the jcstress profile looks closer. */
class RealThreadsTest {
    private static final int ROUNDS = 20_000;

    @Test
    @Timeout(120)
    void pins_are_never_denied_while_held_and_nothing_is_left_behind() throws Exception {
        SmallMachine<HardwareMemory> machine = SmallMachine.pages(2);
        List<Integer> wrong =
                together(List.of(() -> pinAndUnpin(machine, 2), () -> pinAndUnpin(machine, 1), () -> clean(machine)));
        assertEquals(List.of(0, 0, 0), wrong);
        for (int pfn = 0; pfn < 2; pfn++) {
            assertEquals(1, machine.count(pfn));
            assertFalse(machine.isFree(pfn));
            assertEquals(pfn, Pte.pfn(machine.pte(pfn)));
        }
        assertEquals(0, machine.count(2));
    }

    @Test
    void a_page_with_an_established_pin_is_never_said_to_be_unpinned() {
        SmallMachine<HardwareMemory> machine = SmallMachine.pages(1);
        int[] pages = new int[1];
        assertEquals(new Pages(1), machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, pages));
        assertEquals(Answer.MAYBE_PINNED, machine.mkclean.cleanAndQuery(0));
        machine.release.unpinUserPage(pages[0]);
        assertEquals(new Pages(1), machine.gup.getUserPagesFast(0, 1, FollFlag.FOLL_WRITE, pages));
        assertEquals(Answer.NOT_PINNED, machine.mkclean.cleanAndQuery(0), "a plain reference is no pin");
    }

    @Test
    @Timeout(120)
    void pages_that_are_unmapped_and_mapped_again_under_walkers_are_all_accounted_for() throws Exception {
        SmallMachine<HardwareMemory> machine = SmallMachine.pages(1);
        List<Integer> wrong =
                together(List.of(() -> pinAndUnpin(machine, 1), () -> pinAndUnpin(machine, 1), () -> remap(machine)));
        assertEquals(List.of(0, 0, 0), wrong);
        int mapped = Pte.pfn(machine.pte(0));
        boolean hole = machine.pte(0) == Pte.NONE;
        for (int pfn = 0; pfn < 2; pfn++) {
            boolean inUse = !hole && pfn == mapped;
            assertEquals(inUse ? 1 : 0, machine.count(pfn));
            assertEquals(!inUse, machine.isFree(pfn));
        }
    }

    @Test
    @Timeout(120)
    void who_awaited_a_value_sees_what_was_written_before_it() throws Exception {
        MemoryLayout layout = new MemoryLayout();
        int turn = layout.intCell("turn", 0);
        int data = layout.intCell("data", 0);
        HardwareMemory memory = new HardwareMemory(layout);
        List<Integer> wrong =
                together(List.of(() -> handOver(memory, turn, 0, data), () -> handOver(memory, turn, 1, data)));
        assertEquals(List.of(0, 0), wrong);
        assertEquals(2 * ROUNDS, memory.getIntVolatile(KernelStep.FastReadCount, data));
    }

    /** {@return how often the other thread's last write was not there yet} */
    private static int handOver(HardwareMemory memory, int turn, int mine, int data) {
        int wrong = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int expected = 2 * round + mine;
            if (memory.awaitInt(KernelStep.FastReadCount, turn, value -> value % 2 == mine) != expected
                    || memory.getIntOpaque(KernelStep.FastReadCount, data) != expected) {
                wrong++;
            }
            memory.setIntRelease(KernelStep.FastReadCount, data, expected + 1);
            memory.getAndAddInt(KernelStep.FastReadCount, turn, 1);
        }
        return wrong;
    }

    /** {@return how often a page it held looked unpinned or free} */
    private static int pinAndUnpin(SmallMachine<?> machine, int nr) {
        int wrong = 0;
        int[] pages = new int[nr];
        for (int round = 0; round < ROUNDS; round++) {
            int pinned = machine.gup
                    .pinUserPagesFast(0, nr, FollFlag.FOLL_WRITE, pages)
                    .count();
            for (int i = 0; i < pinned; i++) {
                if (!Refcount.isDmaPinned(machine.count(pages[i])) || machine.isFree(pages[i])) {
                    wrong++;
                }
                machine.release.unpinUserPage(pages[i]);
            }
        }
        return wrong;
    }

    /**
     * Asks of pages that others may hold, and of one that it holds itself; nobody else cleans, so a pin for writing leaves a
     * writable entry to ask about.
     *
     * @return how often the answer about a page it held was not "maybe"
     */
    private static int clean(SmallMachine<?> machine) {
        int wrong = 0;
        int[] pages = new int[1];
        for (int round = 0; round < ROUNDS; round++) {
            machine.mkclean.cleanAndQuery(round & 1);
            int pinned = machine.gup
                    .pinUserPagesFast(round & 1, 1, FollFlag.FOLL_WRITE, pages)
                    .count();
            if (pinned != 1 || machine.mkclean.cleanAndQuery(round & 1) != Answer.MAYBE_PINNED) {
                wrong++;
            }
            machine.release.unpinUserPage(pages[0]);
        }
        return wrong;
    }

    private static int remap(SmallMachine<?> machine) {
        for (int round = 0; round < ROUNDS; round++) {
            machine.zap.zap(0);
            machine.fault.install(0, round & 1);
        }
        return 0;
    }

    /** Runs the tasks at once, each on a thread of its own; {@return their results, in order} */
    static List<Integer> together(List<Callable<Integer>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
