package dev.portcullis.bench.storm;

import java.util.concurrent.locks.LockSupport;

/** Does something so many times a second, evenly; catches up when it was held. */
final class Pace {
    @FunctionalInterface
    interface Step {
        /** Does it for the {@code number}-th time; {@code millis} is now, since 1970. */
        void run(long number, long millis);
    }

    private Pace() {}

    /** Returns when the seconds are over. {@code after} is called after every few steps. */
    static void of(double perSecond, double seconds, Step step, Runnable after) {
        long start = System.nanoTime();
        long done = 0;
        while (true) {
            double passed = Math.min((System.nanoTime() - start) / 1e9, seconds);
            long due = (long) (passed * perSecond);
            long millis = System.currentTimeMillis();
            for (int burst = 0; done < due && burst < 2_000; burst++) {
                step.run(done++, millis);
            }
            after.run();
            if (passed >= seconds && done >= due) {
                return;
            }
            if (done >= due) {
                LockSupport.parkNanos(500_000);
            }
        }
    }
}
