package org.pinproof.explore.gup;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Arbitrary schedules, as the choices that {@link Choices} interprets. They shrink towards fewer context switches and fewer steps.
 */
public final class ScheduleArbitraries {
    private static final int MOST_CHOICES = 40;

    private ScheduleArbitraries() {}

    /** {@return lists of choices, half of them with a switch after every few steps, half with one after nearly every step} */
    public static Arbitrary<List<Integer>> choices() {
        Arbitrary<Integer> switches = Arbitraries.integers().between(0, GupScript.MOST_TASKS - 1);
        Arbitrary<Integer> seldom = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(0)), Tuple.of(1, switches));
        return Arbitraries.oneOf(lists(seldom), lists(switches));
    }

    private static Arbitrary<List<Integer>> lists(Arbitrary<Integer> choice) {
        return choice.list().ofMaxSize(MOST_CHOICES);
    }
}
