package dev.portcullis.console.drills;

import java.time.Instant;
import java.util.Optional;

/**
 * A drill that is launched again and again; a value.
 *
 * @param number counted from 1, never given twice
 * @param request what is launched
 * @param cron when, as six fields of Spring's cron, in UTC
 * @param paused whether it rests
 * @param by who made it
 * @param nextAt when it is due; empty while it is paused
 * @param lastAt when it was due last; empty before the first time
 * @param lastWords what came of that, in a sentence; empty before
 * @param lastDrill the drill launched then
 * @param missed how many times it was due while the console did not run
 */
public record DrillSchedule(
        long number,
        DrillRequest request,
        String cron,
        boolean paused,
        String by,
        Optional<Instant> nextAt,
        Optional<Instant> lastAt,
        String lastWords,
        Optional<DrillId> lastDrill,
        long missed) {

    DrillSchedule with(boolean rests, Optional<Instant> next) {
        return new DrillSchedule(
                number, request, cron, rests, by, next, lastAt, lastWords, lastDrill, missed);
    }

    /** The same, paused. */
    public DrillSchedule rested() {
        return with(true, Optional.empty());
    }

    /** The same, due again at that time. */
    public DrillSchedule resumed(Instant next) {
        return with(false, Optional.of(next));
    }

    /** The same after it was due. */
    public DrillSchedule ran(
            Instant due, String words, Optional<DrillId> drill, long more, Optional<Instant> next) {
        return new DrillSchedule(
                number,
                request,
                cron,
                paused,
                by,
                next,
                Optional.of(due),
                words,
                drill,
                missed + more);
    }
}
