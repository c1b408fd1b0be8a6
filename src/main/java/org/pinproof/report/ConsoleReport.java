package org.pinproof.report;

/** Reports for people. */
public final class ConsoleReport {
    private ConsoleReport() {}

    /** {@return the report as lines of text} */
    public static String text(Report report) {
        Page page = new Page();
        if (report instanceof ExploreReport explored) {
            ExploreText.write(page, explored);
        } else if (report instanceof ScenarioReport scenarios) {
            ExploreText.write(page, scenarios);
        } else if (report instanceof ReplayReport replayed) {
            ReplayText.write(page, replayed);
        } else if (report instanceof TracesReport traces) {
            TracesText.write(page, traces);
        } else if (report instanceof TraceDescription trace) {
            TracesText.write(page, trace);
        } else if (report instanceof CheckReport checked) {
            CheckText.write(page, checked);
        } else if (report instanceof VerifyReport verified) {
            VerifyText.write(page, verified);
        } else if (report instanceof BenchReport measured) {
            BenchText.write(page, measured);
        } else if (report instanceof BugsReport bugs) {
            BugsText.write(page, bugs);
        } else if (report instanceof BugReport bug) {
            BugText.write(page, bug);
        } else if (report instanceof LedgerReport ledger) {
            LedgerText.write(page, ledger);
        } else if (report instanceof LimitsReport limits) {
            LimitsText.write(page, limits);
        }
        return page.toString();
    }
}
