package dev.portcullis.console.evidence;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a zip of files and, on closing, {@code manifest.json} (what it is about, and name, bytes and SHA-256 of each
 * file) and {@code SHA256SUMS}, which {@code sha256sum -c} checks. Nothing is held in memory but one buffer and the
 * list of files; it is written straight to the stream.
 *
 * <p>The same files and the same moment give the same bytes. A pack that was not closed has no manifest, so a broken
 * download is never mistaken for a whole one.
 */
public final class EvidencePack implements AutoCloseable {
    /** No pack has more files, the two of its own left out. */
    public static final int MOST_FILES = 1_000;

    /** No pack has more bytes before they are compressed. */
    public static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,7}");
    private static final int LONGEST_NAME = 200;
    private static final String MANIFEST = "manifest.json";
    private static final String SUMS = "SHA256SUMS";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ZipOutputStream zip;
    private final String about;
    private final Instant at;
    private final List<PackedFile> files = new ArrayList<>();
    private long bytes;
    private boolean broken;

    /** One file of a pack. */
    public record PackedFile(String name, long bytes, String sha256) {}

    private record Manifest(String about, Instant at, List<PackedFile> files) {}

    /**
     * @param out where the zip goes; it is closed with the pack
     * @param about what the pack proves, in a sentence
     * @param at when it was made; also the time of every file in it
     */
    public EvidencePack(OutputStream out, String about, Instant at) {
        this.zip = new ZipOutputStream(requireNonNull(out, "out is null"), StandardCharsets.UTF_8);
        this.about = about;
        this.at = at;
    }

    /**
     * Adds a file of text.
     *
     * @throws IllegalArgumentException if the name was used already, or is no plain relative path
     * @throws PackFullException if the pack would grow beyond its bounds; it then stays without a manifest
     */
    public void add(String name, String text) throws IOException {
        add(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds a value as indented JSON. */
    public void addJson(String name, Object value) throws IOException {
        add(name, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    /** Adds a file of lines, one after the other as the stream gives them. */
    public void addLines(String name, Stream<String> lines) throws IOException {
        add(
                name,
                out -> {
                    for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                        out.write(each.next().getBytes(StandardCharsets.UTF_8));
                        out.write('\n');
                    }
                });
    }

    /** Adds whatever {@code content} writes. */
    public void add(String name, Content content) throws IOException {
        check(name);
        var digest = sha256();
        var counted = new Counted(new DigestOutputStream(unclosable(), digest));
        broken = true;
        begin(name);
        content.writeTo(counted);
        zip.closeEntry();
        broken = false;
        files.add(new PackedFile(name, counted.written, HexFormat.of().formatHex(digest.digest())));
    }

    /** Writes a file's bytes. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The files so far. */
    public List<PackedFile> files() {
        return List.copyOf(files);
    }

    /** Writes the manifest and the sums, and closes the stream. After a failure it only closes the stream. */
    @Override
    public void close() throws IOException {
        try (zip) {
            if (!broken) {
                var manifest = new Manifest(about, at, List.copyOf(files));
                addJson(MANIFEST, manifest);
                var sums = new StringBuilder();
                files.forEach(
                        file ->
                                sums.append(file.sha256())
                                        .append("  ")
                                        .append(file.name())
                                        .append('\n'));
                begin(SUMS);
                zip.write(sums.toString().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private void check(String name) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME || name.equals(SUMS)) {
            throw new IllegalArgumentException("not a file's name in a pack: " + name);
        }
        if (files.stream().anyMatch(file -> file.name().equals(name))) {
            throw new IllegalArgumentException("the pack has it already: " + name);
        }
        if (files.size() >= MOST_FILES && !name.equals(MANIFEST)) {
            broken = true;
            throw new PackFullException("A pack has at most %d files".formatted(MOST_FILES));
        }
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.ofInstant(at, java.time.ZoneOffset.UTC));
        zip.putNextEntry(entry);
    }

    private OutputStream unclosable() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                zip.write(value);
            }

            @Override
            public void write(byte[] values, int from, int count) throws IOException {
                zip.write(values, from, count);
            }
        };
    }

    private final class Counted extends OutputStream {
        private final OutputStream next;
        private long written;

        Counted(OutputStream next) {
            this.next = next;
        }

        @Override
        public void write(int value) throws IOException {
            count(1);
            next.write(value);
        }

        @Override
        public void write(byte[] values, int from, int count) throws IOException {
            count(count);
            next.write(values, from, count);
        }

        private void count(int more) {
            bytes += more;
            if (bytes > MOST_BYTES) {
                throw new PackFullException("A pack has at most %d bytes".formatted(MOST_BYTES));
            }
            written += more;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The pack would grow beyond its bounds. */
    public static final class PackFullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PackFullException(String message) {
            super(message);
        }
    }
}
