package org.pinproof.conform;

import static org.pinproof.conform.TraceDamage.byTask;
import static org.pinproof.conform.TraceDamage.damaged;
import static org.pinproof.conform.TraceDamage.drop;
import static org.pinproof.conform.TraceDamage.initially;
import static org.pinproof.conform.TraceDamage.only;
import static org.pinproof.conform.TraceDamage.parameter;
import static org.pinproof.conform.TraceDamage.post;
import static org.pinproof.conform.TraceDamage.rejected;
import static org.pinproof.conform.TraceDamage.twice;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import org.pinproof.conform.Reason.Kind;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.sched.Heartbeat;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Schedule;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceMutations;
import org.pinproof.trace.Value;

/** What {@code traces/rejected} holds: executions of wrong walkers, and good traces that were damaged. */
final class RejectedTraces {
    private static final String UNDONE = "order0/2/1/pin(0,1)|clean(0):0x4.1.0x4.1x3.0";
    private static final String GIVEN_BACK = "order0/2/1/get(0,1);put(0):0x10";

    private static final int MOST_STEPS = 60;

    private RejectedTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(mutants())
                .addAll(byHand())
                .addAll(RejectedPinCountTraces.all())
                .addAll(RejectedWritebackMutants.all())
                .addAll(RejectedWritebackTraces.all())
                .addAll(RejectedCompoundTraces.all())
                .addAll(RejectedLongtermTraces.all())
                .addAll(RejectedCollapseTraces.all())
                .addAll(RejectedSlowTraces.all())
                .addAll(RejectedForkTraces.all())
                .build();
    }

    private static ImmutableList<CorpusTrace> mutants() {
        return mutants(TraceCorpus.SPECS);
    }

    private static ImmutableList<CorpusTrace> mutants(OpenSpecs specs) {
        return ImmutableList.of(
                mutant(
                        specs,
                        "order0/2/1/pin(0,1);unpin(0)|clean(0)",
                        GupMutant.NO_RECHECK,
                        6,
                        "does not look at the entry again"),
                mutant(
                        specs,
                        "order0/2/1/pin(0,1);unpin(0)|clean(0)",
                        GupMutant.RECHECK_BEFORE_GRAB,
                        3,
                        "looks at the entry again, but before the grab"),
                mutant(
                        specs,
                        "tails/2/2/pin(1,1)|zap(0);zap(1);reuse(0);map(1,1)",
                        GupMutant.HEAD_RECHECK_MISSING,
                        5,
                        "does not look at the head again"),
                mutant(
                        specs,
                        "order0/2/1/pin(0,1);unpin(0)|zap(0)",
                        GupMutant.GRAB_FROM_ZERO,
                        8,
                        "grabs a page whose count is zero"),
                mutant(
                        specs,
                        "leaf/2/2/pin(0,2)|clean(0)",
                        GupMutant.ONE_BIAS_PER_HUGE,
                        4,
                        "adds one bias for both pages of a huge page"),
                mutant(
                        specs,
                        "order0/2/1/pin(0,1);unpin(0)|clean(0)",
                        GupMutant.UNDO_UNSCALED,
                        9,
                        "takes back pages where it had added biases"),
                mutant(
                        specs,
                        "order0/2/1/pin(0,1);unpin(0)|clean(0)",
                        GupMutant.UNDO_PUT_AFTER_PIN,
                        9,
                        "undoes a pin as if it were a plain reference"),
                mutant(
                        specs,
                        "order0/2/1/pin(0,1);unpin(0)|zap(0)",
                        GupMutant.MASS_SUB_NO_TESTZERO,
                        11,
                        "does not free the page when its undo brings the count to zero"),
                mutant(
                        specs,
                        "order0/2/1/pin(0,1);unpin(0)|clean(0)",
                        GupMutant.LATE_CHECK_NO_UNDO,
                        8,
                        "leaves without undoing its grab"),
                mutant(
                        specs,
                        "tails/2/2/pin(1,1)|clean(1)",
                        GupMutant.LOST_COMPOUND_HEAD,
                        9,
                        "takes back from a tail what it had added to the head"),
                mutant(
                        specs,
                        "order0/1/1/pin(0,1)|clean(0)",
                        GupMutant.SUB_THEN_PUT,
                        9,
                        "takes back one more than it had added"),
                mutant(
                        specs,
                        "order0/1/1/pin(0,1)|zap(0)",
                        GupMutant.NR_INCREMENT_EARLY,
                        8,
                        "hands out a page that it could not grab"),
                mutant(
                        specs,
                        "order0/1/1/pin(0,1)|zap(0)",
                        GupMutant.NR_WITHOUT_PAGE,
                        8,
                        "counts a page that it could not grab, and did not write down"),
                mutant(
                        specs,
                        "leaf/2/2/pin(0,1);unpin(0)",
                        GupMutant.WHOLE_LEAF,
                        4,
                        "grabs two pages where it was asked for one"),
                mutant(
                        specs,
                        "order0/1/1/pin(0,1)|zap(0)",
                        GupMutant.RETRY_FOREVER,
                        8,
                        "tries again to grab a page whose count is zero"),
                mutant(
                        specs,
                        "order0/1/1/pin(0,1)|clean(0)",
                        GupMutant.ASK_WITHOUT_CLEAR,
                        1,
                        "meets a checker that leaves the entry as it was"),
                mutant(
                        specs,
                        "order0/1/1/pin(0,1)|zap(0)",
                        GupMutant.LOCK_KEPT,
                        2,
                        "meets a remover that keeps the lock"));
    }

    private static CorpusTrace mutant(OpenSpecs specs, String text, GupMutant mutant, long step, String wrong) {
        GupScript script = GupScript.parse(text).with(mutant);
        Schedule schedule = runOn(shortest(specs.of(GupRung.RUNG, GupSpec.constants(script)), script), script);
        Trace trace = AcceptedTraces.recording(schedule.toString());
        return rejected(
                "mutant-" + mutant.slug() + ".itf.json",
                "A walker that " + wrong + "; the shortest schedule that shows it, run on to the end",
                "recorded from mutant `" + mutant.slug() + "`",
                trace,
                Kind.WRONG_STATE,
                step);
    }

    private static Schedule shortest(CheckedSpec spec, GupScript script) {
        ConformingExploration exploration = new ConformingExploration(script.toString(), spec, new Heartbeat());
        ConformingExploration.Plan plan =
                new ConformingExploration.Plan(ConformingExploration.STATEFUL, 0, 300_000, false);
        Verdict.Diverges verdict = (Verdict.Diverges) exploration.run(plan).verdict();
        return verdict.divergence().schedule().orElseThrow();
    }

    /**
     * Lets the tasks finish one after the other, so that the trace goes on behind the step it is rejected at; one that goes round
     * does not finish.
     */
    private static Schedule runOn(Schedule start, GupScript script) {
        Machine machine = new Machine(new GupProgram(script));
        start.picks().forEach(machine::step);
        ImmutableIntArray.Builder picks = ImmutableIntArray.builder().addAll(start.picks());
        for (int i = 0; i < MOST_STEPS && machine.enabled() != 0; i++) {
            int task = Integer.numberOfTrailingZeros(machine.enabled());
            machine.step(task);
            picks.add(task);
        }
        return new Schedule(start.scenario(), picks.build());
    }

    private static ImmutableList<CorpusTrace> byHand() {
        Trace undone = AcceptedTraces.recording(UNDONE);
        Trace givenBack = AcceptedTraces.recording(GIVEN_BACK);
        return ImmutableList.of(
                damaged(
                        "flush-left-out.itf.json",
                        "The checker's flush is not in the trace",
                        drop(undone, 10),
                        Kind.MISSING_ACTION,
                        10),
                damaged(
                        "recheck-left-out.ndjson",
                        "The look at the entry is not in the trace, only the undo it led to",
                        drop(undone, 8),
                        Kind.MISSING_ACTION,
                        8),
                damaged(
                        "asked-before-set.itf.json",
                        "The checker asks before it has set the entry: two of its events are exchanged",
                        TraceMutations.swapEvents(undone, 10),
                        Kind.MISSING_ACTION,
                        11),
                damaged(
                        "grabbed-twice.itf.json",
                        "The event of the grab stands twice",
                        twice(undone, 6),
                        Kind.UNEXPECTED_ACTION,
                        7),
                damaged(
                        "told-pinned.ndjson",
                        "The answer is said to have been \"pinned\" where nobody held a bias",
                        parameter(undone, 12, "a", Value.of(true)),
                        Kind.UNEXPECTED_ACTION,
                        12),
                damaged(
                        "unpin-of-a-plain-reference.itf.json",
                        "A reference that was taken by get is given back by unpin",
                        parameter(givenBack, 9, "k", Value.of("PIN")),
                        Kind.UNEXPECTED_ACTION,
                        9),
                damaged(
                        "flushed-by-the-walker.itf.json",
                        "The checker's flush is said to be the walker's",
                        byTask(undone, 10, "t1"),
                        Kind.UNEXPECTED_ACTION,
                        10),
                damaged(
                        "one-too-many.itf.json",
                        "The count after the grab is one too high",
                        post(undone, 6, "cnt", Value.function(counts(1026, 0))),
                        Kind.WRONG_STATE,
                        6),
                damaged(
                        "pinned-write-protected.itf.json",
                        "The slow path pins and leaves the entry write-protected",
                        post(undone, 13, "pte", undone.events().get(11).post().get("pte")),
                        Kind.WRONG_STATE,
                        13),
                damaged(
                        "undo-not-counted.ndjson",
                        "Only counts are observed, and the undo does not show in them",
                        only(post(undone, 9, "cnt", Value.function(counts(1025, 0))), "cnt"),
                        Kind.WRONG_STATE,
                        9),
                damaged(
                        "starts-mapped-twice.itf.json",
                        "Every step is as it should be, and the count is one too high at the start",
                        initially(undone, "cnt", Value.function(counts(2, 0))),
                        Kind.WRONG_STATE,
                        0));
    }

    private static ImmutableMap<Value, Value> counts(long... counts) {
        ImmutableMap.Builder<Value, Value> function = ImmutableMap.builder();
        for (int pfn = 0; pfn < counts.length; pfn++) {
            function.put(Value.of(pfn), Value.of(counts[pfn]));
        }
        return function.buildOrThrow();
    }
}
