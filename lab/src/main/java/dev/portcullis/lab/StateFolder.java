package dev.portcullis.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that outlives a lab, held by one lab at a time. */
final class StateFolder implements AutoCloseable {

    private static final Set<String> KEPT_WHEN_FRESH = Set.of("cache", "lock", "processes");

    private final Path path;
    private final FileChannel channel;

    private StateFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Another lab holds this folder. */
    static final class InUse extends IOException {
        private static final long serialVersionUID = 1;

        InUse(Path path) {
            super(
                    "another lab is running on %s; stop it first, or give this one another --state"
                            .formatted(path));
        }
    }

    static StateFolder open(Path state) throws IOException {
        Path path = state.toAbsolutePath().normalize();
        Files.createDirectories(path);
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel channel =
                FileChannel.open(
                        path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new InUse(path);
        }
        return new StateFolder(path, channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Forgets everything but what is only a cache. */
    void forget() throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            List<Path> going =
                    all.filter(p -> !KEPT_WHEN_FRESH.contains(p.getFileName().toString())).toList();
            for (Path each : going) {
                delete(each);
            }
        }
    }

    /** Where things live that end with this run; empty at its beginning. */
    Path run() throws IOException {
        delete(path.resolve("run"));
        return Files.createDirectories(path.resolve("run"));
    }

    void endRun() throws IOException {
        delete(path.resolve("run"));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
