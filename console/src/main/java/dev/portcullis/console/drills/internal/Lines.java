package dev.portcullis.console.drills.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a log line by line, and no line longer than 16 KiB: what is longer is cut. */
final class Lines {
    private static final int LONGEST = 16 * 1024;

    private Lines() {}

    static void read(InputStream log, Consumer<String> line) throws IOException {
        var in = new BufferedInputStream(log);
        var bytes = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                line.accept(bytes.toString(StandardCharsets.UTF_8));
                bytes.reset();
            } else if (bytes.size() < LONGEST) {
                bytes.write(next);
            }
        }
        if (bytes.size() > 0) {
            line.accept(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
