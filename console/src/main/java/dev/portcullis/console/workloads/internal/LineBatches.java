package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.workloads.PodLogs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Gathers lines, and hands them on four times a second at most. Of a flood only the newest lines are kept. */
final class LineBatches implements AutoCloseable {
    private static final int BEAT_MILLIS = 250;

    private final PodLogs.Reader reader;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("log-lines").factory());

    LineBatches(PodLogs.Reader reader) {
        this.reader = reader;
        var unused =
                timer.scheduleWithFixedDelay(
                        this::flush, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void add(String line) {
        waiting.addLast(line);
        if (waiting.size() > PodLogs.LONGEST_TAIL) {
            waiting.removeFirst();
        }
    }

    /** Hands on what waits. */
    void flush() {
        List<String> lines;
        synchronized (this) {
            lines = List.copyOf(waiting);
            waiting.clear();
        }
        if (!lines.isEmpty()) {
            reader.lines(lines);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
