package org.pinproof.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.conform.Claim;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.TraceConformance;
import org.pinproof.conform.TraceReplay;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.ScriptException;
import org.pinproof.report.Interleaving;
import org.pinproof.report.Interleavings;
import org.pinproof.report.Judgement;
import org.pinproof.report.TraceResult;
import org.pinproof.report.VerdictReport;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.Outcome;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceFormatException;
import org.pinproof.trace.TraceHeader;

/** Looks at one trace file after another; a file that cannot be used is a result, not the end. */
final class TraceCheck {
    private final OpenSpecs specs;

    TraceCheck(OpenSpecs specs) {
        this.specs = specs;
    }

    /** What is to be done with a trace. */
    @FunctionalInterface
    interface Judge {
        Verdict judge(EventStream trace, String file);

        /** {@return whether the verdict tells if this claim is right} */
        default boolean settles(Outcome claimed) {
            return true;
        }
    }

    /** A claim other than conformance is one of the specification, which is not asked here. */
    private record Followed(String mutant) implements Judge {
        @Override
        public Verdict judge(EventStream trace, String file) {
            String option = mutant.equals(Rung.CORRECT) ? "" : " --mutant " + mutant;
            return new TraceReplay(mutant, "replay '" + file + "'" + option).replay(trace);
        }

        @Override
        public boolean settles(Outcome claimed) {
            return claimed.property().isEmpty() && claimed.kind().isEmpty();
        }
    }

    /** {@return the verdict of the specification} */
    Verdict conform(EventStream trace, String file) {
        Rung rung = Rungs.ALL.of(trace.header().spec());
        return specs.use(
                rung,
                trace.header().constants(),
                spec -> new TraceConformance(spec, "conform '" + file + "'").check(trace));
    }

    /**
     * {@return what the code makes of a trace}
     *
     * @param mutant the slug of a version of the code
     */
    static Judge replay(String mutant) {
        return new Followed(mutant);
    }

    /**
     * {@return the verdict of the specification, unless the code does not follow: then the code's}
     *
     * <p>A trace that breaks an invariant is followed by the code as well, to its end; one that the specification does not
     * allow is not asked of the code.
     */
    Verdict both(EventStream trace, String file) {
        Verdict specified = conform(trace, file);
        if (!(specified instanceof Verdict.Conforms || specified instanceof Verdict.Violates)) {
            return specified;
        }
        try (EventStream again = TraceFiles.stream(Path.of(file))) {
            Verdict followed = replay(Rung.CORRECT).judge(again, file);
            return followed instanceof Verdict.Conforms ? specified : followed;
        }
    }

    /**
     * {@return what came of a file}
     *
     * @param expecting whether it is good if the verdict is what the file says, rather than if it conforms; a file that
     *     says nothing has to conform
     */
    TraceResult check(Path file, Judge judge, boolean expecting) {
        String name = file.toString();
        try {
            Verdict verdict;
            TraceHeader header;
            try (EventStream trace = TraceFiles.stream(file)) {
                header = trace.header();
                verdict = isOurs(header) ? judge.judge(trace, name) : foreign(header);
            }
            Optional<Interleaving> execution = lastStep(verdict).isPresent()
                    ? Optional.of(upTo(file, lastStep(verdict).getAsLong()))
                    : Optional.empty();
            Optional<Boolean> asClaimed =
                    header.outcome().filter(judge::settles).map(claimed -> Claim.agrees(claimed, verdict));
            return result(
                    file,
                    header,
                    steps(verdict),
                    Optional.of(VerdictReport.of(verdict, execution)),
                    asClaimed,
                    expecting ? expected(verdict, asClaimed) : Judgement.of(verdict));
        } catch (TraceFormatException | SpecException | ScriptException e) {
            return unusable(name, e.getMessage());
        }
    }

    private static boolean isOurs(TraceHeader header) {
        return Rungs.ALL.find(header.spec()).isPresent();
    }

    private static Verdict foreign(TraceHeader header) {
        return new Verdict.Failed("unknown specification " + header.spec() + ": this build compares traces with "
                + Rungs.ALL.modules() + "; correct the trace's header");
    }

    private static Judgement expected(Verdict verdict, Optional<Boolean> asClaimed) {
        if (verdict instanceof Verdict.Failed || verdict instanceof Verdict.Inconclusive) {
            return Judgement.of(verdict);
        }
        return asClaimed.map(as -> as ? Judgement.HELD : Judgement.FAILED).orElse(Judgement.of(verdict));
    }

    private static OptionalLong lastStep(Verdict verdict) {
        if (verdict instanceof Verdict.Diverges diverges) {
            return OptionalLong.of(diverges.divergence().step());
        }
        return verdict instanceof Verdict.Violates violates ? OptionalLong.of(violates.step()) : OptionalLong.empty();
    }

    private static OptionalLong steps(Verdict verdict) {
        return verdict instanceof Verdict.Conforms conforms ? OptionalLong.of(conforms.steps()) : OptionalLong.empty();
    }

    private static Interleaving upTo(Path file, long step) {
        try (EventStream trace = TraceFiles.stream(file)) {
            return Interleavings.of(trace, step);
        }
    }

    /** {@return what a file says of itself} */
    static TraceResult listed(Path file) {
        try (EventStream trace = TraceFiles.stream(file)) {
            long events = 0;
            while (trace.hasNext()) {
                trace.next();
                events++;
            }
            return result(
                    file, trace.header(), OptionalLong.of(events), Optional.empty(), Optional.empty(), Judgement.HELD);
        } catch (TraceFormatException e) {
            return unusable(file.toString(), e.getMessage());
        }
    }

    private static TraceResult result(
            Path file,
            TraceHeader header,
            OptionalLong events,
            Optional<VerdictReport> verdict,
            Optional<Boolean> asClaimed,
            Judgement judgement) {
        return new TraceResult(
                file.toString(),
                Optional.of(file.toString().endsWith(".ndjson") ? "NDJSON" : "ITF"),
                events,
                header.scenario(),
                header.description(),
                header.outcome().map(Claim::text),
                verdict,
                asClaimed,
                judgement);
    }

    private static TraceResult unusable(String file, String message) {
        return new TraceResult(
                file,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(VerdictReport.of(new Verdict.Failed(message), Optional.empty())),
                Optional.empty(),
                Judgement.ERROR);
    }
}
