package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.cli.MutantItems.Hunt;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.CodeMutant;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.report.Judgement;

/** A mutant has to be caught both ways. */
class MutantItemsTest {
    private static final Rung RUNG = Rungs.ALL.of("GupFast");
    private static final CodeMutant MUTANT = RUNG.mutants().stream()
            .filter(mutant -> mutant.slug().equals("A18-grab-from-zero"))
            .findFirst()
            .orElseThrow();
    private static final Hunt DIVERGES = new Hunt(7, Optional.of("DIVERGES: wrong state at step 8 of pin-vs-reuse"));
    private static final Hunt BREAKS = new Hunt(5, Optional.of("breaks NoFreeWhileHeld"));
    private static final Hunt NOTHING = new Hunt(9, Optional.empty());

    @Test
    void both_are_needed() {
        Finding finding = MutantItems.finding(RUNG, MUTANT, DIVERGES, BREAKS);
        assertEquals(Judgement.HELD, finding.judgement());
        assertEquals("DIVERGES: wrong state at step 8 of pin-vs-reuse, breaks NoFreeWhileHeld", finding.verdict());
        assertEquals(12, finding.counts().get("steps to find"));
    }

    @Test
    void harm_that_is_not_done_is_a_failure() {
        Finding finding = MutantItems.finding(RUNG, MUTANT, DIVERGES, NOTHING);
        assertEquals(Judgement.FAILED, finding.judgement());
        assertEquals(
                ImmutableList.of(
                        "its shortest violation without the specification should break NoFreeWhileHeld, and does"
                                + " not; see: explore 'order0/1/1/pin(0,1)|zap(0)~A18-grab-from-zero' --no-conform"),
                finding.details());
    }

    @Test
    void a_walker_that_the_specification_does_not_refuse_is_a_failure() {
        Finding finding = MutantItems.finding(RUNG, MUTANT, NOTHING, BREAKS);
        assertEquals(Judgement.FAILED, finding.judgement());
        assertEquals("does not diverge, breaks NoFreeWhileHeld", finding.verdict());
        assertEquals(
                ImmutableList.of("no scenario of GupFast tells this code from the specification; add one that does"),
                finding.details());
    }
}
