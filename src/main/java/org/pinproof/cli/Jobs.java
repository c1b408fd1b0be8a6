package org.pinproof.cli;

import picocli.CommandLine.Option;

/** The option that says how much is done at a time. */
final class Jobs {
    /** Each may be a JVM with a gigabyte of heap. */
    private static final int MOST_BY_DEFAULT = 4;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How much to do at a time (default: one per processor, at most " + MOST_BY_DEFAULT + ").")
    private Integer jobs;

    int in(Verb verb) {
        if (jobs == null) {
            return Math.min(MOST_BY_DEFAULT, Runtime.getRuntime().availableProcessors());
        }
        if (jobs < 1) {
            throw verb.badUsage("--jobs must be at least 1; found " + jobs);
        }
        return jobs;
    }
}
