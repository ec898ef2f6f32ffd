package dev.portcullis.console.policies.web;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.questions.Replay;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Which recorded traffic a preview is asked about, as an address says it. */
final class ReplayWindow {
    static final String WORDS =
            " window: now for the newest flows one by one, or a span such as 1h, 24h or 7d of the"
                    + " recorded minutes; until: the time where that span ends, such as"
                    + " 2026-11-22T14:00:00Z. window.left in the answer counts what could not be"
                    + " replayed, such as events of workloads that are gone.";

    private ReplayWindow() {}

    static Replay read(String window, Optional<String> until) {
        if (window.equals("now")) {
            if (until.isPresent()) {
                throw new BadRequestException(
                        "until", "The field until goes with a span, such as window=1h.");
            }
            return Replay.NEWEST;
        }
        if (window.matches("[0-9]{1,6}[mhd]")) {
            try {
                return new Replay.Past(length(window), until.map(ReplayWindow::time));
            } catch (IllegalArgumentException tooLong) {
                // Said below, as for what is no span.
            }
        }
        throw new BadRequestException(
                "window", "The field window is now, or a span from 1m to 7d, such as 24h.");
    }

    private static Duration length(String typed) {
        return typed.endsWith("d")
                ? Duration.ofDays(Long.parseLong(typed.substring(0, typed.length() - 1)))
                : Duration.parse("PT" + typed.toUpperCase(Locale.ROOT));
    }

    private static Instant time(String typed) {
        try {
            return Instant.parse(typed);
        } catch (DateTimeException unreadable) {
            throw new BadRequestException(
                    "until", "The field until is a time such as 2026-11-22T14:00:00Z.");
        }
    }
}
