package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pinproof.kernel.mm.KernelStep.FastExclCheck;
import static org.pinproof.kernel.mm.KernelStep.FastReadCount;
import static org.pinproof.kernel.mm.KernelStep.FastReadPte;
import static org.pinproof.kernel.mm.KernelStep.RelSub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.explore.fork.ForkKernel;
import org.pinproof.explore.fork.ForkMutant;
import org.pinproof.explore.fork.ForkProgram;
import org.pinproof.explore.fork.ForkScript;
import org.pinproof.kernel.fork.MmStruct;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.Pte;

/** Which page of private memory a walk is given, and what becomes of it when somebody would share it. */
class AnonGupTest {
    private static final int BIAS = 1024;
    private static final int PIN = FollFlag.FOLL_PIN | FollFlag.FOLL_WRITE;
    private static final int READ = FollFlag.FOLL_PIN | FollFlag.FOLL_LONGTERM;
    private static final int GET = FollFlag.FOLL_GET | FollFlag.FOLL_WRITE;
    private static final int PEEK = FollFlag.FOLL_GET;
    private static final int FORCE = PIN | FollFlag.FOLL_FORCE;

    private PrivateMapping mapping;
    private MmStruct parent;
    private MmStruct child;
    private HardwareMemory memory;
    private ForkKernel kernel;

    private void machine(String form) {
        ForkProgram program = new ForkProgram(ForkScript.parse("fork/" + form + "/"));
        mapping = program.mapping();
        parent = mapping.parent();
        child = mapping.child();
        memory = new HardwareMemory(program.layout());
        kernel = ForkKernel.of(memory, mapping, ForkMutant.NONE);
    }

    private int count(int pfn) {
        return memory.getIntOpaque(FastReadCount, mapping.pages().frames().refcount(pfn));
    }

    private boolean isExclusive(int pfn) {
        return memory.getIntOpaque(FastExclCheck, mapping.pages().exclusive(pfn)) != 0;
    }

    private boolean isFree(int pfn) {
        return memory.getIntOpaque(RelSub, mapping.pages().frames().free(pfn)) != 0;
    }

    private int data(int pfn) {
        return memory.getIntOpaque(RelSub, mapping.pages().data(pfn));
    }

    private String entry(MmStruct mm) {
        return Pte.toString(memory.getLongOpaque(FastReadPte, mm.pte(0)));
    }

    /** Frame 0 is the page behind, frame 1 what is mapped at first if anything is, and then the lowest free one is taken. */
    @ParameterizedTest(name = "{0}: {1}, {2}, {3}, {4}")
    @CsvSource({
        // form            PIN READ GET PEEK
        "private/exclusive,  1, 1, 1, 1",
        "private/refcount,   1, 1, 1, 1",
        "readonly/exclusive, 1, 1, 1, 1",
        "readonly/refcount,  1, 1, 1, 1",
        "shared/exclusive,   2, 2, 2, 1",
        "shared/refcount,    2, 2, 2, 1",
        "behind/exclusive,   1, 1, 1, 0",
        "none/exclusive,     1, 1, 1, 0"
    })
    void a_walk_is_given_a_page_that_stays_the_address_s_own_unless_it_only_looks(
            String form, int pin, int read, int get, int peek) {
        int[] flags = {PIN, READ, GET, PEEK};
        int[] pages = {pin, read, get, peek};
        for (int i = 0; i < flags.length; i++) {
            machine(form + "/4/1");
            assertEquals(pages[i], kernel.gup().take(parent, 0, flags[i]));
            assertEquals(pages[i] != 0 && (flags[i] != PEEK || !form.startsWith("shared")), isExclusive(pages[i]));
        }
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "readonly-unwritable, 1, page 1 RO",
        "shared-unwritable, 2, page 2 RO dirty",
        "behind-unwritable, 1, page 1 RO dirty"
    })
    void a_forced_pin_is_of_a_copy_that_its_owner_still_cannot_write_to(String layout, int page, String entry) {
        machine(layout + "/exclusive/4/1");
        assertEquals(page, kernel.gup().take(parent, 0, FORCE));
        assertEquals(entry, entry(parent));
        assertTrue(isExclusive(page));
    }

    @Test
    void a_pin_that_is_given_up_for_a_copy_leaves_the_count_as_it_was() {
        machine("shared/exclusive/4/1");
        assertEquals(2, kernel.gup().take(parent, 0, READ));
        assertEquals(1, count(1));
        assertEquals(1 + BIAS, count(2));
        assertEquals("page 1 RO dirty", entry(child));
    }

    @Test
    void only_a_pin_says_that_the_address_space_may_have_pins() {
        machine("private/exclusive/4/1");
        kernel.gup().take(parent, 0, GET);
        assertEquals(0, memory.getIntOpaque(FastExclCheck, parent.hasPinned()));
        kernel.gup().take(parent, 0, READ);
        assertEquals(1, memory.getIntOpaque(FastExclCheck, parent.hasPinned()));
    }

    @Test
    void a_fork_shares_a_page_and_copies_one_that_is_pinned() {
        machine("private/exclusive/4/1");
        kernel.fork().fork();
        assertEquals("page 1 RO dirty", entry(parent));
        assertEquals("page 1 RO dirty", entry(child));
        assertFalse(isExclusive(1));
        machine("private/exclusive/4/1");
        kernel.gup().take(parent, 0, PIN);
        kernel.fork().fork();
        assertEquals("page 1 RW", entry(parent).replace(" dirty", ""));
        assertEquals("page 2 RW dirty", entry(child));
        assertTrue(isExclusive(1) && isExclusive(2));
    }

    @Test
    void who_stores_first_after_a_fork_gets_a_copy_and_the_other_keeps_the_page() {
        machine("shared/exclusive/4/1");
        kernel.user().store(parent, 0);
        kernel.user().store(child, 0);
        assertEquals("page 2 RW dirty", entry(parent));
        assertEquals("page 1 RW dirty", entry(child));
        assertEquals(1, data(1));
        assertEquals(1, data(2));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"exclusive, 1", "refcount, 2"})
    void a_write_protection_that_does_not_ask_costs_a_pin_its_page_only_where_the_count_decides(String rule, int page) {
        machine("private/" + rule + "/4/1");
        kernel.gup().take(parent, 0, PIN);
        kernel.refs().protect(parent, 0);
        kernel.user().store(parent, 0);
        assertEquals("page " + page + " RW dirty", entry(parent));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"exclusive, 1", "refcount, 2"})
    void a_page_that_is_held_comes_back_from_swap_as_its_owner_s_only_if_the_entry_remembers(String rule, int page) {
        machine("private/" + rule + "/4/1");
        kernel.gup().take(parent, 0, GET);
        kernel.swap().swap(parent, 0);
        kernel.user().store(parent, 0);
        assertEquals("page " + page + " RW dirty", entry(parent));
    }

    @Test
    void a_pinned_page_is_neither_swapped_nor_shared_nor_moved_nor_watched() {
        machine("private/exclusive/4/2");
        kernel.gup().take(parent, 0, PIN);
        String before = entry(parent);
        kernel.swap().swap(parent, 0);
        kernel.ksm().writeProtect(parent, 0);
        kernel.move().move(parent, 0, 1);
        kernel.refs().clearSoftDirty(parent, 0);
        assertEquals(before, entry(parent));
        assertTrue(isExclusive(1));
        assertEquals(1 + BIAS, count(1));
    }

    @Test
    void a_page_that_is_unmapped_lives_as_long_as_it_is_pinned() {
        machine("private/exclusive/4/1");
        kernel.gup().take(parent, 0, PIN);
        kernel.zap().zap(parent, 0);
        assertEquals(BIAS, count(1));
        assertFalse(isFree(1));
        kernel.release().unpinUserPage(1);
        assertTrue(isFree(1));
        assertFalse(isExclusive(1));
    }
}
