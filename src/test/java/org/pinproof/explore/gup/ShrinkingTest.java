package org.pinproof.explore.gup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Schedule;

/** A failing run shrinks to a minimal one: jqwik finds each mutant of {@link MutantHunt} and reports the shortest schedule. */
class ShrinkingTest {
    /** The result of the one property that is run. */
    private static final class Outcome implements TestExecutionListener {
        private TestExecutionResult result;

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult finished) {
            if (identifier.isTest()) {
                result = finished;
            }
        }
    }

    private static MutantHunt.Falsified falsified(String property) {
        Outcome outcome = new Outcome();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(MutantHunt.class, property, "org.pinproof.explore.gup.Run"))
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .build();
        LauncherFactory.create().execute(request, outcome);
        assertEquals(TestExecutionResult.Status.FAILED, outcome.result.getStatus());
        return assertInstanceOf(
                MutantHunt.Falsified.class, outcome.result.getThrowable().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "no_recheck order0/1/1/pin(0,1)|clean(0)~A19-no-recheck:0x4.1x4.0x3",
                "recheck_before_grab order0/1/1/pin(0,1)|clean(0)~A20-recheck-before-grab:0x5.1x4.0x3",
                "grab_from_zero order0/1/1/pin(0,1)|zap(0)~A18-grab-from-zero:0x4.1x4.0",
                "one_bias_per_huge leaf/2/2/pin(0,2);unpin(0)~A03-one-bias-per-huge:0x9",
                "undo_put_after_pin order0/1/1/pin(0,1)|clean(0)~A05-undo-put-after-pin:0x6.1x4.0x3",
            })
    void a_run_that_finds_a_mutant_shrinks_to(String property, String schedule) {
        Schedule found = falsified(property).run().schedule();
        assertEquals(schedule, found.toString());
        assertEquals(stepsOfTheShortest(found.scenario()), found.steps());
    }

    private static int stepsOfTheShortest(String script) {
        Result result = ShortestCounterexample.of(new Machine(new GupProgram(GupScript.parse(script))), 100_000)
                .run();
        return assertInstanceOf(Result.Violated.class, result, result::toString)
                .schedule()
                .steps();
    }
}
