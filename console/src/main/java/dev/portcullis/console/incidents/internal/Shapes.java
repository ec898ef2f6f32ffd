package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.incidents.Shape;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Recognises scans, sweeps and bursts by what one source did in the last minute. Bounded: the newest 2,000 sources,
 * 256 attempts of each.
 */
final class Shapes {
    static final int SCAN_PORTS = 5;
    static final int SWEEP_TARGETS = 5;
    static final int BURST_ATTEMPTS = 30;
    static final long BURST_MILLIS = 10_000;
    static final long WINDOW_MILLIS = 60_000;

    private static final int MOST_SOURCES = 2_000;
    private static final int MOST_TRIES = 256;

    private record Try(long at, String target, int port) {}

    private final Map<String, ArrayDeque<Try>> bySource =
            new LinkedHashMap<>(256, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ArrayDeque<Try>> eldest) {
                    return size() > MOST_SOURCES;
                }
            };

    /** What the source's attempts look like with this one. */
    Set<Shape> add(String source, String target, int port, long now) {
        var tries = bySource.computeIfAbsent(source, _ -> new ArrayDeque<>());
        tries.addLast(new Try(now, target, port));
        while (tries.size() > MOST_TRIES || now - tries.getFirst().at() > WINDOW_MILLIS) {
            tries.removeFirst();
        }
        var shapes = EnumSet.noneOf(Shape.class);
        var ports = new HashSet<Integer>();
        var targets = new HashSet<String>();
        var burst = 0;
        for (var one : tries) {
            targets.add(one.target());
            if (one.target().equals(target)) {
                ports.add(one.port());
            }
            if (now - one.at() < BURST_MILLIS) {
                burst++;
            }
        }
        if (ports.size() >= SCAN_PORTS) {
            shapes.add(Shape.PORT_SCAN);
        }
        if (targets.size() >= SWEEP_TARGETS) {
            shapes.add(Shape.SWEEP);
        }
        if (burst >= BURST_ATTEMPTS) {
            shapes.add(Shape.BURST);
        }
        return shapes;
    }
}
