package dev.portcullis.lab.observer;

import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last events, numbered from 0 without holes; a writer never waits, and a reader that is too
 * slow learns how many it missed.
 */
final class FlowRing {

    /**
     * What a reader gets.
     *
     * @param missed events overwritten before they could be read
     * @param events the next ones after those
     * @param next the number to ask for next
     */
    record Batch(long missed, List<GetFlowsResponse> events, long next) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final @Nullable GetFlowsResponse[] slots;
    private long head;
    private int waiting;

    FlowRing(int capacity) {
        slots = new GetFlowsResponse[capacity];
    }

    void write(GetFlowsResponse event) {
        lock.lock();
        try {
            slots[slot(head)] = event;
            head++;
            if (waiting > 0) {
                written.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The number the next event will have, which is how many there have been. */
    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the oldest event that is still here. */
    long oldest() {
        lock.lock();
        try {
            return oldestLocked();
        } finally {
            lock.unlock();
        }
    }

    int capacity() {
        return slots.length;
    }

    /** Up to {@code limit} events from number {@code from} on; none if there are none yet. */
    Batch read(long from, int limit) {
        lock.lock();
        try {
            return readLocked(from, limit);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is an event with number {@code from} or time is up. */
    void await(long from, long timeout, TimeUnit unit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = unit.toNanos(timeout);
            waiting++;
            while (head <= from && nanos > 0) {
                nanos = written.awaitNanos(nanos);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    private Batch readLocked(long from, int limit) {
        long start = Math.max(from, oldestLocked());
        int count = (int) Math.max(0, Math.min(limit, head - start));
        var events = new ArrayList<GetFlowsResponse>(count);
        for (long number = start; number < start + count; number++) {
            GetFlowsResponse event = slots[slot(number)];
            if (event != null) {
                events.add(event);
            }
        }
        return new Batch(start - from, events, start + count);
    }

    private long oldestLocked() {
        return Math.max(0, head - slots.length);
    }

    private int slot(long number) {
        return (int) (number % slots.length);
    }
}
