package org.pinproof.cli;

import org.pinproof.report.Report;
import picocli.CommandLine.Command;

@Command(name = "check")
final class CheckVerb extends Verb {
    @Override
    Report report() {
        throw badUsage("soon");
    }
}
