package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Optional;
import org.pinproof.report.CfgResult;
import org.pinproof.report.Judgement;
import org.pinproof.tlc.CfgCheck;
import org.pinproof.tlc.CfgReport;
import org.pinproof.tlc.Limits;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.TlcRequest;
import org.pinproof.tlc.TlcResult;
import org.pinproof.tlc.TlcRun;
import org.pinproof.tlc.TlcVerdict;
import org.pinproof.tlc.WarmTlc;

/** The check of one cfg, and what it means for the manifest. */
final class CfgCheckRun {
    /** What a cfg weighs beside its states: a JVM has to start, and a specification to be read twice. */
    private static final long STARTING = 10_000;

    /** How differences begin that go away when the manifest gets the figures that were found. */
    private static final ImmutableSet<String> FIGURES =
            ImmutableSet.of("distinct states: ", "generated states: ", "depth: ");

    private final Path folder;
    private final String cfg;
    private final Optional<ManifestEntry> entry;
    private final WarmTlc warm;
    private volatile Optional<ManifestEntry> measured = Optional.empty();

    /**
     * @param cfg file name in the folder
     * @param entry what is expected of it, if the manifest says
     * @param warm asked before a JVM is started for this cfg
     */
    CfgCheckRun(Path folder, String cfg, Optional<ManifestEntry> entry, WarmTlc warm) {
        this.folder = folder;
        this.cfg = cfg;
        this.entry = entry;
        this.warm = warm;
    }

    long weight() {
        return STARTING + entry.map(ManifestEntry::distinct).orElse(Long.MAX_VALUE / 2);
    }

    /** Checks; one worker, so that every count is the same in every run. */
    CfgResult result(ProgressListener listener) {
        if (entry.isEmpty()) {
            return unexpected(listener);
        }
        CfgReport report = new CfgCheck(folder, Limits.standard(), 1, Optional.of(warm)).check(entry.get(), listener);
        if (report.tlc().verdict().equals(entry.get().expected())) {
            measured = Optional.of(entry.get().measured(report.tlc()));
        }
        return result(report.tlc(), report.differences(), judgement(report));
    }

    private static Judgement judgement(CfgReport report) {
        if (report.tlc().verdict() instanceof TlcVerdict.Failed) {
            return Judgement.ERROR;
        }
        if (report.inconclusive()) {
            return Judgement.INCONCLUSIVE;
        }
        return report.asExpected() ? Judgement.HELD : Judgement.FAILED;
    }

    /** Nothing is expected of a cfg that the manifest does not know, so it had better hold. */
    private CfgResult unexpected(ProgressListener listener) {
        String module = new CfgFiles(folder).module(cfg);
        TlcResult tlc = TlcRun.check(TlcRequest.of(folder, module, folder.resolve(cfg)), listener);
        TlcVerdict verdict = tlc.verdict();
        if (verdict instanceof TlcVerdict.Failed failed) {
            throw new SpecException(cfg + ": " + failed.message());
        }
        Judgement judgement = verdict instanceof TlcVerdict.Holds
                ? Judgement.HELD
                : verdict instanceof TlcVerdict.Violates ? Judgement.FAILED : Judgement.INCONCLUSIVE;
        return result(tlc, ImmutableList.of(), judgement);
    }

    private CfgResult result(TlcResult tlc, ImmutableList<String> differences, Judgement judgement) {
        return new CfgResult(
                cfg,
                entry.map(ManifestEntry::question),
                entry.map(e -> e.expected().toString()),
                tlc.verdict().toString(),
                tlc.distinct(),
                tlc.generated(),
                tlc.depth(),
                tlc.seconds(),
                differences,
                judgement);
    }

    /** {@return the manifest entry that this run would have agreed with, if it came to the verdict expected} */
    Optional<ManifestEntry> measured() {
        return measured;
    }

    /** {@return the result once its figures are the manifest's; what else differs is no figure and stays wrong} */
    CfgResult accepted(CfgResult result) {
        ImmutableList<String> left = result.differences().stream()
                .filter(line -> FIGURES.stream().noneMatch(line::startsWith))
                .collect(ImmutableList.toImmutableList());
        return new CfgResult(
                result.cfg(),
                result.question(),
                result.expected(),
                result.found(),
                result.distinct(),
                result.generated(),
                result.depth(),
                result.seconds(),
                left,
                left.isEmpty() ? Judgement.HELD : Judgement.FAILED);
    }
}
