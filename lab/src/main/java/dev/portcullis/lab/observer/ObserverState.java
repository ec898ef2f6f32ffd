package dev.portcullis.lab.observer;

import dev.portcullis.hubble.proto.flow.Flow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What an observer knows besides its flows: since when, how many, how fast, and of whom. */
final class ObserverState {
    private static final int MAX_NAMESPACES = 10_000;
    private static final Duration TRAFFIC = Duration.ofHours(1);
    private static final int RATE_SECONDS = 60;

    private final Clock clock;
    private final Instant startedAt;
    private final FlowRing ring;
    private final AtomicLong seen = new AtomicLong();
    private final long[] perSecond = new long[RATE_SECONDS];
    private long rateSecond;
    private final Map<String, Long> namespaces = new LinkedHashMap<>();

    ObserverState(ObserverSettings settings, Clock clock) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.ring = new FlowRing(settings.capacity());
    }

    FlowRing ring() {
        return ring;
    }

    void saw(Flow flow) {
        seen.incrementAndGet();
        long second = clock.instant().getEpochSecond();
        synchronized (perSecond) {
            forgetUntil(second);
            perSecond[slot(second)]++;
        }
        synchronized (namespaces) {
            note(flow.getSource().getNamespace(), second);
            note(flow.getDestination().getNamespace(), second);
        }
    }

    long seenFlows() {
        return seen.get();
    }

    Duration uptime() {
        return Duration.between(startedAt, clock.instant());
    }

    /** Flows per second over the last minute, or since the start if that is shorter. */
    double rate() {
        long second = clock.instant().getEpochSecond();
        long sum = 0;
        synchronized (perSecond) {
            forgetUntil(second);
            for (long count : perSecond) {
                sum += count;
            }
        }
        return (double) sum / Math.clamp(uptime().toSeconds(), 1, RATE_SECONDS);
    }

    /** Namespaces with traffic in the last hour, sorted. */
    List<String> namespaces() {
        long oldest = clock.instant().minus(TRAFFIC).getEpochSecond();
        synchronized (namespaces) {
            namespaces.values().removeIf(second -> second < oldest);
            return namespaces.keySet().stream().sorted().toList();
        }
    }

    private void note(String namespace, long second) {
        if (!namespace.isEmpty()
                && (namespaces.size() < MAX_NAMESPACES || namespaces.containsKey(namespace))) {
            namespaces.put(namespace, second);
        }
    }

    private void forgetUntil(long second) {
        long from = Math.max(rateSecond + 1, second - RATE_SECONDS + 1);
        for (long passed = from; passed <= second; passed++) {
            perSecond[slot(passed)] = 0;
        }
        rateSecond = Math.max(rateSecond, second);
    }

    private static int slot(long second) {
        return Math.floorMod(second, RATE_SECONDS);
    }
}
