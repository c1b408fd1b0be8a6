package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerifyReport.Item;
import org.pinproof.report.VerifyReport.ModuleTime;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.tlc.ProgressListener;

/** Time passes here only where an item says so. */
class SpendingTest {
    private long now;
    private final Ticker clock = new Ticker() {
        @Override
        public long read() {
            return now;
        }
    };

    private VerifyItem item(String module, long seconds) {
        return new VerifyItem(Part.SPECIFICATION, module + seconds, Optional.of(module), 1, listener -> {
            now += TimeUnit.SECONDS.toNanos(seconds);
            return new Finding(ImmutableMap.of(), "holds", ImmutableList.of(), Judgement.HELD);
        });
    }

    private static Item run(Spending spending, VerifyItem item) {
        return spending.run(item, ProgressListener.NONE);
    }

    @Test
    void what_is_begun_is_ended_and_what_is_not_begun_in_time_is_inconclusive_and_says_why() {
        Spending spending = new Spending(new Budgets(ImmutableMap.of("GupFast", 10.0)), clock);
        assertEquals(Judgement.HELD, run(spending, item("GupFast", 9)).judgement());
        Item last = run(spending, item("GupFast", 30));
        assertEquals(Judgement.HELD, last.judgement());
        assertEquals(30, last.seconds());
        Item late = run(spending, item("GupFast", 1));
        assertEquals(Judgement.INCONCLUSIVE, late.judgement());
        assertEquals("not begun", late.verdict());
        assertEquals(0, late.seconds());
        assertEquals(
                ImmutableList.of(
                        "the budget of GupFast, 10 s, was used up before this began; --budget none lifts it, and a"
                                + " factor, as in --budget 4, stretches it"),
                late.details());
        assertEquals(ImmutableList.of(new ModuleTime("GupFast", 3, 1, 39, Optional.of(10.0))), spending.times());
    }

    @Test
    void a_budget_is_its_specifications_alone() {
        Spending spending = new Spending(new Budgets(ImmutableMap.of("GupFast", 1.0, "Writeback", 5.0)), clock);
        run(spending, item("GupFast", 2));
        run(spending, item("Writeback", 2));
        run(spending, item("Fork", 100));
        assertEquals(Judgement.INCONCLUSIVE, run(spending, item("GupFast", 2)).judgement());
        assertEquals(Judgement.HELD, run(spending, item("Writeback", 2)).judgement());
        assertEquals(Judgement.HELD, run(spending, item("Fork", 1)).judgement());
        assertEquals(
                ImmutableList.of(
                        new ModuleTime("Fork", 2, 0, 101, Optional.empty()),
                        new ModuleTime("GupFast", 2, 1, 2, Optional.of(1.0)),
                        new ModuleTime("Writeback", 2, 0, 4, Optional.of(5.0))),
                spending.times());
    }

    @Test
    void what_belongs_to_no_specification_is_not_counted() {
        Spending spending = new Spending(new Budgets(ImmutableMap.of("GupFast", 1.0)), clock);
        VerifyItem manifest = new VerifyItem(
                Part.SPECIFICATION,
                "manifest.json",
                Optional.empty(),
                0,
                listener -> new Finding(ImmutableMap.of(), "holds", ImmutableList.of(), Judgement.HELD));
        assertEquals(Judgement.HELD, run(spending, manifest).judgement());
        assertEquals(ImmutableList.of(), spending.times());
    }
}
