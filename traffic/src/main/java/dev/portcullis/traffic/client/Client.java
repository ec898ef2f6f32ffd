package dev.portcullis.traffic.client;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.portcullis.traffic.JsonLines;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes requests at a steady rate, whether or not the earlier ones were answered, and reports how they went.
 *
 * <p>Each reporting period begins with fresh connections: a client that only ever reuses one would not notice that the
 * way has been closed for new ones.
 */
public final class Client {

    private static final int MOST_IN_FLIGHT = 256;

    private final ClientSettings settings;
    private final Clock clock;
    private final JsonLines out;
    private final Tally tally = new Tally();
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);

    public Client(ClientSettings settings, Clock clock, JsonLines out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
    }

    /** Runs until the thread is interrupted or the process ends. */
    public void run() throws InterruptedException {
        try (UsersApi api = new UsersApi(settings.target(), settings.timeout())) {
            Journey journey = new Journey(api, settings.users());
            Thread reports = Thread.startVirtualThread(() -> report(api));
            try {
                send(journey);
            } finally {
                reports.interrupt();
            }
        }
    }

    private void send(Journey journey) throws InterruptedException {
        long step = TimeUnit.SECONDS.toNanos(1) / settings.rate();
        long next = System.nanoTime();
        for (long n = 0; ; n++) {
            long number = n;
            if (inFlight.tryAcquire()) {
                Thread.startVirtualThread(() -> one(journey, number));
            } else {
                tally.skip("more than " + MOST_IN_FLIGHT + " requests wait for an answer");
            }
            next += step;
            long now = System.nanoTime();
            if (next < now - TimeUnit.SECONDS.toNanos(1)) {
                // After a pause of the whole process, go on from here rather than catch up in a
                // burst.
                next = now;
            }
            TimeUnit.NANOSECONDS.sleep(next - now);
        }
    }

    private void one(Journey journey, long number) {
        long began = System.nanoTime();
        try {
            tally.add(journey.step(number), Duration.ofNanos(System.nanoTime() - began));
        } finally {
            inFlight.release();
        }
    }

    private void report(UsersApi api) {
        try {
            while (true) {
                Thread.sleep(settings.report());
                out.print(tally.report(clock.instant().truncatedTo(MILLIS)));
                api.reconnect();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
