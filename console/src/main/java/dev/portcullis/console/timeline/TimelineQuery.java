package dev.portcullis.console.timeline;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to show of the timeline.
 *
 * @param from at or after
 * @param to before
 * @param kinds of these kinds; empty: of all
 */
public record TimelineQuery(Instant from, Instant to, Set<TimelineKind> kinds) {
    public TimelineQuery {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the span ends before it begins");
        }
        kinds = kinds.isEmpty() ? EnumSet.allOf(TimelineKind.class) : EnumSet.copyOf(kinds);
    }

    /** Whether it is to be shown. */
    public boolean matches(TimelineEvent event) {
        return kinds.contains(event.kind())
                && !event.at().isBefore(from)
                && event.at().isBefore(to);
    }
}
