package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.api.PodLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The last lines a container wrote: at most so many lines and characters. */
final class LogRing {

    private static final int LINES = 5_000;
    private static final int CHARACTERS = 1 << 20;
    private static final int BATCH = 500;
    private static final int LONGEST = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PodLogs.Line> lines = new ArrayDeque<>();
    private long count;
    private int characters;
    private boolean ended;

    void add(Instant at, String text) {
        String kept = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        lock.lock();
        try {
            lines.add(new PodLogs.Line(++count, at, kept));
            characters += kept.length();
            while (lines.size() > LINES || characters > CHARACTERS) {
                characters -= lines.remove().text().length();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    PodLogs.Chunk read(long after, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (count <= after && !ended && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            List<PodLogs.Line> news = new ArrayList<>();
            for (PodLogs.Line line : lines) {
                if (line.number() > after && news.size() < BATCH) {
                    news.add(line);
                }
            }
            boolean all = news.isEmpty() || news.getLast().number() == count;
            return new PodLogs.Chunk(news, ended && all);
        } finally {
            lock.unlock();
        }
    }
}
