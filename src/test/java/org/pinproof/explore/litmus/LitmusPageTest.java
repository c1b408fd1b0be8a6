package org.pinproof.explore.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;

/** The page of the litmus programs asks as the kernel code does. */
class LitmusPageTest {
    private final MemoryLayout layout = new MemoryLayout();
    private final LitmusPage page = new LitmusPage(layout, 0);
    private final Memory memory = new HardwareMemory(layout);

    @Test
    void a_word_that_reads_as_negative_is_pinned() {
        memory.setIntRelease(LitmusStep.PUT, page.count, Integer.MIN_VALUE);
        assertFalse(page.cleanAndFindUnpinned(memory));
    }

    @Test
    void only_a_word_below_the_bias_is_unpinned() {
        memory.setIntRelease(LitmusStep.PUT, page.count, LitmusPage.BIAS - 1);
        assertTrue(page.cleanAndFindUnpinned(memory));
        memory.setIntRelease(LitmusStep.PUT, page.count, LitmusPage.BIAS);
        assertFalse(page.cleanAndFindUnpinned(memory));
    }

    @Test
    void what_must_come_after_a_full_access_is_read_volatile() {
        List<String> accesses = new ArrayList<>();
        Memory watched = (Memory) Proxy.newProxyInstance(
                Memory.class.getClassLoader(), new Class<?>[] {Memory.class}, (proxy, method, arguments) -> {
                    accesses.add(arguments[0] + " " + method.getName());
                    return method.invoke(memory, arguments);
                });
        assertTrue(page.pin(watched));
        page.cleanAndFindUnpinned(watched);
        assertEquals(
                List.of(
                        "READ_PTE getLongOpaque",
                        "READ_COUNT getIntOpaque",
                        "GRAB compareAndSetInt",
                        "RECHECK_PTE getLongVolatile",
                        "CLEAN_PTE getAndSetLong",
                        "QUERY_PINNED getIntVolatile"),
                accesses);
    }
}
