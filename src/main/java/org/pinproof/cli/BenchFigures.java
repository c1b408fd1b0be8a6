package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinproof.benchmark.GupCommand;
import org.pinproof.benchmark.Mapping;
import org.pinproof.benchmark.Measurement;
import org.pinproof.benchmark.Measurement.Time;
import org.pinproof.report.BenchReport.Measured;
import org.pinproof.report.BenchReport.Ratio;

/** What can be read off measurements: times by page and call, ratios, and how far to trust them. */
record BenchFigures(List<Measurement> measurements) {
    /** Below this, the clock that is read around an invocation shows. */
    private static final double LEAST_INVOCATION = 100_000;

    private static final double MOST_SPREAD = 0.2;

    private static final double SECOND = 1e9;

    /** Two commands to compare, the longer one first. */
    private record Pair(GupCommand longer, GupCommand shorter, String aim) {}

    private static final ImmutableList<Pair> PAIRS = ImmutableList.of(
            new Pair(GupCommand.PIN_FAST, GupCommand.GUP_FAST, "at most 1.2"),
            new Pair(GupCommand.GUP, GupCommand.GUP_FAST, "at least 5 with 2 threads"),
            new Pair(GupCommand.PIN, GupCommand.PIN_FAST, "at least 5 with 2 threads"),
            new Pair(GupCommand.GUP_LONGTERM, GupCommand.GUP, ""),
            new Pair(GupCommand.PIN_LONGTERM, GupCommand.PIN, ""));

    ImmutableList<Measured> measured() {
        return measurements.stream().map(BenchFigures::measured).collect(ImmutableList.toImmutableList());
    }

    private static Measured measured(Measurement found) {
        int calls = found.rehearsal().calls();
        double both = found.get().nanoseconds() + found.put().nanoseconds();
        return new Measured(
                found.command().name(),
                found.workload().mapping().toString(),
                found.rehearsal().covered(),
                calls,
                found.rehearsal().grabs(),
                found.perPage(found.get()),
                found.get().nanoseconds() / calls,
                spread(found.get()),
                found.perPage(found.put()),
                found.put().nanoseconds() / calls,
                spread(found.put()),
                found.workload().threads() * found.rehearsal().covered() * SECOND / both);
    }

    private static Optional<Double> spread(Time time) {
        return Double.isFinite(time.spread()) ? Optional.of(time.spread() / time.nanoseconds()) : Optional.empty();
    }

    /** {@return the ratios that the measurements allow} */
    ImmutableList<Ratio> ratios() {
        ImmutableList.Builder<Ratio> ratios = ImmutableList.builder();
        for (Pair pair : PAIRS) {
            for (Mapping mapping : Mapping.values()) {
                of(pair.longer(), mapping)
                        .ifPresent(longer -> of(pair.shorter(), mapping)
                                .ifPresent(shorter -> ratios.add(ratio(
                                        pair.longer() + " : " + pair.shorter(),
                                        mapping.toString(),
                                        longer,
                                        shorter,
                                        Optional.of(pair.aim()).filter(aim -> !aim.isEmpty())))));
            }
        }
        for (GupCommand command : GupCommand.values()) {
            of(command, Mapping.PTES)
                    .ifPresent(small -> of(command, Mapping.LEAVES)
                            .ifPresent(huge -> ratios.add(ratio(
                                    command.name(),
                                    Mapping.LEAVES + " : " + Mapping.PTES,
                                    huge,
                                    small,
                                    Optional.of("grabs: one for each leaf of a call")
                                            .filter(aim -> command.isFast())))));
        }
        return ratios.build();
    }

    private static Ratio ratio(String what, String mapping, Measurement one, Measurement other, Optional<String> aim) {
        return new Ratio(
                what,
                mapping,
                one.perPage(one.get()) / other.perPage(other.get()),
                one.perPage(one.put()) / other.perPage(other.put()),
                aim);
    }

    private Optional<Measurement> of(GupCommand command, Mapping mapping) {
        return measurements.stream()
                .filter(found -> found.command() == command && found.workload().mapping() == mapping)
                .findFirst();
    }

    /** {@return why not to rely on the figures, a line each} */
    ImmutableList<String> warnings(boolean quick) {
        List<String> warnings = new ArrayList<>();
        if (quick) {
            warnings.add("--quick shows that it works; it is too short for figures that mean anything");
        }
        for (Measurement found : measurements) {
            String which = found.command() + " on " + found.workload().mapping();
            if (found.rehearsal().covered() < found.workload().pages()) {
                warnings.add(String.format(
                        "%s took %,d of %,d pages, and its figures are of those",
                        which, found.rehearsal().covered(), found.workload().pages()));
            }
            if (Math.min(found.get().nanoseconds(), found.put().nanoseconds()) < LEAST_INVOCATION) {
                warnings.add(which + " goes through its pages in less than 100 µs, so the clock is part of the figures;"
                        + " give it more --pages");
            }
            double spread = Math.max(
                    spread(found.get()).orElse(0.0), spread(found.put()).orElse(0.0));
            if (spread > MOST_SPREAD) {
                warnings.add(String.format(
                        "%s varies by %.0f %%; give it more --iterations, or a machine with nothing else to do",
                        which, 100 * spread));
            }
        }
        return ImmutableList.copyOf(warnings);
    }
}
