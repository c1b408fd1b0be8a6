package org.pinproof.tlc.embedded;

import java.util.List;
import java.util.stream.Collectors;

/** Why a specification did not load: TLC's exception says that it failed, what the parser printed says why. */
final class LoadFailure {
    private static final List<String> CHATTER = List.of(
            "Parsing file",
            "Semantic processing",
            "Linting of",
            "Starting",
            "File does not exist",
            "Fatal errors while",
            "Residual stack trace",
            "SANY finished",
            "****",
            "Running",
            "TLC2 Version",
            "Parsing or semantic");
    private static final int LINES = 8;

    private LoadFailure() {}

    /**
     * @param said what TLC says went wrong
     * @param printed everything the parser printed meanwhile
     * @return one line for people
     */
    static String explain(String said, String printed) {
        String parser = printed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && CHATTER.stream().noneMatch(line::startsWith))
                .limit(LINES)
                .collect(Collectors.joining(" "));
        String text = TlcErrors.oneLine(said);
        return parser.isEmpty() || text.contains(parser) ? text : parser + " (" + text + ")";
    }
}
