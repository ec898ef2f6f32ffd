package dev.portcullis.lab.kubelet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets only a few containers start at once, the important ones first: on a small machine, all at once would each be
 * slower than one after the other.
 */
final class StartGate {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Ticket> waiting = new ArrayList<>();
    private final List<Ticket> starting = new ArrayList<>();
    private final int atOnce;

    StartGate(int atOnce) {
        this.atOnce = atOnce;
    }

    /** A place among those that start; to be given back once it has started. */
    final class Ticket implements AutoCloseable {
        private final int rank;
        private long until;

        private Ticket(int rank) {
            this.rank = rank;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (starting.remove(this)) {
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for a place. One that is not given back is taken after a while. */
    Ticket enter(int rank) throws InterruptedException {
        Ticket ticket = new Ticket(rank);
        lock.lockInterruptibly();
        try {
            waiting.add(ticket);
            while (!mayGo(ticket)) {
                changed.await(200, TimeUnit.MILLISECONDS);
            }
            ticket.until = System.nanoTime() + LONGEST.toNanos();
            starting.add(ticket);
            return ticket;
        } finally {
            waiting.remove(ticket);
            changed.signalAll();
            lock.unlock();
        }
    }

    private boolean mayGo(Ticket ticket) {
        starting.removeIf(other -> other.until < System.nanoTime());
        return starting.size() < atOnce
                && waiting.stream().min(Comparator.comparingInt(t -> t.rank)).orElse(ticket)
                        == ticket;
    }
}
