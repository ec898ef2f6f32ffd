package dev.portcullis.lab.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file a store's lasting objects are kept in. It is always whole: written beside itself, forced
 * to disk and moved into place. A burst of changes is written once.
 */
final class SnapshotFile implements AutoCloseable {

    /** What the file holds. */
    record Content(long revision, List<ObjectNode> objects) {
        static final Content EMPTY = new Content(0, List.of());
    }

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);
    private static final String NAME = "objects.json";
    private static final Duration CALM = Duration.ofMillis(200);

    /** Revisions given out after the last write are not known to the file; so skip more than fit. */
    private static final long REVISIONS_SKIPPED = 100_000;

    /** Secrets are among the objects. */
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private @Nullable Supplier<Content> content;
    private @Nullable Thread writer;
    private boolean dirty;
    private boolean closed;

    SnapshotFile(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** What was kept, or nothing; a file that makes no sense is set aside under another name. */
    Content read() {
        var file = directory.resolve(NAME);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                return Content.EMPTY;
            }
            return parse(Files.readAllBytes(file));
        } catch (JacksonException | IllegalArgumentException e) {
            var aside = directory.resolve(NAME + ".broken-" + Instant.now(clock).toEpochMilli());
            LOG.warn(
                    "{} cannot be read ({}); setting it aside as {} and starting empty",
                    file,
                    e.getMessage(),
                    aside);
            move(file, aside);
            return Content.EMPTY;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** From now on writes what the supplier gives, some moments after each {@link #changed}. */
    void start(Supplier<Content> supplier) {
        content = supplier;
        writer = Thread.ofVirtual().name("store-file").start(this::run);
    }

    void changed() {
        lock.lock();
        try {
            dirty = true;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
        var running = writer;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (awaitChange()) {
                write();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** False once there is nothing left to write and the file is closed. */
    private boolean awaitChange() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!dirty && !closed) {
                wake.await();
            }
            long calm = CALM.toNanos();
            while (!closed && calm > 0) {
                calm = wake.awaitNanos(calm);
            }
            boolean write = dirty;
            dirty = false;
            return write;
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        var supplier = content;
        if (supplier == null) {
            return;
        }
        var now = supplier.get();
        var root = Trees.object();
        root.put("revision", now.revision());
        var objects = root.putArray("objects");
        now.objects().forEach(objects::add);
        var fresh = directory.resolve(NAME + ".new");
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            LOG.warn("Cannot remove {}", fresh, e);
        }
        try (var channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OWNER_ONLY)) {
            var bytes = ByteBuffer.wrap(Trees.JSON.writeValueAsBytes(root));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            LOG.warn("Cannot write {}; the next change tries again", fresh, e);
            return;
        }
        move(fresh, directory.resolve(NAME));
    }

    private static Content parse(byte[] json) {
        var root = Trees.JSON.readTree(json);
        var revision = root.path("revision");
        if (!revision.canConvertToLong() || !root.path("objects").isArray()) {
            throw new IllegalArgumentException("revision or objects are missing");
        }
        var objects = new ArrayList<ObjectNode>();
        for (var node : root.path("objects")) {
            if (!(node instanceof ObjectNode object) || Meta.name(object).isEmpty()) {
                throw new IllegalArgumentException("an entry is not an object with a name");
            }
            objects.add(object);
        }
        return new Content(revision.longValue() + REVISIONS_SKIPPED, objects);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Cannot move {} to {}", from, to, e);
        }
    }
}
