package dev.portcullis.console.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Times as callers type them. */
public final class Times {
    /** Nothing here is older or newer; and what is, no store could hold. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Times() {}

    /** Reads {@code 2026-11-22T14:00:00Z}. Empty if it is something else, or out of all bounds. */
    public static Optional<Instant> parse(String typed) {
        try {
            return Optional.of(Instant.parse(typed))
                    .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
