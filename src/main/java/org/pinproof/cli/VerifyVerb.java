package org.pinproof.cli;

import org.pinproof.report.Report;
import picocli.CommandLine.Command;

@Command(name = "verify")
final class VerifyVerb extends Verb {
    @Override
    Report report() {
        throw badUsage("soon");
    }
}
