package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.ApiException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one controller: keys of objects to look at, each at most once in the queue, one after the other on a virtual
 * thread. A key whose work fails comes back later.
 */
final class WorkQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 7;

    /** Names an object. */
    record Key(String namespace, String name) {
        @Override
        public String toString() {
            return namespace.isEmpty() ? name : namespace + "/" + name;
        }
    }

    private record Due(Key key, long at) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(at, ((Due) other).at);
        }
    }

    private final String name;
    private final Consumer<Key> work;
    private final DelayQueue<Due> queue = new DelayQueue<>();
    private final Map<Key, Due> waiting = new HashMap<>();
    private final Map<Key, Integer> failures = new HashMap<>();
    private final Thread thread;

    WorkQueue(String name, Consumer<Key> work) {
        this.name = name;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Asks for a look at once. */
    void add(Key key) {
        add(key, Duration.ZERO);
    }

    /** Asks for a look after a while; a sooner one asked for stays. */
    void add(Key key, Duration later) {
        synchronized (waiting) {
            Due due = new Due(key, System.nanoTime() + later.toNanos());
            Due before = waiting.get(key);
            if (before != null) {
                if (before.at() <= due.at()) {
                    return;
                }
                queue.remove(before);
            }
            waiting.put(key, due);
            queue.add(due);
        }
    }

    private void run() {
        try {
            while (true) {
                Due due = queue.take();
                synchronized (waiting) {
                    waiting.remove(due.key(), due);
                }
                look(due.key());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Key key) {
        try {
            work.accept(key);
            failures.remove(key);
        } catch (RuntimeException e) {
            int times = failures.merge(key, 1, Integer::sum);
            boolean race = e instanceof ApiException api && (api.isConflict() || api.isNotFound());
            if (!race && times == 1) {
                LOG.warn("{}: {} failed and is tried again", name, key, e);
            }
            add(key, FIRST_RETRY.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS)));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
