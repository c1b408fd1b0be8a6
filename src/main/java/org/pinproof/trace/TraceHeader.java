package org.pinproof.trace;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a trace says of itself before its first event.
 *
 * @param spec the specification module the events' actions and variables belong to: {@code GupFast}
 * @param constants the module's constants by name, in the file's order
 * @param seed of the sampler that produced it
 * @param description one line for people
 * @param scenario the program that was run
 * @param schedule the printed schedule it was run under
 * @param outcome what the file claims of the trace
 */
public record TraceHeader(
        String spec,
        ImmutableMap<String, Value> constants,
        OptionalLong seed,
        Optional<String> description,
        Optional<String> scenario,
        Optional<String> schedule,
        Optional<Outcome> outcome) {

    /** The schema version that this build reads and writes. */
    public static final int SCHEMA = 1;

    public TraceHeader {
        Preconditions.checkArgument(!spec.isEmpty(), "a trace names its specification module");
        Names.check(constants.keySet());
    }

    /** {@return a header with nothing optional} */
    public static TraceHeader of(String spec, ImmutableMap<String, Value> constants) {
        return new TraceHeader(
                spec,
                constants,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public TraceHeader withSeed(long newSeed) {
        return new TraceHeader(spec, constants, OptionalLong.of(newSeed), description, scenario, schedule, outcome);
    }

    public TraceHeader withDescription(String newDescription) {
        return new TraceHeader(spec, constants, seed, Optional.of(newDescription), scenario, schedule, outcome);
    }

    public TraceHeader withSchedule(String newScenario, String newSchedule) {
        return new TraceHeader(
                spec, constants, seed, description, Optional.of(newScenario), Optional.of(newSchedule), outcome);
    }

    public TraceHeader withOutcome(Outcome newOutcome) {
        return new TraceHeader(spec, constants, seed, description, scenario, schedule, Optional.of(newOutcome));
    }
}
