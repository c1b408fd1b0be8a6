package org.pinproof.report;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one trace file.
 *
 * @param file as it was named
 * @param format ITF or NDJSON; empty if the file cannot be read
 * @param events how many it has, if all were read
 * @param scenario the program that was run, if it says
 * @param description in its own words, if it has any
 * @param claimed what the file says of itself, if it does
 * @param verdict what was found, if it was checked
 * @param asClaimed whether that is what the file says; empty unless both are known, and the one tells of the other
 */
public record TraceResult(
        String file,
        Optional<String> format,
        OptionalLong events,
        Optional<String> scenario,
        Optional<String> description,
        Optional<String> claimed,
        Optional<VerdictReport> verdict,
        Optional<Boolean> asClaimed,
        Judgement judgement) {}
