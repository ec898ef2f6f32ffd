package dev.portcullis.lab.net;

import dev.portcullis.lab.net.HttpHead.MalformedHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Carries the body of an HTTP/1.1 message to where it ends, and not a byte further. */
final class HttpBody {

    private static final int CHUNK_LINE = 256;

    /** Where a body ends. */
    sealed interface Framing {
        /** After so many bytes. */
        record Sized(long bytes) implements Framing {}

        /** After the last chunk. */
        record Chunked() implements Framing {}

        /** With the connection. */
        record UntilClose() implements Framing {}
    }

    /** Asked before each piece is passed on. */
    interface Gate {
        /** Returns when the piece may pass; throws if it never may. */
        void await() throws IOException;
    }

    private HttpBody() {}

    static Framing framing(HttpHead head) throws MalformedHttp {
        List<String> lengths =
                head.fields().stream()
                        .filter(field -> field.is("Content-Length"))
                        .map(HttpHead.Field::value)
                        .distinct()
                        .toList();
        List<String> codings =
                head.fields().stream()
                        .filter(field -> field.is("Transfer-Encoding"))
                        .map(field -> field.value().toLowerCase(Locale.ROOT))
                        .toList();
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty() || !codings.equals(List.of("chunked"))) {
                throw new MalformedHttp("a doubtful body length");
            }
            return new Framing.Chunked();
        }
        if (lengths.isEmpty()) {
            return new Framing.UntilClose();
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("\\d{1,18}")) {
            throw new MalformedHttp("a doubtful body length");
        }
        return new Framing.Sized(Long.parseLong(lengths.getFirst()));
    }

    static void copy(InputStream in, OutputStream out, Framing framing, Gate gate)
            throws IOException {
        switch (framing) {
            case Framing.Sized sized -> exactly(in, out, sized.bytes(), gate);
            case Framing.Chunked _ -> chunks(in, out, gate);
            case Framing.UntilClose _ -> {
                byte[] buffer = new byte[16 * 1024];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    gate.await();
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
        }
    }

    private static void exactly(InputStream in, OutputStream out, long bytes, Gate gate)
            throws IOException {
        byte[] buffer = new byte[(int) Math.min(16 * 1024, Math.max(1, bytes))];
        long left = bytes;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new MalformedHttp("the stream ends inside a body");
            }
            gate.await();
            out.write(buffer, 0, count);
            left -= count;
        }
        out.flush();
    }

    private static void chunks(InputStream in, OutputStream out, Gate gate) throws IOException {
        while (true) {
            String line = line(in);
            gate.await();
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            long size = size(line);
            if (size == 0) {
                break;
            }
            exactly(in, out, size, gate);
            if (!line(in).isEmpty()) {
                throw new MalformedHttp("a chunk without its end");
            }
            out.write(new byte[] {'\r', '\n'});
            out.flush();
        }
        for (String trailer = line(in); ; trailer = line(in)) {
            out.write((trailer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (trailer.isEmpty()) {
                out.flush();
                return;
            }
        }
    }

    private static long size(String line) throws MalformedHttp {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        if (!digits.matches("[0-9a-fA-F]{1,15}")) {
            throw new MalformedHttp("not the size of a chunk");
        }
        return Long.parseLong(digits, 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > CHUNK_LINE) {
                throw new MalformedHttp("not a chunk");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
