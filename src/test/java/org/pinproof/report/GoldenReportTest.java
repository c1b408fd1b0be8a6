package org.pinproof.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pinproof.conform.Difference;
import org.pinproof.conform.Divergence;
import org.pinproof.conform.Reason;
import org.pinproof.conform.Refusal;
import org.pinproof.conform.Unfollowed;
import org.pinproof.conform.Verdict;
import org.pinproof.sched.Schedule;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.SpecStepper.FalseConjunct;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/** How every kind of report looks; {@link GoldenFile} says how to change it. */
class GoldenReportTest {
    private static final Schedule SCHEDULE = Schedule.of("leaf/2/2/pin(0,2)|zap(0)", 0, 0, 1);

    private static ActionCall call(String name, String task) {
        return new ActionCall(name, ImmutableSortedMap.of("t", Value.of(task)));
    }

    private static ImmutableSortedMap<String, Value> state(long count, String kind) {
        return ImmutableSortedMap.of(
                "cnt", Value.function(Map.of(Value.of(0), Value.of(count))),
                "loc", Value.record(Map.of("t1", Value.of(count))),
                "pmd", Value.record(Map.of("k", Value.of(kind))));
    }

    private static Event event(long seq, String task, String action, ImmutableSortedMap<String, Value> post) {
        return new Event(
                seq,
                task,
                action,
                ImmutableSortedMap.of("t", Value.of(task)),
                post,
                Optional.of("FastGup.java:" + seq + " (FastGup.walk)"));
    }

    private static Interleaving execution() {
        Trace trace = Trace.numbered(
                TraceHeader.of("GupFast", ImmutableMap.of()),
                state(1, "leaf"),
                List.of(
                        event(1, "t1", "FastReadPmd", state(1, "leaf")),
                        event(2, "t1", "FastGrab", state(2049, "leaf")),
                        event(3, "t2", "ZapClear", state(2049, "none"))));
        return Interleavings.of(TraceFiles.stream(trace), 3);
    }

    private static Verdict refused() {
        return new Verdict.Diverges(new Divergence(
                2,
                OptionalLong.of(3),
                Optional.of("t2"),
                Optional.of("ZapPte.java:26 (ZapPte.zap)"),
                new Refusal(
                        Reason.Kind.MISSING_ACTION,
                        Optional.of(call("ZapClear", "t2")),
                        ImmutableList.of(new Difference("pmd[\"k\"]", Value.of("leaf"), Value.of("none"))),
                        Optional.of(call("ZapLock", "t2")),
                        ImmutableList.of(call("FastRecheck", "t1"), call("ZapLock", "t2")),
                        Optional.of(new FalseConjunct("ptl\n   = t", "GupFast.tla line 7")),
                        Optional.of(call("ZapLock", "t2"))),
                Optional.of(SCHEDULE),
                "explore --schedule '" + SCHEDULE + "'"));
    }

    private static ExploreReport explored(Verdict verdict, String covered, Optional<Interleaving> execution) {
        return new ExploreReport(
                "leaf-unmapped",
                Optional.of("Does a huge page live until the last of its pins is gone?"),
                "leaf/2/2/pin(0,2)|zap(0)",
                "portfolio",
                OptionalLong.of(7),
                true,
                Optional.of("GupFast"),
                covered,
                verdict instanceof Verdict.Conforms ? Optional.of(BigInteger.TEN.pow(12)) : Optional.empty(),
                verdict instanceof Verdict.Conforms ? ImmutableList.of("TypeOK", "NoLeak") : ImmutableList.of(),
                1234,
                0,
                56789,
                33,
                VerdictReport.of(verdict, execution),
                Optional.empty(),
                Judgement.of(verdict));
    }

    @Test
    void a_divergence() {
        Report report = explored(refused(), "up to the first thing that is wrong", Optional.of(execution()));
        GoldenFile.check("divergence.txt", ConsoleReport.text(report));
        GoldenFile.check("divergence.json", JsonReport.text(report));
    }

    @Test
    void a_violation() {
        Verdict verdict = new Verdict.Violates(
                "NoFalseNegative", 3, Optional.of(SCHEDULE), "explore --schedule '" + SCHEDULE + "'");
        GoldenFile.check("violation.txt", ConsoleReport.text(explored(verdict, "", Optional.of(execution()))));
    }

    @Test
    void what_holds_and_what_was_only_sampled() {
        GoldenFile.check(
                "held.txt",
                ConsoleReport.text(explored(new Verdict.Conforms(9), "every reachable state", Optional.empty())));
        GoldenFile.check(
                "inconclusive.txt",
                ConsoleReport.text(explored(
                        new Verdict.Inconclusive("the limit of 1234 executions"),
                        "the limit of 1234 executions",
                        Optional.empty())));
    }

    @Test
    void an_edge_that_the_code_does_not_follow() {
        Verdict verdict = new Verdict.Diverges(new Divergence(
                1,
                OptionalLong.empty(),
                Optional.of("t1"),
                Optional.of("FastGup.java:80 (FastGup.walk)"),
                new Unfollowed(
                        Reason.Kind.MISSING_ACTION,
                        Optional.of(call("FastRecheck", "t1")),
                        "FastRecord",
                        ImmutableList.of(),
                        ImmutableList.of(call("FastGrab", "t1"))),
                Optional.empty(),
                "replay --cfg A.cfg"));
        GoldenFile.check(
                "replay.txt",
                ConsoleReport.text(new ReplayReport(
                        "A.cfg",
                        "A19-no-recheck",
                        1000,
                        4000,
                        17,
                        VerdictReport.of(verdict, Optional.empty()),
                        Judgement.of(verdict))));
    }

    private static TraceResult trace(String file, Verdict verdict, Optional<String> claim) {
        return new TraceResult(
                file,
                Optional.of("ITF"),
                OptionalLong.of(3),
                Optional.of("leaf/2/2/pin(0,2)|zap(0)"),
                Optional.of("A pin and an unmapping"),
                claim,
                Optional.of(VerdictReport.of(verdict, Optional.of(execution()))),
                claim.map(text -> text.startsWith(verdict.word())),
                Judgement.of(verdict));
    }

    @Test
    void mutants_of_two_specifications_are_told_apart() {
        String text = ConsoleReport.text(new ScenarioReport(
                ImmutableList.of(new ScenarioReport.Scenario(
                        "two-pages", "Why?", Optional.empty(), "leaf/2/2/pin(0,2)", "GupFast")),
                ImmutableList.of("A19-no-recheck", "no-flush"),
                ImmutableMap.of(
                        "GupFast", ImmutableList.of("A19-no-recheck"), "Writeback", ImmutableList.of("no-flush")),
                ImmutableList.of("NONE", "BOUNCE"),
                ImmutableList.of("B1")));
        assertTrue(text.contains("NAME~MUTANT or SCRIPT~MUTANT of GupFast plants a bug: A19-no-recheck.\n"), text);
        assertTrue(text.contains("NAME~MUTANT or SCRIPT~MUTANT of Writeback plants a bug: no-flush.\n"), text);
    }

    @Test
    void traces() {
        GoldenFile.check(
                "traces.txt",
                ConsoleReport.text(new TracesReport(
                        "conform",
                        3,
                        false,
                        ImmutableList.of(
                                trace("good.itf.json", new Verdict.Conforms(3), Optional.empty()),
                                trace("bad.itf.json", refused(), Optional.of("DIVERGES: missing action at step 3"))))));
    }

    @Test
    void cfgs() {
        GoldenFile.check(
                "check.txt",
                ConsoleReport.text(new CheckReport(
                        2,
                        ImmutableList.of(
                                new CfgResult(
                                        "A.cfg",
                                        Optional.of("Does it hold?"),
                                        Optional.of("holds"),
                                        "holds",
                                        41439,
                                        160000,
                                        36,
                                        7.25,
                                        ImmutableList.of("depth: expected 35, got 36; update the manifest"),
                                        Judgement.FAILED),
                                new CfgResult(
                                        "B.cfg",
                                        Optional.empty(),
                                        Optional.empty(),
                                        "violates TypeOK",
                                        1,
                                        1,
                                        1,
                                        1,
                                        ImmutableList.of(),
                                        Judgement.FAILED)),
                        ImmutableList.of("cfg C.cfg: expected an entry in manifest.json, got none"))));
    }

    @Test
    void what_a_file_says_cannot_write_on_the_terminal_nor_fill_it() {
        String evil = "\u001b[2J\u202e" + "x".repeat(10_000);
        Verdict verdict = new Verdict.Diverges(new Divergence(
                0,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                new Refusal(
                        Reason.Kind.WRONG_STATE,
                        Optional.empty(),
                        ImmutableList.of(new Difference("cnt", Value.of(1), Value.of(evil))),
                        Optional.empty(),
                        ImmutableList.of(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                "conform 'a.ndjson'"));
        String text = VerdictReport.of(verdict, Optional.empty()).text();
        assertFalse(text.contains("\u001b"), text);
        assertFalse(text.contains("\u202e"), text);
        assertTrue(text.contains("\"\\u001b[2J\\u202exxx"), text);
        assertTrue(text.lines().allMatch(line -> line.length() < 140), text);
    }
}
