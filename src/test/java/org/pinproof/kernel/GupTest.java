package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.kernel.gup.ApiForm;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.GupFunction;
import org.pinproof.kernel.gup.GupResult;
import org.pinproof.kernel.gup.GupResult.Error;
import org.pinproof.kernel.gup.GupResult.Pages;
import org.pinproof.kernel.gup.SlowPath;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.mm.MmapRead;
import org.pinproof.kernel.mm.Pte;

class GupTest {

    @Test
    void finishes_by_the_slow_path_what_the_fast_path_left() {
        SmallMachine<?> machine = SmallMachine.pages(3);
        machine.setPte(1, Pte.writeProtect(Pte.page(1)));
        int[] pages = new int[3];
        assertEquals(new Pages(3), machine.gup.pinUserPagesFast(0, 3, FollFlag.FOLL_WRITE, pages));
        assertArrayEquals(new int[] {0, 1, 2}, pages);
        assertEquals(Pte.page(1), machine.pte(1));
        for (int pfn = 0; pfn < 3; pfn++) {
            assertEquals(1025, machine.count(pfn));
        }
    }

    @Test
    void hands_out_the_prefix_before_a_hole() {
        SmallMachine<?> machine = SmallMachine.pages(3);
        machine.setPte(1, Pte.NONE);
        assertEquals(new Pages(1), machine.gup.getUserPagesFast(0, 3, FollFlag.FOLL_WRITE, new int[3]));
        assertEquals(2, machine.count(0));
        assertEquals(1, machine.count(2));
    }

    @Test
    void says_efault_when_nothing_is_there() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.setPte(0, Pte.NONE);
        assertEquals(new Error(Errno.EFAULT), machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]));
    }

    @Test
    void says_enomem_beyond_the_limit() {
        SmallMachine<?> machine = SmallMachine.pageWithCount(Integer.MIN_VALUE);
        assertEquals(new Error(Errno.ENOMEM), machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]));
        assertEquals(Integer.MIN_VALUE, machine.count(0));
    }

    @Test
    void asks_nothing_for_no_pages() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        assertEquals(new Pages(0), machine.gup.pinUserPagesFast(0, 0, FollFlag.FOLL_WRITE, new int[0]));
        assertEquals(0, machine.memory.accesses().size());
    }

    /** A slow path that takes what is asked for, and a lock that counts, so that what a call passes on can be seen. */
    private static final class Seen implements SlowPath, MmapRead {
        private final List<SlowRequest> requests = new ArrayList<>();
        private int readers;

        @Override
        public int take(SlowRequest request) {
            requests.add(request);
            assertEquals(1, readers);
            if (request.locked() != null) {
                request.locked().set(false);
                readers--;
            }
            return request.nr();
        }

        @Override
        public void downRead() {
            readers++;
        }

        @Override
        public void upRead() {
            readers--;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OCTOBER_2019, PIN_LONGTERM_PAGES_FAST, false",
        "OCTOBER_2019, PIN_USER_PAGES_FAST, true",
        "LINUX_6, PIN_LONGTERM_PAGES_FAST, true",
        "LINUX_6, PIN_USER_PAGES_FAST, true"
    })
    void a_call_that_takes_the_lock_lets_it_be_dropped_except_for_a_long_term_pin_of_2019(
            ApiForm form, GupFunction function, boolean mayDrop) {
        SmallMachine<?> machine = SmallMachine.pages(2);
        machine.setPte(0, Pte.NONE);
        Seen seen = new Seen();
        Gup gup = new Gup(machine.mm, machine.fast, seen, seen, form);
        GupResult result = function == GupFunction.PIN_USER_PAGES_FAST
                ? gup.pinUserPagesFast(0, 2, FollFlag.FOLL_WRITE, new int[2])
                : gup.pinLongtermPagesFast(0, 2, FollFlag.FOLL_WRITE, new int[2]);
        assertEquals(new Pages(2), result);
        assertEquals(mayDrop, seen.requests.get(0).locked() != null);
        assertEquals(0, seen.readers);
    }
}
