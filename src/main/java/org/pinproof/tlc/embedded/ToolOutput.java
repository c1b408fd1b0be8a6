package org.pinproof.tlc.embedded;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlc2.output.EC;
import tlc2.output.MP;

/**
 * What TLC prints in {@code -tool} mode. The structured messages do not carry their class, so that something was an error,
 * and the parser's complaints, are only to be had from here.
 */
final class ToolOutput extends PrintStream {
    private static final Pattern START = Pattern.compile("@!@!@STARTMSG (\\d+):(\\d+) @!@!@");
    private static final Pattern END = Pattern.compile("@!@!@ENDMSG \\d+ @!@!@");
    private static final Pattern NUMBER = Pattern.compile("^\\s*(\\d+)");
    private static final int MOST_CHATTER = 200;

    private final Lines lines;

    ToolOutput(EventWriter events) {
        this(new Lines(events));
    }

    private ToolOutput(Lines lines) {
        super(lines, true, StandardCharsets.UTF_8);
        this.lines = lines;
    }

    /** {@return the text of the first message of the error class} */
    synchronized Optional<String> firstError() {
        return lines.firstError;
    }

    /** {@return what was printed outside of messages, the parser's output mostly} */
    synchronized String chatter() {
        return String.join("\n", lines.chatter);
    }

    /** Messages nest: an exception's text can hold a whole other message, of another class. */
    private static final class Lines extends OutputStream {
        private final EventWriter events;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Deque<Message> open = new ArrayDeque<>();
        private final List<String> chatter = new ArrayList<>();
        private Optional<String> firstError = Optional.empty();

        Lines(EventWriter events) {
            this.events = events;
        }

        @Override
        public synchronized void write(int octet) {
            if (octet == '\n') {
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(octet);
            }
        }

        private void line(String content) {
            Matcher start = START.matcher(content);
            if (start.find()) {
                add(content.substring(0, start.start()));
                open.push(new Message(Integer.parseInt(start.group(1)), Integer.parseInt(start.group(2))));
            } else if (END.matcher(content).find() && !open.isEmpty()) {
                Message ended = open.pop();
                ended.text.toString().lines().forEach(inner -> {
                    if (!open.isEmpty()) {
                        add(inner);
                    }
                });
                tell(ended);
            } else {
                add(content);
            }
        }

        private void add(String content) {
            if (!open.isEmpty()) {
                open.peek().text.append(content).append('\n');
            } else if (chatter.size() < MOST_CHATTER) {
                chatter.add(content);
            }
        }

        private void tell(Message message) {
            String said = message.text.toString().strip();
            if (message.kind == MP.ERROR || message.kind == MP.TLCBUG) {
                firstError = firstError.or(() -> Optional.of(said));
                events.event("error", out -> {
                    out.writeNumberField("code", message.code);
                    out.writeStringField("text", said);
                });
            }
            Matcher target = NUMBER.matcher(said);
            if (message.code == EC.TLC_BACK_TO_STATE && target.find()) {
                int to = Integer.parseInt(target.group(1));
                events.event("loop", out -> out.writeNumberField("to", to));
            }
        }
    }

    private static final class Message {
        private final StringBuilder text = new StringBuilder();
        private final int code;
        private final int kind;

        Message(int code, int kind) {
            this.code = code;
            this.kind = kind;
        }
    }
}
