package org.pinproof.report;

import com.google.common.base.CharMatcher;

/** How text that came from somewhere else is shown: on one line, without control characters, and not without end. */
final class Shown {
    /** Longest text of a value in a table cell. */
    private static final int LONGEST_CELL = 48;
    /** Longest text of a value elsewhere; the trace or the schedule has it whole. */
    private static final int LONGEST_STORED = 400;

    /** Also what reverses the direction of writing, or shows nothing. */
    private static final CharMatcher CONTROL =
            CharMatcher.forPredicate(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);

    private Shown() {}

    /** {@return a value's text for a report} */
    static String stored(Object value) {
        return abbreviated(escaped(value.toString()), LONGEST_STORED);
    }

    /** {@return a report's text for a cell of a table} */
    static String cell(String text) {
        return abbreviated(escaped(text), LONGEST_CELL);
    }

    /** {@return the text with control and invisible characters written out} */
    static String escaped(String text) {
        if (CONTROL.matchesNoneOf(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (CONTROL.matches((char) c)) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    /** {@return the text, cut if it is longer} */
    static String abbreviated(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest - 1) + "… (" + text.length() + " characters)";
    }
}
