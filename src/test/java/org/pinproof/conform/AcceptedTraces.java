package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.sched.Schedule;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.Limits;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecState;
import org.pinproof.tlc.StateGraph;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.Value;

/** What {@code traces/accepted} holds: executions of the code, and behaviours of the specification that the code has to follow. */
final class AcceptedTraces {
    /** Enough for the states looked for below; a search that does not find its state fails. */
    private static final int FARTHEST = 20_000;

    private AcceptedTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(recorded())
                .addAll(specified())
                .addAll(AcceptedPinCountTraces.all())
                .addAll(AcceptedWritebackTraces.all())
                .addAll(AcceptedCompoundTraces.all())
                .addAll(AcceptedLongtermTraces.all())
                .addAll(AcceptedCollapseTraces.all())
                .addAll(AcceptedSlowTraces.all())
                .addAll(AcceptedForkTraces.all())
                .build();
    }

    private static ImmutableList<CorpusTrace> recorded() {
        return ImmutableList.of(
                recorded(
                        "fast-path-undone-by-clean.itf.json",
                        "The entry is cleared between the walker's two looks: it undoes its grab, the checker is told"
                                + " \"not pinned\", and the slow path makes the entry writable again",
                        "order0/2/1/pin(0,1)|clean(0):0x4.1.0x4.1x3.0"),
                recorded(
                        "pinned-then-cleaned.itf.json",
                        "A pin is established before the entry is cleared, and the checker is told of it",
                        "order0/2/1/pin(0,1);unpin(0)|clean(0):0x8.1x4.0x2"),
                recorded(
                        "speculative-grab-seen.itf.json",
                        "A false positive: the checker is told \"pinned\" because of a grab that is undone afterwards",
                        "order0/2/1/pin(0,1);unpin(0)|clean(0):0x4.1.0.1x3.0x6"),
                recorded(
                        "undo-frees-the-page.itf.json",
                        "The mapping's reference goes while a grab is being undone, so the undo frees the page",
                        "order0/2/1/pin(0,1)|zap(0):0x4.1x2.0x2.1.0x4"),
                recorded(
                        "same-entry-again.itf.json",
                        "The page is unmapped, freed and mapped again as before: the look at the entry is by value and passes",
                        "order0/2/1/pin(0,1);unpin(0)|zap(0);map(0,0):0x4.1x5.0x6"),
                recorded(
                        "grab-refused-at-zero.itf.json",
                        "The page is free when the walker tries to grab it; somebody else gets the frame later",
                        "order0/2/1/pin(0,1)|zap(0);reuse(0);put(0):0x4.1x4.0x2.1x4"),
                recorded(
                        "huge-leaf-pinned-whole.itf.json",
                        "One grab of two pages of a huge page, released page by page",
                        "leaf/2/2/pin(0,2);unpin(0);unpin(1):0x7.0x4"),
                recorded(
                        "head-changed-by-reuse.itf.json",
                        "A compound page is freed and its head frame reused between finding the head and grabbing it: the"
                                + " look at the head fails",
                        "tails/3/2/pin(1,1)|zap(0);zap(1);reuse(0):0x3.1x8.0x5"),
                recorded(
                        "prefix-of-two-pages.itf.json",
                        "The second of two pages is unmapped before the walker reaches it: it hands out the first",
                        "order0/3/2/pin(0,2);unpin(0)|zap(1):0x8.1x4.0x2.0x2"),
                recorded(
                        "pin-beside-get.ndjson",
                        "A pin and a plain reference of one page come and go side by side",
                        "order0/2/1/pin(0,1);unpin(0)|get(0,1);put(0):0x5.1x8.0x3.1x2.0x2"),
                recorded(
                        "four-tasks.ndjson",
                        "Two walkers, a checker and an unmapper on one page: two undos, a free, a fault, two slow paths",
                        "order0/2/1/pin(0,1);unpin(0)|get(0,1)|clean(0)|zap(0);map(0,0)"
                                + ":0x4.1x4.1.2.0x4.2x3.1x3.3x5.0x3.1"));
    }

    private static CorpusTrace recorded(String name, String description, String schedule) {
        return new CorpusTrace(
                "accepted/" + name, "recorded from the Java code", described(recording(schedule), description));
    }

    /** An execution of the code, by method but not by line: a file must not change with every edit of the code. */
    static Trace recording(String schedule) {
        Trace trace = Recording.of(Schedule.parse(schedule));
        return new Trace(
                trace.header(),
                trace.initial(),
                trace.events().stream().map(AcceptedTraces::withoutLine).collect(ImmutableList.toImmutableList()));
    }

    private static Event withoutLine(Event event) {
        Optional<String> method = event.source().map(text -> text.replaceFirst(":\\d+ ", " "));
        return new Event(event.seq(), event.task(), event.action(), event.parameters(), event.post(), method);
    }

    static Trace described(Trace trace, String description) {
        return trace.withHeader(trace.header().withDescription(description));
    }

    private static ImmutableList<CorpusTrace> specified() {
        return ImmutableList.of(
                specified(
                        "unpin-frees-unmapped-page.itf.json",
                        "The shortest way of one task to unpin the last reference of a page that is not mapped any more",
                        "order0/1/1/",
                        state -> pc(state).equals(Value.of("RelFree"))
                                && loc(state, "k").equals(Value.of("UNPIN"))),
                specified(
                        "slow-walk-of-a-clean-leaf.itf.json",
                        "The shortest way of one task to be between the two pages of a slow walk: the leaf was write-protected",
                        "leaf/2/2/",
                        state -> pc(state).equals(Value.of("SlowFollow"))
                                && loc(state, "i").equals(Value.of(1))),
                specified(
                        "grab-after-not-pinned.ndjson",
                        "The shortest way to a grab that comes after the answer \"not pinned\", and has to be undone",
                        "order0/1/1/|",
                        state -> pc(state).equals(Value.of("FastUndo"))
                                && loc(state, "k").equals(Value.of("PIN"))
                                && state.get("doomed").at(Value.of("t1")).equals(Value.of(true))));
    }

    private static Value pc(SpecState state) {
        return state.get("pc").at(Value.of("t1"));
    }

    private static Value loc(SpecState state, String field) {
        return state.get("loc").at(Value.of("t1")).at(Value.of(field));
    }

    private static CorpusTrace specified(String name, String description, String shape, Predicate<SpecState> wanted) {
        ImmutableMap<String, Value> constants = GupSpec.constants(GupScript.parse(shape));
        try (CheckedSpec spec = GupRung.RUNG.open(Path.of("spec"), constants)) {
            for (int states = 100; states <= FARTHEST; states *= 4) {
                StateGraph graph = StateGraph.explore(spec, new Limits(states, 1_000_000, true), ProgressListener.NONE);
                OptionalInt found = IntStream.range(0, graph.distinct())
                        .filter(id -> wanted.test(graph.state(id)))
                        .findFirst();
                if (found.isPresent()) {
                    Trace trace = SpecBehaviour.of(GupRung.RUNG, constants, graph.pathTo(found.getAsInt()));
                    return new CorpusTrace(
                            "accepted/" + name,
                            "path in TLC's graph of `spec/GupFast.tla`",
                            described(trace, description + " (TLC's graph)"));
                }
            }
        }
        throw new AssertionError("no state for " + name + " among the first " + FARTHEST);
    }
}
