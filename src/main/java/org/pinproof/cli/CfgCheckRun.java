package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pinproof.report.CfgResult;
import org.pinproof.report.Judgement;
import org.pinproof.tlc.BrokenInvariants;
import org.pinproof.tlc.CfgCheck;
import org.pinproof.tlc.CfgReport;
import org.pinproof.tlc.Limits;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.PlantedLines;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.PropertyKind;
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
            ImmutableSet.of("distinct states: ", "generated states: ", "depth: ", "taken: ", "broken: ");

    private final Path folder;
    private final String cfg;
    private final Optional<ManifestEntry> entry;
    private final WarmTlc warm;
    private final Optional<ImmutableSortedSet<String>> invariants;
    private volatile Optional<ManifestEntry> measured = Optional.empty();

    /**
     * @param cfg file name in the folder
     * @param entry what is expected of it, if the manifest says
     * @param warm asked before a JVM is started for this cfg
     * @param invariants of the specification, to be looked for in all that a planted bug makes possible; empty not to look
     */
    CfgCheckRun(
            Path folder,
            String cfg,
            Optional<ManifestEntry> entry,
            WarmTlc warm,
            Optional<ImmutableSortedSet<String>> invariants) {
        this.folder = folder;
        this.cfg = cfg;
        this.entry = entry;
        this.warm = warm;
        this.invariants = invariants;
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
        if (!report.tlc().verdict().equals(entry.get().expected())) {
            return result(report.tlc(), report.differences(), judgement(report));
        }
        ManifestEntry ledger = ledger(report);
        measured = Optional.of(ledger.measured(report.tlc()));
        ImmutableList<String> differences = ImmutableList.<String>builder()
                .addAll(report.differences())
                .addAll(difference("taken", entry.get().taken(), ledger.taken()))
                .addAll(difference("broken", entry.get().broken(), ledger.broken()))
                .build();
        Judgement judgement = judgement(report);
        boolean held = judgement == Judgement.HELD && !differences.isEmpty();
        return result(report.tlc(), differences, held ? Judgement.FAILED : judgement);
    }

    /** The entry with what this run took, and with what its bug breaks if that was asked for. */
    private ManifestEntry ledger(CfgReport report) {
        ManifestEntry known = entry.orElseThrow();
        ImmutableList<String> broken = invariants
                .filter(names -> known.mutant() != null && known.kind() != PropertyKind.ASSUME)
                .map(names -> BrokenInvariants.of(folder, known, names).asList())
                .orElseGet(() -> ImmutableList.copyOf(known.broken()));
        return known.with(broken, taken(known, report));
    }

    /** An action goes by its own name here, whatever operator a mutant has put in its place. */
    private ImmutableList<String> taken(ManifestEntry known, CfgReport report) {
        ImmutableMap<String, String> right = PlantedLines.of(folder, known).replaced().stream()
                .collect(ImmutableMap.toImmutableMap(
                        PlantedLines.Replaced::by, PlantedLines.Replaced::operator, (first, second) -> first));
        return report.taken().stream()
                .map(action -> right.getOrDefault(action, action))
                .distinct()
                .sorted()
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> difference(String rule, List<String> expected, List<String> found) {
        return expected.equals(found)
                ? ImmutableList.of()
                : ImmutableList.of(rule + ": expected " + expected + ", got " + found
                        + "; update the manifest, by check --update, if the change is meant");
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
