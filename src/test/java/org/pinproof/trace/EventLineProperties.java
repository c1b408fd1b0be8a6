package org.pinproof.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the quick reading accepts, the strict reading accepts with the same result. */
class EventLineProperties {
    private static final String HEADER =
            "{\"tag\":\"header\",\"schema\":1,\"spec\":\"S\",\"constants\":{},\"init\":{}}\n";

    /** A change of one line: at a place, so many characters give way to others. */
    record Damage(int place, int removed, String put) {
        String to(String line) {
            int at = place % (line.length() + 1);
            return line.substring(0, at) + put + line.substring(Math.min(line.length(), at + removed));
        }
    }

    @Provide
    Arbitrary<Damage> damages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(
                                "",
                                "\"",
                                ",",
                                "}",
                                "{",
                                "]",
                                "1",
                                "1.0",
                                "null",
                                " ",
                                "#",
                                "\"f\":0,",
                                "\"post\":{},",
                                "{\"#set\":[1,1]}",
                                "\"tag\":\"trace\",",
                                "9007199254740993",
                                "\\",
                                "-"))
                .as(Damage::new);
    }

    @Provide
    Arbitrary<Trace> traces() {
        return AnyTrace.traces();
    }

    @Property(tries = 600)
    void agrees_with_the_strict_reading_on_whole_and_on_damaged_lines(
            @ForAll("traces") Trace trace, @ForAll("damages") Damage damage) throws IOException {
        EventLine quick = new EventLine();
        for (String line : lines(trace)) {
            int number = line.startsWith("{\"tag\":\"trace\"") ? number(line) : 1;
            for (String text : List.of(line, damage.to(line), line)) {
                Optional<Event> event = quick.read(CharBuffer.wrap(text.toCharArray()), number);
                if (event.isPresent()) {
                    assertEquals(strictly(text, number), event.get(), text);
                }
            }
        }
    }

    @Property(tries = 200)
    void recognizes_every_line_that_the_writer_writes(@ForAll("traces") Trace trace) throws IOException {
        EventLine quick = new EventLine();
        List<Event> read = new ArrayList<>();
        for (String line : lines(trace)) {
            quick.read(CharBuffer.wrap(line.toCharArray()), read.size() + 1).ifPresent(read::add);
        }
        assertEquals(trace.events(), read);
    }

    @Example
    void leaves_a_value_that_is_nested_too_deep_to_the_strict_reading() {
        int most = StrictJson.DEEPEST - 2;
        assertTrue(nested(most).isPresent());
        assertTrue(nested(most + 1).isEmpty());
        // What was remembered from a shallow place must not be accepted at a deeper one.
        assertTrue(new EventLine()
                .read(CharBuffer.wrap(deep(most + 1).toCharArray()), 1)
                .isEmpty());
    }

    private static Optional<Event> nested(int levels) {
        return new EventLine().read(CharBuffer.wrap(deep(levels).toCharArray()), 1);
    }

    private static String deep(int levels) {
        return "{\"tag\":\"trace\",\"seq\":1,\"thread\":\"t1\",\"event\":\"A\",\"args\":{},\"post\":{\"x\":"
                + "[".repeat(levels) + "]".repeat(levels) + "}}";
    }

    private static List<String> lines(Trace trace) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NdjsonWriter.writeAll(trace, out);
        return out.toString(UTF_8).lines().skip(1).toList();
    }

    private static int number(String line) {
        int start = line.indexOf("\"seq\":") + 6;
        return Integer.parseInt(line.substring(start, line.indexOf(',', start)));
    }

    /** A field that the quick reading does not know makes the reader read the line strictly. */
    private static Event strictly(String line, int number) {
        String strict = "{\"#strict\":0," + line.substring(line.indexOf('{') + 1);
        StringBuilder file = new StringBuilder(HEADER);
        for (int seq = 1; seq < number; seq++) {
            file.append("{\"tag\":\"trace\",\"seq\":").append(seq);
            file.append(",\"thread\":\"t\",\"event\":\"A\",\"args\":{},\"post\":{}}\n");
        }
        file.append(strict).append('\n');
        NdjsonReader reader = new NdjsonReader(
                "strict", new ByteArrayInputStream(file.toString().getBytes(UTF_8)));
        for (int seq = 1; seq < number; seq++) {
            reader.next();
        }
        return reader.next();
    }
}
