package org.pinproof.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.pinproof.benchmark.NotMeasuredException;
import org.pinproof.benchmark.NotPinnedException;
import org.pinproof.explore.ScriptException;
import org.pinproof.report.Judgement;
import org.pinproof.sched.NondeterminismException;
import org.pinproof.sched.RunawayTaskException;
import org.pinproof.sched.ScheduleException;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.TraceFormatException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What goes wrong, as one message for people and an exit code. */
final class Failures {
    private Failures() {}

    /** Bad usage: the message, then where the usage stands. */
    static int usage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("pinproof: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Usage: " + command.getHelp().synopsis(0).strip());
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return Judgement.ERROR.exitCode();
    }

    /** Anything else that a command throws. */
    static int execution(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("pinproof: " + failure.getMessage());
        if (failure instanceof RunawayTaskException) {
            return Judgement.INCONCLUSIVE.exitCode();
        }
        if (failure instanceof NondeterminismException || failure instanceof NotPinnedException) {
            return Judgement.FAILED.exitCode();
        }
        if (!isInput(failure)) {
            err.println("This is a fault of pinproof itself; please report it with what follows.");
            failure.printStackTrace(err);
        }
        return Judgement.ERROR.exitCode();
    }

    /** {@return whether the message of this exception is meant for the user, who can do something about it} */
    static boolean isInput(Exception failure) {
        return failure instanceof SpecException
                || failure instanceof TraceFormatException
                || failure instanceof ScheduleException
                || failure instanceof ScriptException
                || failure instanceof NotMeasuredException
                || failure instanceof UncheckedIOException;
    }
}
