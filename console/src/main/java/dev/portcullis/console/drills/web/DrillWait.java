package dev.portcullis.console.drills.web;

import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.Drills;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for a drill as a pipeline does. */
final class DrillWait {
    private DrillWait() {}

    /** The drill once it has its verdict, or as it is when the time is over. */
    static Drill untilJudged(Drills drills, Drill launched, Duration time) {
        var deadline = System.nanoTime() + time.toNanos();
        var news = new Semaphore(0);
        try (var _ = drills.onChange(news::release)) {
            // What changed before the subscription would be missed, so read first.
            var drill = drills.find(launched.id()).orElse(launched);
            while (drill.verdict().isEmpty()) {
                var left = deadline - System.nanoTime();
                if (left <= 0 || !news.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                    return drill;
                }
                news.drainPermits();
                drill = drills.find(launched.id()).orElse(drill);
            }
            return drill;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return launched;
        }
    }
}
