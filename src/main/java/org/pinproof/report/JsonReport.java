package org.pinproof.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * Reports for machines: one JSON object with {@code schema}, {@code verb}, {@code judgement}, {@code exit} and
 * {@code result}, the last being the components of the {@link Report} by name. What is not known is left out.
 */
public final class JsonReport {
    /** Grows when a field changes its meaning or goes away; new fields may come without. */
    public static final int SCHEMA = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private record Document(int schema, String verb, Judgement judgement, int exit, Report result) {}

    private JsonReport() {}

    /** {@return the report as JSON, with a line end after it} */
    public static String text(Report report) {
        Judgement judgement = report.judgement();
        try {
            return JSON.writeValueAsString(new Document(SCHEMA, report.verb(), judgement, judgement.exitCode(), report))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of plain values cannot fail to be written", e);
        }
    }
}
