package org.pinproof.report;

import java.util.Locale;

/** A verdict as text, with everything that explains it and the command that shows it again. */
final class VerdictText {
    /** How this program is called where it was built. */
    static final String PROGRAM = "java -jar target/pinproof.jar ";

    private VerdictText() {}

    static void write(Page page, VerdictReport verdict) {
        if (verdict.divergence().isPresent()) {
            DivergenceText.write(page, verdict.divergence().get());
        } else if (verdict.property().isPresent()) {
            page.line("VIOLATES: " + verdict.property().get());
            page.gap();
            page.fact("after step", Long.toString(verdict.step().orElse(0)));
        } else {
            page.line(verdict.summary());
        }
        verdict.execution().ifPresent(execution -> {
            page.gap();
            InterleavingText.write(
                    page, execution, marked(verdict), "<-- " + verdict.word().toLowerCase(Locale.ROOT));
        });
        if (verdict.schedule().isPresent() || verdict.reproduce().isPresent()) {
            page.gap();
        }
        verdict.schedule().ifPresent(schedule -> page.fact("schedule", schedule));
        verdict.reproduce().ifPresent(command -> page.fact("see it again", PROGRAM + command));
    }

    private static long marked(VerdictReport verdict) {
        return verdict.divergence()
                .map(DivergenceReport::step)
                .orElse(verdict.step().orElse(-1));
    }
}
