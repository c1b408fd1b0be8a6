package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;

/** How Jackson is set up to read and write traces, and what its exceptions mean to people. */
final class StrictJson {
    /** Levels of arrays and objects, the file's own included; a protocol state has fewer than ten. */
    static final int DEEPEST = 64;

    /** Of a document that is held whole in memory, in bytes. */
    static final long LARGEST_DOCUMENT = 64L << 20;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(LARGEST_DOCUMENT)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    /** The same without the search for keys that stand twice, for those who look themselves. */
    static final JsonFactory TOKENS = FACTORY.rebuild()
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private static final String TRUNCATED = "Record it again, or copy it whole.";

    private StrictJson() {}

    /** @param line the line read, or 0 if the parser saw the whole file and knows the line itself */
    static TraceFormatException unreadable(String file, long line, IOException cause) {
        if (cause instanceof JsonProcessingException json) {
            return explained(file, place(line, json.getLocation()), json);
        }
        if (cause instanceof CharacterCodingException) {
            return notUtf8(file, line == 0 ? "" : "line " + line);
        }
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return new TraceFormatException(
                    file, "", "there is no such file", "", "Check the path; `pinproof traces` lists the known ones.");
        }
        return new TraceFormatException(
                file,
                "",
                "the file cannot be read",
                String.valueOf(cause.getMessage()),
                "Check the path and its permissions.");
    }

    static TraceFormatException empty(String file) {
        return new TraceFormatException(file, "", "the file is empty; a trace has at least a header", "", TRUNCATED);
    }

    static TraceFormatException trailing(String file, String place) {
        return new TraceFormatException(
                file, place, "text follows the end of the JSON value", "", "Keep one trace per file.");
    }

    static TraceFormatException directory(String file) {
        return new TraceFormatException(file, "", "this is a directory, not a trace file", "", "Name the files in it.");
    }

    private static TraceFormatException notUtf8(String file, String place) {
        return new TraceFormatException(
                file,
                place,
                "the file is not UTF-8 text",
                "",
                "A compressed or binary file has to be converted first.");
    }

    private static TraceFormatException explained(String file, String place, JsonProcessingException cause) {
        if (cause instanceof StreamConstraintsException) {
            return tooMuch(file, place, cause.getOriginalMessage());
        }
        String said = cause.getOriginalMessage();
        if (cause instanceof JsonEOFException || said.startsWith("Unexpected end-of-input")) {
            return new TraceFormatException(
                    file, place, "the file is truncated: it ends in the middle of a JSON value", "", TRUNCATED);
        }
        if (said.startsWith("Duplicate")) {
            return new TraceFormatException(
                    file, place, "a key stands twice in one object", said, "Remove one of the two.");
        }
        return new TraceFormatException(
                file,
                place,
                "this is not JSON",
                withoutExpectations(said),
                "Traces are .itf.json or .ndjson files. " + JsonCursor.SEE_SCHEMA);
    }

    private static TraceFormatException tooMuch(String file, String place, String said) {
        if (said.contains("nesting depth")) {
            return new TraceFormatException(
                    file,
                    place,
                    "values are nested at most " + DEEPEST + " levels deep",
                    "",
                    "Record a flatter state.");
        }
        return said.contains("Document length")
                ? tooLarge(file)
                : new TraceFormatException(file, place, "a name or number is too long", said, "Shorten it.");
    }

    static TraceFormatException tooLarge(String file) {
        return new TraceFormatException(
                file,
                "",
                "a trace that is read whole has at most " + (LARGEST_DOCUMENT >> 20) + " MiB",
                "",
                "Write it as .ndjson, which is read line by line.");
    }

    private static String withoutExpectations(String said) {
        int expectations = said.indexOf(": was expecting");
        return expectations < 0 ? said : said.substring(0, expectations);
    }

    private static String place(long line, JsonLocation at) {
        if (line == 0 && at == null) {
            return "";
        }
        long shown = line == 0 && at != null ? at.getLineNr() : line;
        return "line " + shown + (at == null ? "" : ", column " + at.getColumnNr());
    }
}
