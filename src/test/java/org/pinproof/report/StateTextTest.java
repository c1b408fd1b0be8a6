package org.pinproof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.report.Interleaving.Beside;
import org.pinproof.report.Interleaving.Broken;
import org.pinproof.report.Interleaving.Moment;
import org.pinproof.report.Interleaving.Step;

class StateTextTest {
    private static Step step(long number, String task, String action) {
        return new Step(number, task, action, Optional.empty(), ImmutableList.of());
    }

    private static Moment moment(boolean begins, String dirty, String count) {
        return new Moment(begins, ImmutableList.of(dirty, count));
    }

    /** Step 2 hides behind 1; 3 changes something, 4 begins a call, 5 breaks something, 6 is the last. */
    private static final ImmutableList<Step> STEPS = ImmutableList.of(
            step(1, "t1", "FastReadPmd"),
            step(2, "t1", "FastReadPte"),
            step(3, "t1", "FastGrab"),
            step(4, "t2", "WbLock"),
            step(5, "t2", "WbTestClear"),
            step(6, "t2", "WbStart"));

    private static final ImmutableList<Moment> MOMENTS = ImmutableList.of(
            moment(true, "1", "2"),
            moment(false, "1", "2"),
            moment(false, "1", "1026"),
            moment(true, "1", "1026"),
            moment(false, "1", "1026"),
            moment(false, "1", "1026"));

    private static String text(long omitted, int from, Broken... broken) {
        Page page = new Page();
        Interleaving execution =
                new Interleaving(ImmutableList.of("t1", "t2"), omitted, STEPS.subList(from, STEPS.size()));
        InterleavingText.write(
                page,
                execution.with(new Beside(
                        ImmutableList.of(ImmutableList.of("pin", "unpin"), ImmutableList.of("flush")),
                        ImmutableList.of("dirty", "cnt"),
                        ImmutableList.of("1", "2"),
                        MOMENTS.subList(from, MOMENTS.size()),
                        ImmutableList.copyOf(broken))));
        return page.toString();
    }

    @Test
    void a_state_stands_where_it_changed_and_steps_that_change_nothing_share_a_row() {
        assertEquals("""
                  # | t1           | t2          | dirty | cnt
                    | pin          | flush       |       |
                    | unpin        |             |       |
                 ---+--------------+-------------+-------+------
                    |              |             | 1     | 2
                  1 | FastReadPmd… |             |       |
                  3 | FastGrab     |             |       | 1026
                  4 |              | WbLock      |       |
                  5 |              | WbTestClear |       |
                  6 |              | WbStart     |       |

                  after 5         StablePages: half 0
                """, text(0, 0, new Broken(5, "StablePages: half 0")));
    }

    @Test
    void a_step_that_breaks_nothing_hides_and_the_last_one_never_does() {
        assertEquals("""
                  # | t1           | t2      | dirty | cnt
                    | pin          | flush   |       |
                    | unpin        |         |       |
                 ---+--------------+---------+-------+------
                    |              |         | 1     | 2
                  1 | FastReadPmd… |         |       |
                  3 | FastGrab     |         |       | 1026
                  4 |              | WbLock… |       |
                  6 |              | WbStart |       |

                """, text(0, 0));
    }

    @Test
    void the_end_of_a_long_execution_says_that_it_is_one() {
        String end = text(2, 2);
        assertEquals("  (2 earlier steps are left out)", end.lines().findFirst().orElseThrow());
    }
}
