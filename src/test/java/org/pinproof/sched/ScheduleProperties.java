package org.pinproof.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ScheduleProperties {

    @Property
    void every_schedule_reads_back_as_itself(
            @ForAll @AlphaChars @NumericChars @NotEmpty @StringLength(max = 12) String scenario,
            @ForAll @Size(max = 60) List<@IntRange(max = 30) Integer> picks) {
        Schedule schedule = new Schedule(scenario, ImmutableIntArray.copyOf(picks));
        assertEquals(schedule, Schedule.parse(schedule.toString(), scenario));
    }
}
