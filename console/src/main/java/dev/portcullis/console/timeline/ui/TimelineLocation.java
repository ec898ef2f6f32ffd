package dev.portcullis.console.timeline.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.api.Times;
import dev.portcullis.console.timeline.TimelineKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the address of the timeline says: a range that moves with the clock, or a fixed span.
 *
 * @param kinds empty: all
 */
record TimelineLocation(
        Range range, Optional<Instant> from, Optional<Instant> to, Set<TimelineKind> kinds) {
    /** How far back. */
    enum Range {
        QUARTER("15m", "15 min", Duration.ofMinutes(15)),
        HOUR("1h", "1 h", Duration.ofHours(1)),
        DAY("24h", "24 h", Duration.ofHours(24)),
        WEEK("7d", "7 days", Duration.ofDays(7)),
        MONTH("30d", "30 days", Duration.ofDays(30));

        private final String word;
        final String words;
        private final Duration time;

        Range(String word, String words, Duration time) {
            this.word = word;
            this.words = words;
            this.time = time;
        }

        static Optional<Range> parse(String word) {
            return List.of(values()).stream().filter(range -> range.word.equals(word)).findFirst();
        }
    }

    static TimelineLocation read(QueryParameters parameters) {
        var kinds = EnumSet.noneOf(TimelineKind.class);
        for (var word : List.of(parameters.getSingleParameter("kinds").orElse("").split(",", -1))) {
            TimelineKind.parse(word).ifPresent(kinds::add);
        }
        var from = parameters.getSingleParameter("from").flatMap(Times::parse);
        var to = parameters.getSingleParameter("to").flatMap(Times::parse);
        var fixed = from.isPresent() && to.isPresent() && from.get().isBefore(to.get());
        return new TimelineLocation(
                Range.parse(parameters.getSingleParameter("range").orElse("")).orElse(Range.HOUR),
                fixed ? from : Optional.empty(),
                fixed ? to : Optional.empty(),
                kinds);
    }

    QueryParameters write() {
        var values = new LinkedHashMap<String, String>();
        from.ifPresent(at -> values.put("from", at.toString()));
        to.ifPresent(at -> values.put("to", at.toString()));
        if (from.isEmpty() && range != Range.HOUR) {
            values.put("range", range.word);
        }
        if (!kinds.isEmpty()) {
            values.put(
                    "kinds",
                    kinds.stream().map(TimelineKind::word).collect(Collectors.joining(",")));
        }
        return QueryParameters.simple(values);
    }

    TimelineLocation of(Range next) {
        return new TimelineLocation(next, Optional.empty(), Optional.empty(), kinds);
    }

    TimelineLocation of(Set<TimelineKind> next) {
        return new TimelineLocation(range, from, to, next);
    }

    Instant start(Instant now) {
        return from.orElseGet(() -> now.minus(range.time));
    }

    Instant end(Instant now) {
        return to.orElseGet(() -> now.plusSeconds(1));
    }
}
