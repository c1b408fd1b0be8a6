package org.pinproof.explore.gup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.AlteredView;
import org.pinproof.explore.Result;
import org.pinproof.explore.StatefulSearch;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.Machine;

/** Each of the explorer's own checks refuses a state that is wrong in just that way, and says how. */
class GupInvariantsTest {
    private GupProgram program;

    private AlteredView initially(String script) {
        program = new GupProgram(GupScript.parse(script));
        return new AlteredView(new Machine(program));
    }

    private FrameTable frames() {
        return program.world().frames();
    }

    private int pin(int pfn) {
        return program.holdings().register(true, pfn);
    }

    private int get(int pfn) {
        return program.holdings().register(false, pfn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order0/3/2/|", "tails/3/2/|", "leaf/3/2/|"})
    void accepts_the_initial_state(String script) {
        AlteredView initial = initially(script);
        assertNull(program.stepViolation(initial));
        assertNull(program.violation(initial));
    }

    @Test
    void rejects_a_free_frame_with_a_count() {
        AlteredView broken = initially("order0/2/1/|");
        assertEquals(
                "NoFreeWhileHeld: frame 1 is free, has count 3, 0 pins and 0 plain references",
                program.stepViolation(broken.withCell(frames().refcount(1), 3)));
    }

    @Test
    void rejects_a_free_frame_that_somebody_pinned() {
        AlteredView broken = initially("order0/2/1/|");
        assertEquals(
                "NoFreeWhileHeld: frame 1 is free, has count 0, 2 pins and 0 plain references",
                program.stepViolation(broken.withRegister(0, pin(1), 1).withRegister(1, pin(1), 1)));
    }

    @Test
    void rejects_a_free_frame_that_somebody_has_a_reference_to() {
        AlteredView broken = initially("order0/2/1/|");
        assertEquals(
                "NoFreeWhileHeld: frame 1 is free, has count 0, 0 pins and 1 plain references",
                program.stepViolation(broken.withRegister(1, get(1), 1)));
    }

    @Test
    void rejects_a_pinned_page_whose_head_does_not_look_pinned() {
        AlteredView broken = initially("tails/2/2/|");
        assertEquals(
                "NoFalseNegative: frame 1 has 1 pins, and its head's count 1023 says it is not pinned",
                program.stepViolation(broken.withRegister(0, pin(1), 1).withCell(frames().refcount(0), 1023)));
    }

    @Test
    void accepts_a_pinned_page_whose_count_has_turned_negative() {
        AlteredView large = initially("order0/2/1/|");
        assertNull(program.stepViolation(
                large.withRegister(0, pin(0), 1).withCell(frames().refcount(0), Integer.MIN_VALUE)));
    }

    @Test
    void rejects_a_count_that_nobody_answers_for() {
        AlteredView broken = initially("order0/2/1/|");
        assertEquals(
                "RefcountConservation: frame 0 has count 1025, and what is held on it adds up to 1",
                program.violation(broken.withCell(frames().refcount(0), 1025)));
    }

    @Test
    void rejects_a_hold_that_is_not_in_the_count() {
        AlteredView broken = initially("leaf/2/2/|");
        assertEquals(
                "RefcountConservation: frame 0 has count 1, and what is held on it adds up to 1026",
                program.violation(broken.withRegister(0, pin(1), 1).withRegister(1, get(0), 1)));
    }

    @Test
    void rejects_a_mapping_that_is_not_in_the_count() {
        AlteredView broken = initially("tails/3/2/|");
        assertEquals(
                "RefcountConservation: frame 2 has count 0, and what is held on it adds up to 1",
                program.violation(broken.withCell(program.world().mm().pte(1), Pte.page(2))
                        .withCell(frames().refcount(0), 1)));
    }

    @Test
    void rejects_a_page_of_count_zero_that_nobody_freed() {
        AlteredView broken = initially("order0/2/1/|");
        assertEquals(
                "RefcountConservation: frame 1 has count 0 and nobody freed it",
                program.violation(broken.withCell(frames().free(1), 0)));
    }

    private AlteredView toldNotPinnedAndPinned(String script) {
        AlteredView state = initially(script);
        int answer = 2 * frames().size();
        boolean leaf = program.script().shape().layout() == GupShape.Layout.LEAF;
        int slot = leaf ? program.world().mm().pmd() : program.world().mm().pte(0);
        return state.withCell(slot, Pte.writeProtect(state.cell(slot)))
                .withRegister(0, answer, 1)
                .withRegister(1, pin(0), 1)
                .withCell(frames().refcount(0), state.intCell(frames().refcount(0)) + 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order0/2/1/clean(0)|pin(0,1)", "leaf/2/2/clean(0)|pin(0,1)", "order0/3/2/clean(0)|clean(1)"})
    void rejects_a_pin_through_an_entry_whose_checker_was_told_there_is_none(String script) {
        AlteredView broken = toldNotPinnedAndPinned(script);
        assertEquals(
                "NoFalseNegativeChecked: t1 cleared the entry of vpn 0 and was told frame 0 is not pinned, and a walker"
                        + " that had read the old entry has a pin of it",
                program.stepViolation(broken));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order0/2/1/clean(0)|pin(0,1)|clean(0)",
                "order0/2/1/clean(0)|pin(0,1)|map(0,1)",
                "leaf/2/2/clean(0)|pin(0,1)|clean(1)",
            })
    void does_not_judge_an_answer_about_an_entry_that_may_be_another_by_the_end(String script) {
        AlteredView state = toldNotPinnedAndPinned(script);
        assertNull(program.stepViolation(state));
    }

    @Test
    void a_leaf_cleaned_through_two_vpns_is_no_false_negative() {
        GupScript script = GupScript.parse("leaf/2/2/clean(0)|pin(0,1)|clean(1)");
        Result result =
                StatefulSearch.of(new Machine(new GupProgram(script)), 10_000).run();
        assertInstanceOf(Result.Held.class, result, result::toString);
    }
}
