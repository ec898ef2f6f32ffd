package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.metrics.Mark;
import dev.portcullis.console.metrics.MarkSource;
import dev.portcullis.console.timeline.Timeline;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import dev.portcullis.console.timeline.TimelineQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The last day of the timeline as marks, read again only after something happened. */
final class TimelineMarks implements MarkSource, AutoCloseable {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Timeline timeline;
    private final Clock clock;
    private final AtomicBoolean stale = new AtomicBoolean(true);
    private final Timeline.Registration following;
    private volatile List<Mark> marks = List.of();

    TimelineMarks(Timeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
        this.following = timeline.onChange(() -> stale.set(true));
    }

    @Override
    public List<Mark> since(Instant start) {
        if (stale.getAndSet(false)) {
            var now = clock.instant();
            marks =
                    timeline
                            .between(
                                    new TimelineQuery(
                                            now.minus(REMEMBERED),
                                            now.plusSeconds(60),
                                            EnumSet.of(
                                                    TimelineKind.POLICY,
                                                    TimelineKind.DRILL,
                                                    TimelineKind.INCIDENT,
                                                    TimelineKind.QUARANTINE,
                                                    TimelineKind.ROLLOUT)))
                            .stream()
                            .flatMap(event -> mark(event).stream())
                            .sorted(Comparator.comparing(Mark::at))
                            .toList();
        }
        return marks.stream().filter(mark -> !mark.at().isBefore(start)).toList();
    }

    private static Optional<Mark> mark(TimelineEvent event) {
        var kind =
                switch (event.kind()) {
                    case POLICY ->
                            event.title().startsWith("Turned off")
                                    ? Mark.Kind.POLICY_OFF
                                    : Mark.Kind.POLICY_ON;
                    case DRILL -> Mark.Kind.DRILL;
                    case INCIDENT ->
                            event.title().startsWith("Incident ") ? Mark.Kind.INCIDENT : null;
                    case QUARANTINE -> Mark.Kind.QUARANTINE;
                    case ROLLOUT -> Mark.Kind.ROLLOUT;
                    case FIRST_DROP, SIGN_IN, OTHER -> null;
                };
        return Optional.ofNullable(kind).map(known -> new Mark(event.at(), known, event.title()));
    }

    @Override
    public void close() {
        following.close();
    }
}
