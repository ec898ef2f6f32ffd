package dev.portcullis.policycli.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads lines of UTF-8 of a bounded length. What a line has beyond that is skipped, and the line is
 * said to be too long; nothing but the line itself is kept in memory.
 */
public final class BoundedLines {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line;
    private int from;
    private int to;

    /** Lines of at most that many bytes. */
    public BoundedLines(InputStream in, int mostBytes) {
        this.in = in;
        this.line = new byte[mostBytes];
    }

    /** One line without its end, or the fact that it was too long. */
    public record Line(String text, boolean tooLong) {}

    /** The next line; empty at the end. */
    public Optional<Line> next() throws IOException {
        int length = 0;
        boolean tooLong = false;
        boolean any = false;
        while (true) {
            if (from == to) {
                to = in.read(buffer);
                from = 0;
                if (to < 0) {
                    to = 0;
                    return any ? Optional.of(line(length, tooLong)) : Optional.empty();
                }
            }
            any = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            int size = Math.min(end - from, line.length - length);
            System.arraycopy(buffer, from, line, length, size);
            length += size;
            tooLong |= size < end - from;
            boolean ended = end < to;
            from = ended ? end + 1 : end;
            if (ended) {
                return Optional.of(line(length, tooLong));
            }
        }
    }

    /** True if a read would wait for more to come. */
    public boolean wouldWait() throws IOException {
        return from == to && in.available() == 0;
    }

    private Line line(int length, boolean tooLong) {
        int kept = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new Line(tooLong ? "" : new String(line, 0, kept, StandardCharsets.UTF_8), tooLong);
    }
}
