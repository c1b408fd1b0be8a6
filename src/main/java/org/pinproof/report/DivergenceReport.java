package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.conform.Divergence;
import org.pinproof.conform.Refusal;
import org.pinproof.conform.Unfollowed;
import org.pinproof.sched.Schedule;
import org.pinproof.tlc.SpecStepper.FalseConjunct;

/**
 * Where behaviour leaves the specification, as data; the sides are those of the verdict's direction.
 *
 * @param kind "wrong state", "unexpected action" or "missing action"
 * @param step the diverging step, counted from 1; 0 is the initial state
 * @param matched how many steps conform before it
 * @param total how many steps there are, if that is known
 * @param task who took it
 * @param action what was taken; where the code is driven, what it was asked for
 * @param source the line of code
 * @param differences where the states differ: expected by the specification, and actual
 * @param nearest the specification's step that comes nearest
 * @param falseConjunct what keeps the observed action from being enabled
 * @param enabled the actions the specification allows there
 * @param missing the one step that, put before, would make it conform
 * @param instead what the code does there; empty unless the code was driven
 * @param path the actions that lead there; empty unless the code was driven
 * @param schedule the simplest schedule known that shows it
 */
public record DivergenceReport(
        String kind,
        long step,
        long matched,
        OptionalLong total,
        Optional<String> task,
        Optional<String> action,
        Optional<String> source,
        ImmutableList<Place> differences,
        Optional<String> nearest,
        Optional<Conjunct> falseConjunct,
        ImmutableList<String> enabled,
        Optional<String> missing,
        Optional<String> instead,
        ImmutableList<String> path,
        Optional<String> schedule) {

    /** Where two states differ. */
    public record Place(String place, String expected, String actual) {}

    /** A conjunct of an action, and where it stands: module and line. */
    public record Conjunct(String text, String place) {}

    /** {@return the divergence as data} */
    public static DivergenceReport of(Divergence divergence) {
        Optional<Refusal> refusal = divergence.reason() instanceof Refusal r ? Optional.of(r) : Optional.empty();
        Optional<Unfollowed> unfollowed =
                divergence.reason() instanceof Unfollowed u ? Optional.of(u) : Optional.empty();
        return new DivergenceReport(
                divergence.reason().kind().words(),
                divergence.step(),
                divergence.matched(),
                divergence.total(),
                divergence.task(),
                refusal.flatMap(Refusal::action)
                        .or(() -> unfollowed.flatMap(Unfollowed::wanted))
                        .map(Shown::stored),
                divergence.source(),
                divergence.reason().differences().stream()
                        .map(d -> new Place(
                                Shown.stored(d.place()), Shown.stored(d.expected()), Shown.stored(d.actual())))
                        .collect(ImmutableList.toImmutableList()),
                refusal.flatMap(Refusal::nearest).map(Shown::stored),
                refusal.flatMap(Refusal::falseConjunct).map(DivergenceReport::conjunct),
                refusal.map(r -> texts(r.enabled())).orElse(ImmutableList.of()),
                refusal.flatMap(Refusal::missing).map(Shown::stored),
                unfollowed.map(Unfollowed::instead).filter(text -> !text.isEmpty()),
                unfollowed.map(u -> texts(u.path())).orElse(ImmutableList.of()),
                divergence.schedule().map(Schedule::toString));
    }

    private static Conjunct conjunct(FalseConjunct conjunct) {
        return new Conjunct(conjunct.text().replaceAll("\\s+", " "), conjunct.place());
    }

    private static ImmutableList<String> texts(ImmutableList<?> values) {
        return values.stream().map(Shown::stored).collect(ImmutableList.toImmutableList());
    }
}
