package org.pinproof.report;

/** What one verb of the command line found. Each is a record of plain values, and its JSON is its components. */
public sealed interface Report
        permits ExploreReport,
                ScenarioReport,
                ReplayReport,
                TracesReport,
                TraceDescription,
                CheckReport,
                VerifyReport,
                LimitsReport,
                BenchReport,
                BugsReport,
                BugReport,
                LedgerReport {

    /** {@return the verb} */
    String verb();

    /** {@return what it comes to} */
    Judgement judgement();
}
