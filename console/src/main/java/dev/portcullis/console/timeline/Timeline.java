package dev.portcullis.console.timeline;

import java.time.Duration;
import java.util.List;

/**
 * Everything that happened, from the audit log and from what was observed. What was observed is kept 30 days; the audit
 * log is kept for good.
 */
public interface Timeline {
    /** How long observed events are kept. */
    Duration KEPT = Duration.ofDays(30);

    /** No answer has more. */
    int MOST = 2_000;

    /** What happened in a span, the newest first; at most {@value #MOST}. */
    List<TimelineEvent> between(TimelineQuery query);

    /** Calls back when something happened, on a thread that must not be held up. */
    Registration onChange(Runnable listener);

    /** Ends the calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
