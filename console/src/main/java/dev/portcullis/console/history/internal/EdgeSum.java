package dev.portcullis.console.history.internal;

import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.StreamStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up minutes, edge by edge, in a bounded space: a week of them is too much to hold at once. */
final class EdgeSum {
    static final int MAX_EDGES = 50_000;

    private static final Key OTHERS = new Key(KeptMinute.OTHERS, KeptMinute.OTHERS, 0, "");

    /** The recorder takes a minute up to a second late, and so may the next one be. */
    private static final long WHOLE_MILLIS = 57_000;

    private final Map<Key, Tally> tallies = new LinkedHashMap<>();
    private long lost;
    private int gaps;
    private boolean inGap;

    private record Key(String source, String destination, int port, String protocol) {}

    private static final class Tally {
        private final long[] counts = new long[6];
        private String portName = "";
        private String l7 = "";

        void add(FlowMinute.EdgeCount edge) {
            long[] more = {
                edge.forwarded(),
                edge.dropped(),
                edge.redirected(),
                edge.requests(),
                edge.other(),
                edge.undecided()
            };
            for (int i = 0; i < counts.length; i++) {
                counts[i] += more[i];
            }
            portName = edge.portName();
            l7 = edge.l7().isEmpty() ? l7 : edge.l7();
        }
    }

    /** Adds a stretch that follows the one before; minutes that are not there are a gap. */
    void add(long first, long end, List<KeptMinute> minutes, List<StreamStatus.Missing> missing) {
        int next = 0;
        for (long at = first; at < end; at++) {
            boolean whole = false;
            if (next < minutes.size() && minutes.get(next).epochMinute() == at) {
                var minute = minutes.get(next++);
                whole = minute.coveredMillis() >= WHOLE_MILLIS && minute.silent().isEmpty();
                lost = lost + minute.lost() < 0 ? Long.MAX_VALUE : lost + minute.lost();
                minute.edges().forEach(this::add);
            }
            boolean gap = !whole || isMissing(at, missing);
            if (gap && !inGap) {
                gaps++;
            }
            inGap = gap;
        }
    }

    private void add(FlowMinute.EdgeCount edge) {
        var key = new Key(edge.source(), edge.destination(), edge.port(), edge.protocol());
        var tally = tallies.get(key);
        if (tally == null) {
            tally =
                    tallies.computeIfAbsent(
                            tallies.size() < MAX_EDGES ? key : OTHERS, _ -> new Tally());
        }
        tally.add(edge);
    }

    private static boolean isMissing(long minute, List<StreamStatus.Missing> missing) {
        long start = minute * 60;
        return missing.stream()
                .anyMatch(
                        span ->
                                span.events() < 0
                                        && span.from().getEpochSecond() < start + 60
                                        && span.to().getEpochSecond() >= start);
    }

    long lost() {
        return lost;
    }

    int gaps() {
        return gaps;
    }

    List<FlowMinute.EdgeCount> edges() {
        var edges = new ArrayList<FlowMinute.EdgeCount>(tallies.size());
        tallies.forEach(
                (key, tally) ->
                        edges.add(
                                new FlowMinute.EdgeCount(
                                        key.source(),
                                        key.destination(),
                                        key.port(),
                                        tally.portName,
                                        key.protocol(),
                                        tally.counts[0],
                                        tally.counts[1],
                                        tally.counts[2],
                                        tally.counts[3],
                                        tally.counts[4],
                                        tally.counts[5],
                                        tally.l7,
                                        "",
                                        List.of())));
        return edges;
    }
}
