package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pinproof.tlc.ManifestEntry.Expected;
import org.pinproof.tlc.TlcVerdict.Failed;
import org.pinproof.tlc.TlcVerdict.Holds;
import org.pinproof.tlc.TlcVerdict.Violates;

/**
 * Checks a cfg twice, by TLC and by our own enumeration, and both against the manifest. Silence is no success: fewer
 * states, an action that never fires, and an invariant that is never put to the test are failures too.
 *
 * <p>Liveness and ASSUME are TLC's word alone: our enumeration knows invariants, the steps of a refinement, and deadlock.
 */
public final class CfgCheck {
    private static final String SUSPECT = "one of the two is wrong; suspect a known bug of TLC in the operators used";

    /** Up to here TLC is done before a JIT compiler that takes its time pays. */
    private static final long BRIEF = 30_000;

    private final Path folder;
    private final Limits limits;
    private final int workers;
    private final Optional<WarmTlc> warm;

    /**
     * @param workers TLC's threads for a cfg that holds; a violation is looked for by one, to be the same every time
     * @param warm asked before a JVM is started for one cfg
     */
    public CfgCheck(Path folder, Limits limits, int workers, Optional<WarmTlc> warm) {
        this.folder = folder;
        this.limits = limits.droppingStates();
        this.workers = workers;
        this.warm = warm;
    }

    /**
     * Checks one entry. Faults of the specification are differences, not exceptions.
     *
     * <p>A warm JVM is believed only if everything is as expected; whatever differs is asked again of a JVM of its own,
     * whose word is the last.
     */
    public CfgReport check(ManifestEntry entry, ProgressListener listener) {
        return warm.flatMap(jvms -> check(entry, request -> jvms.check(request, listener), listener))
                .filter(CfgReport::asExpected)
                .or(() -> check(entry, request -> Optional.of(TlcRun.check(request, listener)), listener))
                .orElseThrow();
    }

    private Optional<CfgReport> check(
            ManifestEntry entry, Function<TlcRequest, Optional<TlcResult>> tlc, ProgressListener listener) {
        try {
            return tlc.apply(request(entry)).map(result -> report(entry, result, listener));
        } catch (SpecException e) {
            TlcResult nothing = new TlcReport().result(new Failed(e.getMessage()), 0);
            return Optional.of(new CfgReport(entry, nothing, Optional.empty(), ImmutableList.of(e.getMessage())));
        }
    }

    private TlcRequest request(ManifestEntry entry) {
        return TlcRequest.of(folder, entry.module(), folder.resolve(entry.cfg()))
                .withWorkers(entry.verdict() == Expected.HOLDS ? workers : 1)
                .withCoverage(false)
                .withBrief(entry.distinct() < BRIEF);
    }

    private CfgReport report(ManifestEntry entry, TlcResult tlc, ProgressListener listener) {
        List<String> differences = new ArrayList<>();
        try {
            compareWithManifest(entry, tlc, differences);
            Optional<StateGraph> own = enumerate(entry, tlc, listener, differences);
            return new CfgReport(entry, tlc, own, ImmutableList.copyOf(differences));
        } catch (SpecException e) {
            differences.add(e.getMessage());
            TlcResult nothing = new TlcReport().result(new Failed(e.getMessage()), 0);
            return new CfgReport(entry, nothing, Optional.empty(), ImmutableList.copyOf(differences));
        }
    }

    private static void compareWithManifest(ManifestEntry entry, TlcResult tlc, List<String> differences) {
        Differences found = new Differences(differences);
        found.compare(
                "verdict",
                entry.expected(),
                tlc.verdict(),
                "look at the counterexample, or correct the manifest if the change is meant");
        if (!tlc.verdict().equals(entry.expected())) {
            return;
        }
        found.compare(
                "distinct states",
                entry.distinct(),
                tlc.distinct(),
                tlc.distinct() < entry.distinct()
                        ? "fewer states mean that something is no longer explored; update the manifest only if that is meant"
                        : Differences.UPDATE);
        if (entry.generated() != null) {
            found.compare("generated states", entry.generated(), tlc.generated(), Differences.UPDATE);
        }
    }

    private Optional<StateGraph> enumerate(
            ManifestEntry entry, TlcResult tlc, ProgressListener listener, List<String> differences) {
        if (entry.kind() == PropertyKind.ASSUME || tlc.verdict() instanceof Failed) {
            return Optional.empty();
        }
        try (CheckedSpec spec = SpecSteppers.open(folder, entry.module(), folder.resolve(entry.cfg()))) {
            differences.addAll(SpecLint.actions(spec));
            StateGraph own = StateGraph.explore(spec, limits, entry.askedWitnesses(), listener);
            compareWithTlc(own, tlc, differences);
            compareDepth(entry, own, tlc, differences);
            if (own.complete()) {
                new Vacuity(entry, spec, own).check(differences);
            }
            return Optional.of(own);
        }
    }

    /** Of a liveness property, TLC's verdict is taken as it is: there is nothing of ours to hold against it. */
    private static void compareWithTlc(StateGraph own, TlcResult tlc, List<String> differences) {
        if (own.cut().isPresent()) {
            differences.add("own enumeration: expected the whole graph, got a part: "
                    + own.cut().get());
            return;
        }
        Differences found = new Differences(differences);
        found.compare("own distinct states against TLC's", tlc.distinct(), own.distinct(), SUSPECT);
        found.compare("own generated states against TLC's", tlc.generated(), own.generated(), SUSPECT);
        boolean liveness = tlc.verdict() instanceof Violates v && v.kind() == PropertyKind.TEMPORAL;
        TlcVerdict ours = own.violation()
                .<TlcVerdict>map(v -> new Violates(v.kind(), v.property()))
                .orElse(liveness ? tlc.verdict() : new Holds());
        found.compare("own verdict against TLC's", tlc.verdict(), ours, SUSPECT);
    }

    /** Several workers search not quite breadth-first, so then TLC's depth is no measure. */
    private void compareDepth(ManifestEntry entry, StateGraph own, TlcResult tlc, List<String> differences) {
        if (own.cut().isPresent() || !tlc.verdict().equals(entry.expected())) {
            return;
        }
        Differences found = new Differences(differences);
        found.compare("depth", entry.depth(), own.depth(), Differences.UPDATE);
        if (workers == 1 || entry.verdict() == Expected.VIOLATES) {
            found.compare("own depth against TLC's", tlc.depth(), own.depth(), SUSPECT);
        }
    }
}
