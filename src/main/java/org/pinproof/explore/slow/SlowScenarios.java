package org.pinproof.explore.slow;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Scripts worth a name: each form of a call against whoever may come between, and the two misuses of areas. */
public final class SlowScenarios {

    /**
     * A script and the question it asks.
     *
     * @param question one sentence
     * @param breaks the invariant that a misuse breaks; empty if nothing may be wrong
     */
    public record Scenario(String name, SlowScript script, String question, Optional<String> breaks) {}

    private static final ImmutableList<Scenario> SCENARIOS = ImmutableList.of(
            right(
                    "slow-plain",
                    "slow/2020/absent/2/3/2/pin-plain(0,2);unpin(0);unpin(1)|munmap(0);mmap-rw(0)",
                    "A caller that keeps mmap_lock: can an area go from under the walk?"),
            right(
                    "slow-locked",
                    "slow/2020/mixed/2/3/2/get-locked(0,2);put(0);put(1)|munmap(0)|copy(1)",
                    "A caller that may lose the lock: are all pages counted, those of before the loss as well?"),
            right(
                    "slow-unlocked",
                    "slow/2020/uffd/1/2/1/pin-unlocked(0,1);unpin(0)|copy(0)|munmap(0)",
                    "A writer waits while a call waits for a user: does anybody hold up anybody?"),
            right(
                    "slow-nowait",
                    "slow/2020/file/1/2/1/get-nowait(0,1);put(0)|io(0)|munmap(0)",
                    "FOLL_NOWAIT: does the call come back with the lock, whatever is being read?"),
            right(
                    "slow-read",
                    "slow/2020/file/1/2/1/pin-plain(0,1);unpin(0)|pin-unlocked(0,1);unpin(0)|io(0)",
                    "Two wait for one read, one with the lock and one without: is either woken too early, or never?"),
            right(
                    "slow-killed",
                    "slow/2020/mixed/2/3/2/pin-locked(0,2);unpin(0)|kill(1)|munmap(1)",
                    "A fatal signal ends the wait for a user: is the lock let go once, and what was taken handed out?"),
            right(
                    "slow-two-callers",
                    "slow/2020/uffd/1/2/1/pin-locked(0,1);unpin(0)|get-unlocked(0,1);put(0)|copy(0)",
                    "Two callers fault on one page: do both have it in the end?"),
            right(
                    "slow-hole",
                    "slow/2020/hole/3/3/3/pin-unlocked(0,3);unpin(0)|munmap(0)",
                    "A device's memory in the middle of the range: is what comes before it handed out, and nothing else?"),
            right(
                    "slow-2015",
                    "slow/2015/uffd/1/2/1/pin-locked(0,1);unpin(0)|copy(0)|munmap(0);mmap-uffd(0)",
                    "Before 5.7, an area that goes and comes back: how does the second attempt end?"),
            right(
                    "slow-2020",
                    "slow/2020/uffd/1/2/1/pin-locked(0,1);unpin(0)|copy(0);copy(0)|munmap(0);mmap-uffd(0)",
                    "Since 5.7: and if it may lose the lock again?"),
            right(
                    "slow-vmas",
                    "slow/2020/mixed/2/3/2/pin-vmas(0,1);unpin(0)|munmap(0);mmap-rw(0)",
                    "Areas handed out by a call that keeps the lock: are they there when they are used?"),
            right(
                    "slow-vmas-fault",
                    "slow/2020/mixed/2/3/2/pin-vmas(0,2);unpin(0)|munmap(0)|copy(1)",
                    "Areas wanted, and a user's fault on the way: is the call stopped rather than the lock dropped?"),
            right(
                    "slow-huge",
                    "slow/2020/leaf/2/3/2/pin-unlocked(0,2);unpin(0);unpin(1)|get-plain(1,1);put(1)|munmap(0)",
                    "A huge page: is it counted for each of its pages, and freed by the last?"),
            right(
                    "slow-brim",
                    "slow/2020/brim/2/2/2/pin-plain(0,2)|get-plain(0,1);put(0)",
                    "A huge page one pin short of its limit: is the first reference given back when the rest is refused?"),
            right(
                    "slow-beyond",
                    "slow/2020/absent/2/3/2/pin-plain(1,2)|munmap(0)",
                    "A range that ends behind the address space: is its caller told, and done?"),
            right(
                    "slow-fixed",
                    "slow/2020/twice/2/2/2/pin-fixed(0,2);unpin(0);unpin(0)|munmap(0)",
                    "One page at two places, pinned for a device: is it given that page twice, or the one behind it?"),
            wrong(
                    "slow-vmas-retry",
                    "slow/2020/mixed/2/3/2/pin-retry(0,2)|munmap(0)|copy(1)",
                    "Areas wanted from a call that may lose the lock: why is that forbidden?"),
            wrong(
                    "slow-vmas-late",
                    "slow/2020/anon/1/2/1/pin-late(0,1)|munmap(0)",
                    "Areas used after the lock was dropped: what are they then?"));

    /** Too long to be exhausted: four tasks, most calls. */
    private static final ImmutableList<String> LONG_SCRIPTS = ImmutableList.of(
            "slow/2020/mixed/2/3/3/pin-locked(0,2);unpin(0);unpin(1);unpin(2)|get-unlocked(0,2);put(0);put(1);put(2)"
                    + "|munmap(1);mmap-uffd(1);munmap(0);mmap-rw(0)|copy(1);copy(1);copy(1)",
            "slow/2015/file/2/4/3/pin-unlocked(0,2);unpin(0);unpin(1)|pin-vmas(0,2);unpin(0);unpin(1)|io(0);io(1);kill(1)"
                    + "|munmap(1);mmap-uffd(1);copy(1)");

    private SlowScenarios() {}

    private static Scenario right(String name, String script, String question) {
        return new Scenario(name, SlowScript.parse(script), question, Optional.empty());
    }

    private static Scenario wrong(String name, String script, String question) {
        return new Scenario(name, SlowScript.parse(script), question, Optional.of("NoStaleVma"));
    }

    /** {@return the scenarios, in the order in which they are best read} */
    public static ImmutableList<Scenario> all() {
        return SCENARIOS;
    }

    /** {@return scripts of which only a sample of the interleavings can be seen} */
    public static ImmutableList<String> samples() {
        return LONG_SCRIPTS;
    }
}
