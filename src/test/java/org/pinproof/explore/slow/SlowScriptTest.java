package org.pinproof.explore.slow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.ScriptException;

class SlowScriptTest {
    static Stream<String> scripts() {
        return Stream.of(
                        SlowScenarios.all().stream()
                                .map(scenario -> scenario.script().toString()),
                        SlowScenarios.samples().stream(),
                        SlowHarm.all().stream().map(harm -> harm.script().toString()),
                        Stream.of(SlowScript.EXAMPLE, "slow/2015/anon/1/1/1/get-late(0,1);put(0)|io(0);mmap-pfnmap(0)"))
                .flatMap(texts -> texts);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_prints_as_it_is_read(String text) {
        assertEquals(text, SlowScript.parse(text).toString());
    }

    private static String refused(String text) {
        return assertThrows(ScriptException.class, () -> SlowScript.parse(text)).getMessage();
    }

    @Test
    void what_is_no_script_is_refused() {
        assertEquals(
                "not a script: \"slow/2016/anon/1/1/1/\". A script is slow/ERA/LAYOUT/VPNS/FRAMES/VMAS/CALLS|CALLS…[~MUTANT],"
                        + " for example slow/2020/uffd/1/2/1/pin-locked(0,1);unpin(0)|copy(0).",
                refused("slow/2016/anon/1/1/1/"));
        assertEquals(
                "a script has 1 to 4 tasks; found 5. A script is slow/ERA/LAYOUT/VPNS/FRAMES/VMAS/CALLS|CALLS…[~MUTANT],"
                        + " for example slow/2020/uffd/1/2/1/pin-locked(0,1);unpin(0)|copy(0).",
                refused("slow/2020/anon/1/1/1/||||"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pin(0,1)",
                "pin-locked(0)",
                "pin-often(0,1)",
                "unpin(0,1)",
                "mmap(0)",
                "mmap-huge(0)",
                "munmap-rw(0)",
                "fork(0)"
            })
    void what_is_no_call_is_refused(String call) {
        assertEquals(
                "not a call: \"" + call + "\". Calls are pin-FORM(VPN,NR), get-FORM(VPN,NR), unpin(PFN), put(PFN),"
                        + " munmap(VPN), mmap-AREA(VPN), copy(VPN), io(VPN) and kill(TASK), with one digit each; forms are"
                        + " plain, vmas, locked, unlocked, nowait, fixed, late, retry; areas are rw, file, uffd, pfnmap.",
                refused("slow/2020/anon/1/1/1/" + call));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pin-plain(1,1)", "pin-plain(0,2)", "get-plain(0,0)", "put(1)", "munmap(1)", "kill(0)", "kill(2)"
            })
    void a_call_outside_the_script_is_refused(String call) {
        assertEquals(
                "call " + call + " is outside the script: vpns are 0..0, frames 0..0, tasks 1..1, and a call takes at"
                        + " least one page and at most all. Raise the shape or change the call.",
                refused("slow/2020/anon/1/1/1/" + call));
    }

    @Test
    void a_shape_without_room_is_refused() {
        assertEquals(
                "a shape has 1 <= vpns <= frames, vmas <= 8; vpns=2, frames=1, vmas=2. Give every vpn a frame and an"
                        + " area.",
                refused("slow/2020/anon/2/1/2/"));
    }

    @Test
    void an_unknown_mutant_is_refused() {
        assertEquals(
                "unknown mutant \"no-grab\". Mutants are none, A18-slow-grab-beyond, A23-double-unpin-on-partial,"
                        + " A25-first-reference-kept, D23-vmas-after-drop, D24-uffd-gup-no-retry,"
                        + " D24-uffd-sleeps-locked, stale-vma-kept, locked-left-set,"
                        + " A24-overflow-returns-zero, D14-expose-before-ready, D31-io-uring-same-page-coalesce,"
                        + " head-for-subpage, left-on-queue, unmap-never-frees, unmap-frees-held.",
                refused("slow/2020/anon/1/1/1/~no-grab"));
    }
}
