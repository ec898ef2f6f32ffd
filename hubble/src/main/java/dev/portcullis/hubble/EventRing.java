package dev.portcullis.hubble;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from the network's thread to one reader. Writing never waits: flows that find no
 * room are counted, and the count takes their place. Writers take turns (they hold the client's
 * lock); one thread at a time reads.
 */
final class EventRing {
    /** Room beyond the flows' for what says how the stream stands. */
    private static final int RESERVE = 1_024;

    /** A reader that slept is woken once per so long, not once per flow. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicReferenceArray<@Nullable StreamEvent> slots;
    private final int mask;
    private final int flowRoom;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();
    private volatile @Nullable Thread sleeper;
    private volatile boolean poked;

    private long dropped;
    private @Nullable Instant firstDropped;
    private @Nullable Instant lastDropped;
    private final AtomicLong allDropped = new AtomicLong();

    EventRing(int flowRoom) {
        int size = Integer.highestOneBit(flowRoom + RESERVE - 1) << 1;
        this.slots = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
        this.flowRoom = flowRoom;
    }

    /** Writes a flow, or counts it where there is no room. */
    void writeFlow(StreamEvent.FlowSeen seen) {
        if (tail.get() - head.get() >= flowRoom) {
            if (dropped++ == 0) {
                firstDropped = seen.flow().time();
            }
            lastDropped = seen.flow().time();
            allDropped.incrementAndGet();
            return;
        }
        writeLoss();
        put(seen);
    }

    /** Writes what says how the stream stands; false if even the reserve is used up. */
    boolean writeNotice(StreamEvent event) {
        writeLoss();
        return put(event);
    }

    /** Puts what was counted where the flows would have been. */
    void writeLoss() {
        if (dropped > 0) {
            var loss =
                    new StreamEvent.EventsLost(
                            LossPlace.CLIENT,
                            dropped,
                            "",
                            Optional.ofNullable(firstDropped),
                            Optional.ofNullable(lastDropped));
            if (put(loss)) {
                dropped = 0;
            }
        }
    }

    /** Moves up to {@code max} events over; how many. */
    int drainTo(List<StreamEvent> into, int max) {
        poked = false;
        long from = head.get();
        int count = (int) Math.min(max, tail.get() - from);
        for (int i = 0; i < count; i++) {
            int slot = (int) (from + i) & mask;
            StreamEvent event = slots.getPlain(slot);
            slots.setPlain(slot, null);
            if (event != null) {
                into.add(event);
            }
        }
        head.setRelease(from + count);
        return count;
    }

    /** Sleeps until something is written or time is up, then a little longer to gather more. */
    void await(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        sleeper = Thread.currentThread();
        try {
            while (isEmpty() && !poked) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            sleeper = null;
        }
        LockSupport.parkNanos(
                this, Math.min(GATHER_NANOS, Math.max(1, deadline - System.nanoTime())));
    }

    /** Makes the reader look, though there may be nothing in here. */
    void poke() {
        poked = true;
        wake();
    }

    private void wake() {
        Thread asleep = sleeper;
        if (asleep != null) {
            sleeper = null;
            LockSupport.unpark(asleep);
        }
    }

    /** Flows counted instead of kept, in all. */
    long dropped() {
        return allDropped.get();
    }

    private boolean isEmpty() {
        return tail.get() == head.get();
    }

    private boolean put(StreamEvent event) {
        long at = tail.get();
        if (at - head.get() > mask) {
            return false;
        }
        slots.setPlain((int) at & mask, event);
        tail.set(at + 1);
        wake();
        return true;
    }
}
