package org.pinproof.conform;

import org.pinproof.trace.Trace;

/**
 * One file of {@code traces/}.
 *
 * @param file path below {@code traces/}
 * @param provenance where the behaviour comes from, a few words of Markdown
 * @param trace the content; its header says what it shows
 */
record CorpusTrace(String file, String provenance, Trace trace) {

    /** {@return the file's line in the table of traces/README.md} */
    String row() {
        String at = trace.header()
                .outcome()
                .map(outcome -> outcome.step().orElseThrow() + ", "
                        + outcome.kind().or(outcome::property).orElseThrow())
                .orElse("");
        return "| `" + file + "` | " + trace.header().description().orElseThrow() + " | " + provenance + " | " + at
                + " |";
    }
}
