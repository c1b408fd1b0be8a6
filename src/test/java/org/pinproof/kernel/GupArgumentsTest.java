package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.pinproof.kernel.gup.FollFlag.FOLL_ANON;
import static org.pinproof.kernel.gup.FollFlag.FOLL_FAST_ONLY;
import static org.pinproof.kernel.gup.FollFlag.FOLL_FORCE;
import static org.pinproof.kernel.gup.FollFlag.FOLL_GET;
import static org.pinproof.kernel.gup.FollFlag.FOLL_LONGTERM;
import static org.pinproof.kernel.gup.FollFlag.FOLL_NOWAIT;
import static org.pinproof.kernel.gup.FollFlag.FOLL_PIN;
import static org.pinproof.kernel.gup.FollFlag.FOLL_REMOTE;
import static org.pinproof.kernel.gup.FollFlag.FOLL_TOUCH;
import static org.pinproof.kernel.gup.FollFlag.FOLL_TRIED;
import static org.pinproof.kernel.gup.FollFlag.FOLL_UNLOCKABLE;
import static org.pinproof.kernel.gup.FollFlag.FOLL_WRITE;
import static org.pinproof.kernel.gup.GupFunction.GET_USER_PAGES_FAST;
import static org.pinproof.kernel.gup.GupFunction.GET_USER_PAGES_FAST_ONLY;
import static org.pinproof.kernel.gup.GupFunction.PIN_LONGTERM_PAGES;
import static org.pinproof.kernel.gup.GupFunction.PIN_LONGTERM_PAGES_FAST;
import static org.pinproof.kernel.gup.GupFunction.PIN_LONGTERM_PAGES_REMOTE;
import static org.pinproof.kernel.gup.GupFunction.PIN_USER_PAGES;
import static org.pinproof.kernel.gup.GupFunction.PIN_USER_PAGES_FAST;
import static org.pinproof.kernel.gup.GupFunction.PIN_USER_PAGES_FAST_ONLY;
import static org.pinproof.kernel.gup.GupFunction.PIN_USER_PAGES_REMOTE;
import static org.pinproof.kernel.gup.GupFunction.PIN_USER_PAGES_UNLOCKED;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.kernel.gup.ApiForm;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.GupFunction;
import org.pinproof.kernel.gup.GupResult;
import org.pinproof.kernel.gup.GupResult.Error;
import org.pinproof.kernel.gup.GupResult.Pages;
import org.pinproof.kernel.gup.KernelBug;
import org.pinproof.kernel.gup.MmapLocked;
import org.pinproof.kernel.mm.MmapRead;

/** Every function with every set of flags, with and without each array and out-parameter it has, under both forms. */
class GupArgumentsTest {
    private static final ImmutableList<Integer> FLAGS = ImmutableList.of(
            FOLL_WRITE,
            FOLL_TOUCH,
            FOLL_GET,
            FOLL_FORCE,
            FOLL_NOWAIT,
            FOLL_TRIED,
            FOLL_REMOTE,
            FOLL_ANON,
            FOLL_LONGTERM,
            FOLL_PIN,
            FOLL_FAST_ONLY,
            FOLL_UNLOCKABLE);

    private record Call(ApiForm form, GupFunction function, int flags, boolean pages, boolean vmas, Boolean locked) {}

    // What a call comes to: an errno's negative number, one of these, or what the page's count grows by.
    private static final int BUG = -1000;
    private static final int NOTHING = -1001;

    @ParameterizedTest
    @EnumSource(GupFunction.class)
    void every_combination_is_answered_as_the_form_says(GupFunction function) {
        SmallMachine<?> machine = SmallMachine.pages(1);
        for (ApiForm form : ApiForm.values()) {
            Gup gup = new Gup(machine.mm, machine.fast, machine.slow, MmapRead.LEFT_OUT, form);
            for (Set<Integer> set : Sets.powerSet(ImmutableSet.copyOf(FLAGS))) {
                int flags = set.stream().reduce(0, (a, b) -> a | b);
                calls(form, function, flags).forEach(call -> assertAnswered(machine, gup, call));
            }
        }
    }

    private static Stream<Call> calls(ApiForm form, GupFunction function, int flags) {
        Stream.Builder<Call> calls = Stream.builder();
        for (boolean pages : new boolean[] {true, false}) {
            for (boolean vmas : function.takesVmas() ? new boolean[] {false, true} : new boolean[] {false}) {
                // The locked form cannot be called without its parameter.
                if (function != GupFunction.GET_USER_PAGES_LOCKED) {
                    calls.add(new Call(form, function, flags, pages, vmas, null));
                }
                if (function.takesLocked()) {
                    calls.add(new Call(form, function, flags, pages, vmas, true));
                    calls.add(new Call(form, function, flags, pages, vmas, false));
                }
            }
        }
        return calls.build();
    }

    private static void assertAnswered(SmallMachine<?> machine, Gup gup, Call call) {
        int expected = call.form() == ApiForm.LINUX_6 ? expectedOfLinux6(call) : expectedOf2019(call);
        int before = machine.count(0);
        if (expected == BUG) {
            assertThrows(KernelBug.class, () -> make(gup, call, 1), call::toString);
            assertEquals(before, machine.count(0), call::toString);
            return;
        }
        GupResult result = make(gup, call, 1);
        if (expected == NOTHING) {
            assertEquals(new Pages(0), result, call::toString);
            assertEquals(before, machine.count(0), call::toString);
            return;
        }
        if (expected < 0) {
            assertEquals(new Error(Errno.of(expected)), result, call::toString);
            assertEquals(before, machine.count(0), call::toString);
            return;
        }
        assertEquals(new Pages(1), result, call::toString);
        assertEquals(before + expected, machine.count(0), call::toString);
        for (int i = 0; i < result.count() && expected > 0; i++) {
            if (expected == 1) {
                machine.release.putPage(0);
            } else {
                machine.release.unpinUserPage(0);
            }
        }
    }

    private static boolean has(Call call, int... any) {
        for (int flag : any) {
            if ((call.flags() & flag) != 0) {
                return true;
            }
        }
        return false;
    }

    // Not the code's own isPin() and isFast(): those are among what is tested.
    private static final ImmutableSet<GupFunction> PINS = ImmutableSet.of(
            PIN_USER_PAGES,
            PIN_USER_PAGES_REMOTE,
            PIN_USER_PAGES_UNLOCKED,
            PIN_USER_PAGES_FAST,
            PIN_USER_PAGES_FAST_ONLY,
            PIN_LONGTERM_PAGES,
            PIN_LONGTERM_PAGES_REMOTE,
            PIN_LONGTERM_PAGES_FAST);
    private static final ImmutableSet<GupFunction> FAST = ImmutableSet.of(
            GET_USER_PAGES_FAST,
            GET_USER_PAGES_FAST_ONLY,
            PIN_USER_PAGES_FAST,
            PIN_USER_PAGES_FAST_ONLY,
            PIN_LONGTERM_PAGES_FAST);

    /** The functions of 6.3 that answer a call which they refuse by 0. */
    private static final ImmutableSet<GupFunction> SILENT = ImmutableSet.of(
            PIN_USER_PAGES,
            PIN_USER_PAGES_REMOTE,
            PIN_USER_PAGES_UNLOCKED,
            PIN_USER_PAGES_FAST_ONLY,
            PIN_LONGTERM_PAGES,
            PIN_LONGTERM_PAGES_REMOTE);

    /** The table of the checks of 6.3, written from its comments. */
    private static boolean isInvalidInLinux6(Call call) {
        boolean pin = PINS.contains(call.function());
        boolean fast = FAST.contains(call.function());
        boolean internal = has(call, FOLL_TOUCH, FOLL_PIN, FOLL_TRIED, FOLL_FAST_ONLY, FOLL_REMOTE, FOLL_UNLOCKABLE);
        boolean lockNotHeld = call.locked() != null && !call.locked();
        boolean both = pin && has(call, FOLL_GET);
        boolean longtermWithoutPin = !pin && has(call, FOLL_LONGTERM);
        boolean nowhereToPutThem = !call.pages() && (pin || fast || has(call, FOLL_GET));
        boolean vmasThatMayGo = call.vmas() && call.locked() != null;
        boolean notForFast = fast && has(call, FOLL_NOWAIT, FOLL_ANON);
        return internal || lockNotHeld || both || longtermWithoutPin || nowhereToPutThem || vmasThatMayGo || notForFast;
    }

    private static int expectedOfLinux6(Call call) {
        if (isInvalidInLinux6(call)) {
            return SILENT.contains(call.function()) ? NOTHING : Errno.EINVAL.negative();
        }
        return PINS.contains(call.function()) ? 1024 : call.pages() ? 1 : 0;
    }

    /** The table of the first posting, function by function. */
    private static int expectedOf2019(Call call) {
        int refusedFlags =
                switch (call.function()) {
                    case GET_USER_PAGES -> FOLL_PIN;
                    case GET_USER_PAGES_REMOTE -> FOLL_PIN | FOLL_LONGTERM;
                    case GET_USER_PAGES_LOCKED, GET_USER_PAGES_UNLOCKED -> FOLL_LONGTERM;
                    case GET_USER_PAGES_FAST, GET_USER_PAGES_FAST_ONLY -> ~(FOLL_WRITE | FOLL_LONGTERM);
                    case PIN_USER_PAGES,
                            PIN_USER_PAGES_REMOTE,
                            PIN_USER_PAGES_UNLOCKED,
                            PIN_LONGTERM_PAGES,
                            PIN_LONGTERM_PAGES_REMOTE -> FOLL_GET;
                    case PIN_USER_PAGES_FAST, PIN_USER_PAGES_FAST_ONLY, PIN_LONGTERM_PAGES_FAST ->
                        ~(FOLL_WRITE | FOLL_LONGTERM | FOLL_PIN);
                };
        if (has(call, refusedFlags)) {
            return call.function() == PIN_USER_PAGES_FAST_ONLY ? NOTHING : Errno.EINVAL.negative();
        }
        boolean pin = PINS.contains(call.function()) || has(call, FOLL_PIN);
        boolean fast = FAST.contains(call.function());
        boolean get = fast && !pin || has(call, FOLL_GET);
        boolean pagesAmiss = call.pages() ? false : pin || get;
        boolean lockAmiss = call.locked() != null && (!call.locked() || call.vmas());
        if (pagesAmiss || lockAmiss) {
            return BUG;
        }
        if (pin && get) {
            // What the two functions that look at neither flag pass on, follow_page_pte() refuses.
            return Errno.EINVAL.negative();
        }
        return pin ? 1024 : call.pages() ? 1 : 0;
    }

    private static GupResult make(Gup gup, Call call, int nr) {
        int[] pages = call.pages() ? new int[1] : null;
        int[] vmas = call.vmas() ? new int[1] : null;
        MmapLocked locked = call.locked() == null ? null : call.locked() ? MmapLocked.held() : MmapLocked.notHeld();
        int flags = call.flags();
        return switch (call.function()) {
            case GET_USER_PAGES -> gup.getUserPages(0, nr, flags, pages, vmas);
            case GET_USER_PAGES_REMOTE -> gup.getUserPagesRemote(0, nr, flags, pages, vmas, locked);
            case GET_USER_PAGES_LOCKED -> gup.getUserPagesLocked(0, nr, flags, pages, locked);
            case GET_USER_PAGES_UNLOCKED -> gup.getUserPagesUnlocked(0, nr, flags, pages);
            case GET_USER_PAGES_FAST -> gup.getUserPagesFast(0, nr, flags, pages);
            case GET_USER_PAGES_FAST_ONLY -> gup.getUserPagesFastOnly(0, nr, flags, pages);
            case PIN_USER_PAGES -> gup.pinUserPages(0, nr, flags, pages, vmas);
            case PIN_USER_PAGES_REMOTE -> gup.pinUserPagesRemote(0, nr, flags, pages, vmas, locked);
            case PIN_USER_PAGES_UNLOCKED -> gup.pinUserPagesUnlocked(0, nr, flags, pages);
            case PIN_USER_PAGES_FAST -> gup.pinUserPagesFast(0, nr, flags, pages);
            case PIN_USER_PAGES_FAST_ONLY -> gup.pinUserPagesFastOnly(0, nr, flags, pages);
            case PIN_LONGTERM_PAGES -> gup.pinLongtermPages(0, nr, flags, pages, vmas);
            case PIN_LONGTERM_PAGES_REMOTE -> gup.pinLongtermPagesRemote(0, nr, flags, pages, vmas, locked);
            case PIN_LONGTERM_PAGES_FAST -> gup.pinLongtermPagesFast(0, nr, flags, pages);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "LINUX_6, EOVERFLOW, EFAULT",
        // 2019 says nothing, and a caller that goes on where it stopped never ends (fixed in 6.6).
        "OCTOBER_2019, , EFAULT"
    })
    void a_range_without_an_end_overflows_and_one_beyond_memory_faults(ApiForm form, Errno overflow, Errno beyond) {
        SmallMachine<?> machine = SmallMachine.pages(2);
        Gup gup = new Gup(machine.mm, machine.fast, machine.slow, MmapRead.LEFT_OUT, form);
        GupResult expected = overflow == null ? new Pages(0) : new Error(overflow);
        assertEquals(expected, gup.pinUserPagesFast(Gup.ADDRESSES - 1, 2, FOLL_WRITE, new int[2]));
        assertEquals(expected, gup.getUserPagesFast(0, -1, FOLL_WRITE, new int[1]));
        assertEquals(new Error(beyond), gup.pinUserPagesFast(Gup.ADDRESSES - 2, 2, FOLL_WRITE, new int[2]));
        assertEquals(new Error(beyond), gup.pinUserPagesFast(0, 3, FOLL_WRITE, new int[3]));
        assertEquals(new Error(beyond), gup.pinUserPagesFast(1, Integer.MAX_VALUE, FOLL_WRITE, new int[1]));
        assertEquals(1, machine.count(0));
    }

    @Test
    void the_slow_path_hands_out_what_is_before_the_end_of_memory() {
        SmallMachine<?> machine = SmallMachine.pages(2);
        assertEquals(new Pages(1), machine.gup.pinUserPages(1, 2, FOLL_WRITE, new int[2], null));
        assertEquals(new Error(Errno.EFAULT), machine.gup.pinUserPages(2, 1, FOLL_WRITE, new int[1], null));
        assertEquals(new Error(Errno.EFAULT), machine.gup.pinUserPages(-1, 1, FOLL_WRITE, new int[1], null));
    }

    @ParameterizedTest
    @EnumSource(GupFunction.class)
    void no_pages_are_no_error_and_touch_nothing(GupFunction function) {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        Call call = new Call(ApiForm.LINUX_6, function, FOLL_WRITE, true, false, function.takesLocked() ? true : null);
        assertEquals(new Pages(0), make(machine.gup, call, 0));
        Gup first = new Gup(machine.mm, machine.fast, machine.slow, MmapRead.LEFT_OUT, ApiForm.OCTOBER_2019);
        assertEquals(new Pages(0), make(first, call, 0));
        assertEquals(0, machine.memory.accesses().size());
    }

    @Test
    void no_pages_are_an_error_if_the_flags_are_one_and_need_no_array_in_2019() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        Gup first = new Gup(machine.mm, machine.fast, machine.slow, MmapRead.LEFT_OUT, ApiForm.OCTOBER_2019);
        assertEquals(new Error(Errno.EINVAL), machine.gup.getUserPages(0, 0, FOLL_PIN, new int[0], null));
        assertEquals(new Error(Errno.EINVAL), first.getUserPages(0, 0, FOLL_PIN, new int[0], null));
        assertEquals(new Pages(0), first.pinUserPages(0, 0, FOLL_WRITE, null, null));
        assertThrows(KernelBug.class, () -> first.pinUserPages(0, 1, FOLL_WRITE, null, null));
    }
}
