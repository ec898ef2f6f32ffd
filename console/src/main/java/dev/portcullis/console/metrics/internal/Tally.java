package dev.portcullis.console.metrics.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts up a slot. Whatever an attacker sends, it holds at most so many lines of each kind; what is beyond them is
 * counted as {@code others}. Not thread-safe.
 */
final class Tally {
    static final String OTHERS = "others";
    private static final int MOST = 200;

    private record Pair(String from, String to) {}

    private record DropKey(String reason, boolean policy, String direction, String to) {}

    private record LatencyKey(Slot.Timed timed, String from, String to) {}

    private record RefusalKey(int status, String from, String to) {}

    private final Map<Pair, long[]> traffic = new HashMap<>();
    private final Map<DropKey, Long> drops = new HashMap<>();
    private final Map<LatencyKey, Map<Integer, Long>> latencies = new HashMap<>();
    private final Map<RefusalKey, Long> refusals = new HashMap<>();
    private final Map<Slot.Measured, Slot.Client> client = new HashMap<>();

    void traffic(String from, String to, long allowed, long denied) {
        var pair = new Pair(from, to);
        var counts =
                traffic.computeIfAbsent(
                        traffic.containsKey(pair) || traffic.size() < MOST
                                ? pair
                                : new Pair(OTHERS, OTHERS),
                        _ -> new long[2]);
        counts[0] += allowed;
        counts[1] += denied;
    }

    void drop(String reason, boolean policy, String direction, String to, long count) {
        var key = new DropKey(reason, policy, direction, to);
        drops.merge(
                drops.containsKey(key) || drops.size() < MOST
                        ? key
                        : new DropKey(OTHERS, policy, "–", OTHERS),
                count,
                Long::sum);
    }

    void latency(Slot.Timed timed, String from, String to, Duration took) {
        latency(timed, from, to, Map.of(LatencyScale.bucket(took), 1L));
    }

    void refusal(int status, String from, String to, long count) {
        var key = new RefusalKey(status, from, to);
        refusals.merge(
                refusals.containsKey(key) || refusals.size() < MOST
                        ? key
                        : new RefusalKey(status, OTHERS, OTHERS),
                count,
                Long::sum);
    }

    void client(Slot.Measured measured, long count, double seconds) {
        client.merge(
                measured,
                new Slot.Client(measured, count, seconds),
                (a, b) ->
                        new Slot.Client(
                                measured, a.count() + b.count(), a.seconds() + b.seconds()));
    }

    /** Adds all that another slot counted. */
    Tally add(Slot slot) {
        slot.traffic()
                .forEach(line -> traffic(line.from(), line.to(), line.allowed(), line.denied()));
        slot.drops()
                .forEach(
                        line ->
                                drop(
                                        line.reason(),
                                        line.policy(),
                                        line.direction(),
                                        line.to(),
                                        line.count()));
        slot.latencies()
                .forEach(line -> latency(line.timed(), line.from(), line.to(), line.counts()));
        slot.refusals()
                .forEach(line -> refusal(line.status(), line.from(), line.to(), line.count()));
        slot.client().forEach(line -> client(line.measured(), line.count(), line.seconds()));
        return this;
    }

    /** What was counted, as a value. */
    Slot at(long second) {
        List<Slot.Traffic> pairs = new ArrayList<>();
        traffic.forEach(
                (pair, counts) ->
                        pairs.add(new Slot.Traffic(pair.from(), pair.to(), counts[0], counts[1])));
        List<Slot.Drop> reasons = new ArrayList<>();
        drops.forEach(
                (key, count) ->
                        reasons.add(
                                new Slot.Drop(
                                        key.reason(),
                                        key.policy(),
                                        key.direction(),
                                        key.to(),
                                        count)));
        List<Slot.Latency> times = new ArrayList<>();
        latencies.forEach(
                (key, counts) ->
                        times.add(new Slot.Latency(key.timed(), key.from(), key.to(), counts)));
        List<Slot.Refusal> answers = new ArrayList<>();
        refusals.forEach(
                (key, count) ->
                        answers.add(new Slot.Refusal(key.status(), key.from(), key.to(), count)));
        return new Slot(second, pairs, reasons, times, answers, new ArrayList<>(client.values()));
    }

    private void latency(Slot.Timed timed, String from, String to, Map<Integer, Long> counts) {
        var key = new LatencyKey(timed, from, to);
        var held =
                latencies.computeIfAbsent(
                        latencies.containsKey(key) || latencies.size() < MOST
                                ? key
                                : new LatencyKey(timed, OTHERS, OTHERS),
                        _ -> new HashMap<>());
        counts.forEach((bucket, count) -> held.merge(bucket, count, Long::sum));
    }
}
