package dev.portcullis.console.questions.internal;

import dev.portcullis.console.history.History;
import dev.portcullis.console.history.History.PastEdges;
import dev.portcullis.console.questions.Replay;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads spans of the history. Whoever types asks for the same span with each pause, so the last few are held until their
 * minute is over; one is read at a time, since a week of minutes keeps a core busy.
 */
final class PastSpans {
    private static final int HELD = 4;

    private final History history;
    private final Clock clock;
    private final Map<Span, PastEdges> held =
            new LinkedHashMap<>(HELD, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Span, PastEdges> eldest) {
                    return size() > HELD;
                }
            };

    PastSpans(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    private record Span(Instant from, Instant to, Instant asked) {}

    synchronized PastEdges read(Replay.Past past) {
        var now = minute(clock.instant());
        var to = past.until().map(PastSpans::minute).orElse(now);
        return held.computeIfAbsent(
                new Span(to.minus(past.length()), to, now),
                span -> history.edges(span.from(), span.to()));
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }
}
