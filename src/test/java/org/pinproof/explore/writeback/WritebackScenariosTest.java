package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.Judged;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.StatefulSearch;
import org.pinproof.explore.writeback.WritebackScenarios.Scenario;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;

/** What comes of the scenarios by the explorer's own judgement; `verify` holds them against the specification as well. */
class WritebackScenariosTest {
    private static final int MOST_STATES = 100_000;

    static Collection<Scenario> all() {
        return WritebackScenarios.all().values();
    }

    private static Program program(String script) {
        return new WritebackProgram(WritebackScript.parse(script));
    }

    private static Result search(Program program) {
        return StatefulSearch.of(new Machine(program), MOST_STATES).run();
    }

    private static void breaks(String invariant, String script) {
        Result result = search(new Judged(program(script), ImmutableSet.of(invariant)));
        assertInstanceOf(Result.Violated.class, result, script);
    }

    private static void holds(String script) {
        Result result = search(program(script));
        assertInstanceOf(Result.Held.class, result, () -> script + ": " + result);
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_is_wrong_but_misuse_and_that_breaks_what_it_is_named_for(Scenario scenario) {
        String script = scenario.script().toString();
        scenario.breaks().ifPresentOrElse(invariant -> breaks(invariant, script), () -> holds(script));
    }

    @ParameterizedTest
    @CsvSource({
        "dio-no-dirty, unpin, unpin-dirty",
        "rdma-no-dirty, unpin, unpin-dirty",
        "gup-write-no-dirty, unpin, unpin-dirty",
        "dio-get-for-pin, get;dma;device(1);dma-stop;put-dirty, pin;dma;device(1);dma-stop;unpin-dirty",
        "rdma-get-for-pin, get;dma;dma-stop;put-dirty, pin-longterm;dma;dma-stop;unpin-dirty",
        "gup-write-get-for-pin, get;kmap(0);put-dirty, pin;kmap(0);unpin-dirty",
        "dio-put-for-unpin, put-dirty, unpin-dirty",
        "rdma-put-for-unpin, put-dirty, unpin-dirty",
        "gup-write-put-for-unpin, put-dirty, unpin-dirty",
        "rdma-unpin-before-stop, unpin-dirty;dma-stop, dma-stop;unpin-dirty",
        "odp-no-notifier, get;dma;dma-stop;put, odp;put",
        "odp-unpin-for-put, odp;unpin, odp;put",
        "struct-page-unpin-for-put, get;unpin, get;put",
        "struct-page-stores, get;kmap(0);put, pin;kmap(0);unpin-dirty",
        "struct-page-dirty, put-dirty, put"
    })
    void the_one_wrong_call_put_right_nothing_is_wrong(String misuse, String wrong, String right) {
        Scenario scenario = WritebackScenarios.all().get(misuse);
        assertTrue(scenario.breaks().isPresent());
        String script = scenario.script().toString();
        String corrected = script.replaceFirst("\\Q" + wrong + "\\E(?=[;|])", right.replace("$", "\\$"));
        assertTrue(!corrected.equals(script), script);
        holds(corrected);
    }

    /** A missing mark of a file's page is harmful only where nobody asks. */
    @ParameterizedTest
    @ValueSource(strings = {"SKIP", "WAIT", "BOUNCE", "KEEP_DIRTY"})
    void a_policy_that_asks_hides_a_missing_mark_of_a_files_page(String policy) {
        WritebackScript script =
                WritebackScenarios.all().get("dio-no-dirty-file").script();
        holds(script.under(WritebackScript.policy(policy)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dio-get-for-pin", "rdma-get-for-pin", "gup-write-get-for-pin"})
    void no_policy_sees_a_plain_reference(String misuse) {
        WritebackScript script = WritebackScenarios.all().get(misuse).script();
        for (WbPolicy policy : WbPolicy.values()) {
            breaks("NoLostDmaWrite", script.under(policy).toString());
        }
    }

    @Test
    void nobody_asking_the_headline_loses_what_a_driver_did_right() {
        WritebackScript script =
                WritebackScenarios.all().get("writeback").script().under(WbPolicy.NONE);
        Result.Violated lost = assertInstanceOf(
                Result.Violated.class,
                ShortestCounterexample.of(
                                new Machine(new Judged(new WritebackProgram(script), WritebackProgram.GRAVEST)),
                                MOST_STATES)
                        .run());
        assertEquals("NoLostDmaWrite", Judged.property(lost.text()));
        assertEquals(39, lost.schedule().steps());
    }

    @Test
    void scenarios_and_samples_make_every_kind_of_call() {
        Set<WritebackCall.Kind> made = Stream.concat(
                        all().stream().map(Scenario::script),
                        WritebackScenarios.samples().stream().map(WritebackScript::parse))
                .flatMap(script -> script.tasks().stream())
                .flatMap(List::stream)
                .map(WritebackCall::kind)
                .collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(WritebackCall.Kind.class), made);
    }
}
