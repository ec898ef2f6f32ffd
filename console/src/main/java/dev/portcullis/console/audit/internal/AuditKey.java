package dev.portcullis.console.audit.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key of the chain: 256 random bits, kept beside the database and readable by its owner only. */
final class AuditKey {
    private static final int BYTES = 32;

    private AuditKey() {}

    /** Reads the key of that directory, making one the first time. */
    static byte[] in(Path directory) {
        var file = directory.resolve("audit.key");
        try {
            Files.createDirectories(directory);
            try {
                var owner = PosixFilePermissions.fromString("rw-------");
                Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
                Files.writeString(
                        file, HexFormat.of().formatHex(random()), StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException usual) {
                // Made by an earlier start.
            }
            var key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new IllegalStateException(
                        "The audit key %s does not hold %d bytes; restore it from a backup"
                                .formatted(file, BYTES));
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("The audit key %s cannot be read".formatted(file), e);
        }
    }

    /** A key for a log that ends with the process. */
    static byte[] random() {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
