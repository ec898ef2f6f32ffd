package dev.portcullis.console.flows.internal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a reader has come.
 *
 * @param run which store it read
 * @param seq the number of the next flow
 * @param version the newest interruption it knows
 */
record Cursor(String run, long seq, long version) {
    private static final Pattern WRITTEN =
            Pattern.compile("([0-9a-f]{8})-([0-9]{1,18})-([0-9]{1,18})");

    /** Reads what {@link #text} wrote; empty if it is anything else. */
    static Optional<Cursor> parse(String typed) {
        var written = WRITTEN.matcher(typed);
        return written.matches()
                ? Optional.of(
                        new Cursor(
                                written.group(1),
                                Long.parseLong(written.group(2)),
                                Long.parseLong(written.group(3))))
                : Optional.empty();
    }

    String text() {
        return "%s-%d-%d".formatted(run, seq, version);
    }
}
