package org.pinproof.cli;

import org.pinproof.report.LimitsReport;
import org.pinproof.report.Report;
import picocli.CommandLine.Command;

/** Counts how many pins there is room for. */
@Command(
        name = "limits",
        description = {
            "Counts how many pins a page's count has room for, with the kernel's own check and addition, and says which"
                    + " documented numbers are right."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  java -jar target/pinproof.jar limits", "  java -jar target/pinproof.jar limits --json"})
final class LimitsVerb extends Verb {
    @Override
    Report report() {
        return LimitsReport.counted();
    }
}
