package org.pinproof.tlc;

import java.util.List;

/** Writes differences between what was expected and what was found, all in one form. */
final class Differences {
    /** What to do about a figure that may as well be meant. */
    static final String UPDATE = "update the manifest, by check --update, if the change is meant";

    private final List<String> lines;

    Differences(List<String> lines) {
        this.lines = lines;
    }

    /** Numbers are compared as numbers, whatever their width. */
    void compare(String rule, Object expected, Object found, String remedy) {
        boolean equal = expected instanceof Number a && found instanceof Number b
                ? a.longValue() == b.longValue()
                : expected.equals(found);
        if (!equal) {
            add(rule, expected.toString(), found.toString(), remedy);
        }
    }

    void add(String rule, String expected, String found, String remedy) {
        lines.add(rule + ": expected " + expected + ", got " + found + "; " + remedy);
    }
}
