package org.pinproof.report;

import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.conform.Verdict;
import org.pinproof.sched.Schedule;

/**
 * A verdict as data, with what explains it.
 *
 * @param word CONFORMS, DIVERGES, VIOLATES, INCONCLUSIVE or ERROR
 * @param steps how many steps conform; only with CONFORMS
 * @param property what is violated; only with VIOLATES
 * @param step after which step, counted from 1; only with VIOLATES
 * @param reason the bound that cut the check, or what is wrong with the input; only with INCONCLUSIVE and ERROR
 * @param divergence only with DIVERGES
 * @param schedule an execution of the code that shows it
 * @param execution that execution, or the trace up to the step
 * @param reproduce the command that shows it again
 */
public record VerdictReport(
        String word,
        OptionalLong steps,
        Optional<String> property,
        OptionalLong step,
        Optional<String> reason,
        Optional<DivergenceReport> divergence,
        Optional<String> schedule,
        Optional<Interleaving> execution,
        Optional<String> reproduce) {

    /** {@return the verdict as data} */
    public static VerdictReport of(Verdict verdict, Optional<Interleaving> execution) {
        if (verdict instanceof Verdict.Conforms conforms) {
            return plain(verdict.word(), OptionalLong.of(conforms.steps()), Optional.empty());
        }
        if (verdict instanceof Verdict.Inconclusive inconclusive) {
            return plain(verdict.word(), OptionalLong.empty(), Optional.of(inconclusive.bound()));
        }
        if (verdict instanceof Verdict.Failed failed) {
            return plain(verdict.word(), OptionalLong.empty(), Optional.of(failed.message()));
        }
        return verdict instanceof Verdict.Violates violates
                ? violates(violates, execution)
                : diverges((Verdict.Diverges) verdict, execution);
    }

    private static VerdictReport plain(String word, OptionalLong steps, Optional<String> reason) {
        return new VerdictReport(
                word,
                steps,
                Optional.empty(),
                OptionalLong.empty(),
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static VerdictReport violates(Verdict.Violates violates, Optional<Interleaving> execution) {
        return new VerdictReport(
                violates.word(),
                OptionalLong.empty(),
                Optional.of(violates.invariant()),
                OptionalLong.of(violates.step()),
                Optional.empty(),
                Optional.empty(),
                violates.schedule().map(Schedule::toString),
                execution,
                Optional.of(violates.reproduce()));
    }

    private static VerdictReport diverges(Verdict.Diverges diverges, Optional<Interleaving> execution) {
        return new VerdictReport(
                diverges.word(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(DivergenceReport.of(diverges.divergence())),
                diverges.divergence().schedule().map(Schedule::toString),
                execution,
                Optional.of(diverges.divergence().reproduce()));
    }

    /** {@return the verdict with all that explains it, as lines of text} */
    public String text() {
        Page page = new Page();
        VerdictText.write(page, this);
        return page.toString();
    }

    /** {@return the verdict in a few words} */
    public String summary() {
        if (divergence.isPresent()) {
            return word + ": " + divergence.get().kind() + " at step "
                    + divergence.get().step();
        }
        return word + property.or(() -> reason).map(text -> ": " + text).orElse("");
    }
}
