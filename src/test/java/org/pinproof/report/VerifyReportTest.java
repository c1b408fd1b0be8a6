package org.pinproof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.report.VerifyReport.Item;
import org.pinproof.report.VerifyReport.ModuleTime;
import org.pinproof.report.VerifyReport.Part;

/** What the whole verification is shown as, and comes to. */
class VerifyReportTest {
    private static Item item(Part part, String name, long states, String verdict, Judgement judgement) {
        return new Item(
                part,
                name,
                ImmutableMap.of(part == Part.SAMPLE ? "interleavings" : "states", states),
                verdict,
                judgement == Judgement.HELD ? ImmutableList.of() : ImmutableList.of("why it is not"),
                1.5,
                judgement);
    }

    private static VerifyReport verified(boolean listing) {
        return new VerifyReport(
                5,
                ImmutableList.of(
                        item(Part.SPECIFICATION, "A.cfg", 41439, "holds", Judgement.HELD),
                        item(Part.SPECIFICATION, "B.cfg", 1000, "violates TypeOK", Judgement.FAILED),
                        item(
                                Part.SAMPLE,
                                "leaf/2/2/pin(0,2)|zap(0)",
                                1000,
                                "1,000 of 1,000 conform, each run twice",
                                Judgement.HELD),
                        item(Part.REJECTED_TRACE, "a.ndjson", 3, "INCONCLUSIVE", Judgement.INCONCLUSIVE)),
                listing,
                ImmutableList.of(
                        new ModuleTime("GupFast", 3, 0, 70.4, Optional.of(140.0)),
                        new ModuleTime("Writeback", 1, 1, 1001.5, Optional.empty())),
                61.4);
    }

    @Test
    void the_whole_verification() {
        GoldenFile.check("verify.txt", ConsoleReport.text(verified(false)));
        GoldenFile.check("verify-list.txt", ConsoleReport.text(verified(true)));
    }

    @Test
    void one_item_missing_is_not_held() {
        Item held = item(Part.SPECIFICATION, "A.cfg", 1, "holds", Judgement.HELD);
        assertEquals(
                Judgement.HELD, new VerifyReport(1, ImmutableList.of(held), false, ImmutableList.of(), 0).judgement());
        assertEquals(
                Judgement.INCONCLUSIVE,
                new VerifyReport(2, ImmutableList.of(held), false, ImmutableList.of(), 0).judgement());
        assertEquals(
                Judgement.INCONCLUSIVE,
                new VerifyReport(0, ImmutableList.of(), false, ImmutableList.of(), 0).judgement());
    }
}
