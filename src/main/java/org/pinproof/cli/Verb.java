package org.pinproof.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pinproof.report.ConsoleReport;
import org.pinproof.report.JsonReport;
import org.pinproof.report.Report;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A verb: works out a report, shows it, and answers with its exit code. */
abstract class Verb implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object for machines instead of text.")
    private boolean json;

    /** {@return what the verb found} */
    abstract Report report();

    @Override
    public final Integer call() {
        Report report = report();
        Console console = console();
        console.out().print(json ? JsonReport.text(report) : ConsoleReport.text(report));
        console.out().flush();
        return report.judgement().exitCode();
    }

    final Console console() {
        return main.console();
    }

    /** {@return the complaint that the command was called wrongly} */
    final ParameterException badUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** {@return the folder, after making sure it is one} */
    final Path folder(Path folder, String what, String option) {
        if (!Files.isDirectory(folder)) {
            throw badUsage(
                    "there is no " + what + " folder " + folder + "; run from the repository root or give " + option);
        }
        return folder;
    }
}
