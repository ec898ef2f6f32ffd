package dev.portcullis.lab.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every process the lab starts, so that a lab started after a crash can end what was left behind. A process
 * is known by its number and the moment it started: a number alone is soon someone else's.
 */
public final class ProcessLedger {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLedger.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path file;

    public ProcessLedger(Path file) {
        this.file = file;
    }

    /** Writes a process down. */
    public synchronized void add(ProcessHandle process) {
        Optional<Instant> start = process.info().startInstant();
        if (start.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    process.pid() + " " + start.get().toEpochMilli() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Ends what an earlier lab left running, and forgets it. Returns how many processes that were. */
    public synchronized int endLeftovers() {
        List<ProcessHandle> left = leftovers();
        left.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : left) {
            await(process);
        }
        clear();
        return left.size();
    }

    /** Forgets every process: they have all ended. */
    public synchronized void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }

    private List<ProcessHandle> leftovers() {
        List<ProcessHandle> left = new ArrayList<>();
        if (!Files.exists(file)) {
            return left;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", -1);
                if (words.length == 2
                        && words[0].matches("\\d{1,10}")
                        && words[1].matches("\\d{1,15}")) {
                    ProcessHandle.of(Long.parseLong(words[0]))
                            .filter(process -> startedAt(process, Long.parseLong(words[1])))
                            .ifPresent(left::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return left;
    }

    private static boolean startedAt(ProcessHandle process, long millis) {
        return process.info()
                .startInstant()
                .map(start -> start.toEpochMilli() == millis)
                .orElse(false);
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            LOG.debug("Waiting for process {}", process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
