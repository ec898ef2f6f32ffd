package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.ClientLine;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.metrics.AttemptSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The attempts of drills, for the charts of the metrics page. */
final class DrillAttempts implements AttemptSource {
    private final Drills drills;

    DrillAttempts(Drills drills) {
        this.drills = drills;
    }

    @Override
    public List<dev.portcullis.console.metrics.Attempt> since(Instant start) {
        return drills.newest().stream()
                .filter(drill -> drill.endedAt().map(end -> !end.isBefore(start)).orElse(true))
                .flatMap(drill -> drill.attempts().stream().map(attempt -> of(drill, attempt)))
                .filter(attempt -> !attempt.at().isBefore(start))
                .toList();
    }

    private static dev.portcullis.console.metrics.Attempt of(Drill drill, Attempt attempt) {
        var line = attempt.client();
        return new dev.portcullis.console.metrics.Attempt(
                line.at(), drill.target(), code(line), line.outcome().words(), stoppedBy(line));
    }

    // The driver's own failures have an SQLState and no number of the server's.
    private static String code(ClientLine line) {
        var state = Objects.requireNonNullElse(line.sqlState(), "");
        if (state.isEmpty()) {
            return "–";
        }
        return line.vendorCode() == 0 ? state : state + " / " + line.vendorCode();
    }

    private static dev.portcullis.console.metrics.Attempt.StoppedBy stoppedBy(ClientLine line) {
        return switch (line.outcome()) {
            case CONNECTED, DATA_READ, HTTP_404, HTTP_2xx ->
                    dev.portcullis.console.metrics.Attempt.StoppedBy.NOBODY;
            case AUTH_FAILED, REFUSED, HTTP_OTHER ->
                    dev.portcullis.console.metrics.Attempt.StoppedBy.SERVER;
            case TIMEOUT, RESET, UNRESOLVED, FAILED, HTTP_403, UNKNOWN ->
                    dev.portcullis.console.metrics.Attempt.StoppedBy.NETWORK;
        };
    }
}
