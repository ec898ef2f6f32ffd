package dev.portcullis.lab.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Logs of pods, written by tests. */
final class MemoryLogs implements PodLogs {

    private final Map<String, List<Line>> lines = new HashMap<>();
    private final Map<String, Boolean> ended = new HashMap<>();

    synchronized void write(String pod, Instant at, String text) {
        var log = lines.computeIfAbsent(pod, _ -> new ArrayList<>());
        log.add(new Line(log.size() + 1, at, text));
        notifyAll();
    }

    synchronized void end(String pod) {
        ended.put(pod, true);
        notifyAll();
    }

    @Override
    public synchronized Optional<Chunk> read(Container container, long after, Duration patience)
            throws InterruptedException {
        if (container.previous() || !lines.containsKey(container.pod())) {
            return Optional.empty();
        }
        if (after >= lines.get(container.pod()).size()
                && !ended.containsKey(container.pod())
                && !patience.isZero()) {
            wait(patience.toMillis());
        }
        var log = lines.get(container.pod());
        return Optional.of(
                new Chunk(
                        log.subList((int) Math.min(after, log.size()), log.size()),
                        ended.containsKey(container.pod())));
    }
}
