package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.PageCounters;

class PageCountersTest {
    private final PageCounters counters = new PageCounters(new MemoryLayout());

    @Test
    void the_names_of_2019_are_the_same_counters() {
        assertEquals(counters.acquired(), counters.named("nr_foll_pin_acquired"));
        assertEquals(counters.acquired(), counters.named("nr_foll_pin_requested"));
        assertEquals(counters.released(), counters.named("nr_foll_pin_released"));
        assertEquals(counters.released(), counters.named("nr_foll_pin_returned"));
    }

    @Test
    void another_name_is_refused() {
        assertEquals(
                "no counter of pins is named nr_dirty; they are nr_foll_pin_acquired and nr_foll_pin_released",
                assertThrows(IllegalArgumentException.class, () -> counters.named("nr_dirty"))
                        .getMessage());
    }
}
