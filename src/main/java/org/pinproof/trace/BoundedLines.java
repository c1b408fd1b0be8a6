package org.pinproof.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a UTF-8 file, decoded strictly and with a limit on their length, so that memory use has one too. */
final class BoundedLines implements Closeable {
    static final int LONGEST = 1 << 20;
    private static final int FIRST_BUFFER = 1 << 16;

    private final String file;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private byte[] bytes = new byte[FIRST_BUFFER];
    private CharBuffer chars = CharBuffer.allocate(FIRST_BUFFER);
    private int start;
    private int end;
    private long number;

    BoundedLines(String file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** {@return the number of the line last returned, from 1} */
    long number() {
        return number;
    }

    /** {@return the next line without its newline, valid until the next call; null at the end of the file} */
    CharBuffer next() throws IOException {
        int searched = start;
        while (true) {
            for (int i = searched; i < end; i++) {
                if (bytes[i] == '\n') {
                    CharBuffer line = decode(start, i);
                    start = i + 1;
                    return line;
                }
            }
            int unsearched = end - start;
            if (!fill()) {
                return start == end ? null : rest();
            }
            searched = start + unsearched;
        }
    }

    private CharBuffer rest() throws IOException {
        CharBuffer line = decode(start, end);
        start = end;
        return line;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end > LONGEST) {
            throw tooLong(file, number + 1);
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int read = in.read(bytes, end, bytes.length - end);
        end += Math.max(read, 0);
        return read >= 0;
    }

    private CharBuffer decode(int from, int to) throws CharacterCodingException {
        number++;
        if (to - from > LONGEST) {
            throw tooLong(file, number);
        }
        if (chars.capacity() < to - from) {
            chars = CharBuffer.allocate(to - from);
        }
        chars.clear();
        CoderResult result = decoder.reset().decode(ByteBuffer.wrap(bytes, from, to - from), chars, true);
        if (result.isError()) {
            result.throwException();
        }
        decoder.flush(chars);
        return chars.flip();
    }

    static TraceFormatException tooLong(String file, long line) {
        return new TraceFormatException(
                file,
                "line " + line,
                "a line has at most " + (LONGEST >> 20) + " MiB",
                "",
                "One event stands on one line; record fewer variables with each.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
