package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.trace.Outcome;
import org.pinproof.trace.Trace;

/** What {@code traces/accepted} and {@code traces/violating} hold of the slow path. */
final class AcceptedSlowTraces {
    private static final String FROM_CODE = "recorded from the Java code";
    static final String RESOLVED = "slow/2020/uffd/1/2/1/pin-locked(0,1);unpin(0)|copy(0)|munmap(0):0x8.1x4.0x10.2x8";

    private AcceptedSlowTraces() {}

    static ImmutableList<CorpusTrace> all() {
        ImmutableMap<String, String> schedules = ImmutableMap.<String, String>builder()
                .put("lock-lost-to-a-user.itf.json", RESOLVED)
                .put(
                        "area-gone-meanwhile.itf.json",
                        "slow/2020/uffd/1/2/1/pin-locked(0,1)|copy(0)|munmap(0):0x8.2x6.1x4.0x5")
                .put(
                        "writer-before-the-handler.itf.json",
                        "slow/2020/uffd/1/2/1/pin-unlocked(0,1)|copy(0)|munmap(0):0x7.2.0.2x5.1x4.0x5")
                .put("killed-halfway.itf.json", "slow/2020/mixed/2/3/2/pin-locked(0,2);unpin(0)|kill(1):0x12.1.0x5")
                .put("prefix-before-a-device.itf.json", "slow/2020/hole/3/3/3/pin-unlocked(0,3);unpin(0):0x11")
                .put(
                        "second-attempt-refused.itf.json",
                        "slow/2015/uffd/1/2/1/pin-locked(0,1)|copy(0)|munmap(0);mmap-uffd(0):0x8.1x4.2x12.0x8")
                .put("rest-refused.itf.json", "slow/2020/brim/2/2/2/pin-plain(0,2):0x9")
                .put("nowait.itf.json", "slow/2020/file/1/2/1/get-nowait(0,1);get-nowait(0,1);put(0)|io(0):0x8.1.0x12")
                .put(
                        "two-wait-for-one-read.ndjson",
                        "slow/2020/file/1/2/1/pin-plain(0,1)|pin-unlocked(0,1)|io(0):0x7.1x8.2.0x5.1x8")
                .put(
                        "huge-page-outlives-its-area.itf.json",
                        "slow/2020/leaf/2/3/2/pin-unlocked(0,2);unpin(0);unpin(1)|munmap(0):0x9.1x7.0x5")
                .put("area-used-in-time.itf.json", "slow/2020/anon/1/2/1/pin-vmas(0,1)|munmap(0):0x6.1.0x2.1x6")
                .put(
                        "lock-lost-twice.itf.json",
                        "slow/2020/uffd/1/2/1/pin-locked(0,1)|copy(0);copy(0)|munmap(0);mmap-uffd(0)"
                                + ":0x8.1x4.2x12.0x9.1x4.0x8")
                .put(
                        "no-frame-left.itf.json",
                        "slow/2020/anon/1/1/1/pin-plain(0,1);get-plain(0,1)|munmap(0);mmap-rw(0):0x7.1x11.0x8")
                .put("one-page-twice.itf.json", "slow/2020/twice/2/2/2/pin-fixed(0,2);unpin(0);unpin(0):0x17")
                .build();
        return schedules.entrySet().stream()
                .map(entry -> new CorpusTrace(
                        "accepted/" + entry.getKey(),
                        FROM_CODE,
                        AcceptedTraces.described(
                                AcceptedTraces.recording(entry.getValue()), description(entry.getKey()))))
                .collect(ImmutableList.toImmutableList());
    }

    private static String description(String name) {
        return switch (name) {
            case "one-page-twice.itf.json" ->
                "One page at two places, pinned for a device: its driver gives it page by page, and not the page behind it";
            case "lock-lost-to-a-user.itf.json" ->
                "A fault drops mmap_lock and sleeps for a user, who resolves it; the second attempt finds the page, and the"
                        + " caller is told that it lost the lock";
            case "area-gone-meanwhile.itf.json" ->
                "The area is unmapped and freed while the call sleeps: it is looked up anew, and there is none";
            case "writer-before-the-handler.itf.json" ->
                "A writer waits for the lock that the fault still has; it goes before the user's handler";
            case "killed-halfway.itf.json" ->
                "A fatal signal ends the wait for the second page: the first is handed out, the lock not held any more";
            case "prefix-before-a-device.itf.json" ->
                "A device's memory in the middle: what comes before it is handed out";
            case "second-attempt-refused.itf.json" ->
                "Before 5.7: the area went and came back meanwhile, and the second attempt may not wait again: SIGBUS";
            case "rest-refused.itf.json" ->
                "A huge page one pin short of its limit: the first reference is given back as the rest is refused";
            case "nowait.itf.json" ->
                "FOLL_NOWAIT: nothing is taken while the page is being read, and a call after the read takes it";
            case "two-wait-for-one-read.ndjson" ->
                "Two calls wait for the read of one page, one with the lock held and one without; the end of the read wakes"
                        + " both, and the second to look finds the page of the first";
            case "huge-page-outlives-its-area.itf.json" ->
                "A huge page is pinned with a grab of one and a grab of the rest; its area is unmapped, and the last unpin"
                        + " frees it";
            case "area-used-in-time.itf.json" ->
                "A call that keeps the lock hands out an area: it is used before a writer that waits can free it";
            case "lock-lost-twice.itf.json" ->
                "Since 5.7: the area went and came back meanwhile, and the second attempt loses the lock and waits again";
            case "no-frame-left.itf.json" ->
                "The one frame outlives its area in a pin: a fault in the area that is mapped next finds no memory";
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The two misuses of areas. */
    static ImmutableList<CorpusTrace> violating() {
        return ImmutableList.of(
                violating(
                        "areas-wanted-with-retry.itf.json",
                        "A call that may lose the lock hands out areas: the first was freed while the fault of the second slept",
                        "slow/2020/mixed/2/3/2/pin-retry(0,2)|munmap(0)|copy(1):0x12.2x4.0x8.1x6",
                        30),
                violating(
                        "area-used-too-late.itf.json",
                        "An area is used after the caller has dropped mmap_lock, and was freed before",
                        "slow/2020/anon/1/2/1/pin-late(0,1)|munmap(0):0x7.1x6",
                        13));
    }

    private static CorpusTrace violating(String name, String description, String schedule, long step) {
        Outcome outcome = new Outcome("VIOLATES", Optional.empty(), OptionalLong.of(step), Optional.of("NoStaleVma"));
        Trace described = AcceptedTraces.described(AcceptedTraces.recording(schedule), description);
        return new CorpusTrace(
                "violating/" + name,
                FROM_CODE,
                described.withHeader(described.header().withOutcome(outcome)));
    }
}
