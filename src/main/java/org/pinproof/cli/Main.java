package org.pinproof.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program: finds the verb and runs it. */
@Command(
        name = "pinproof",
        description =
                "Checks the Linux kernel's page pinning three ways that have to agree: a TLA+ specification, the same"
                        + " algorithm in Java, and traces that tie the two together.",
        subcommands = {
            VerifyVerb.class,
            CheckVerb.class,
            ReplayVerb.class,
            ExploreVerb.class,
            ConformVerb.class,
            TracesVerb.class,
            BugsVerb.class,
            LimitsVerb.class,
            BenchVerb.class
        },
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = "pinproof 0.1.0",
        synopsisSubcommandLabel = "VERB",
        sortOptions = false,
        usageHelpAutoWidth = true,
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nVerbs:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:held",
            "1:something diverged or was violated, or is not as expected",
            "2:bad usage or bad input",
            "3:inconclusive: a bound was reached",
            "130:interrupted by Ctrl-C, after showing what was found so far"
        },
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pinproof.jar verify")
public final class Main {
    private final Console console;

    Main(Console console) {
        this.console = console;
    }

    Console console() {
        return console;
    }

    /** Runs the program and ends the JVM. */
    public static void main(String[] args) {
        Interruption interruption = Interruption.onExit();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = execute(new Console(out, err, Terminal.isWatched(), interruption::isRequested), args);
        out.flush();
        err.flush();
        interruption.finished();
        System.exit(exitCode);
    }

    /** {@return the exit code of the program run in this JVM} */
    static int execute(Console console, String... args) {
        Main main = new Main(console);
        CommandLine line = new CommandLine(main)
                .setOut(console.out())
                .setErr(console.err())
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::usage)
                .setExecutionExceptionHandler(Failures::execution);
        if (args.length == 0) {
            line.usage(console.err());
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(args);
    }
}
