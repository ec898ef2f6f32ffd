package dev.portcullis.console.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Which lines to show.
 *
 * @param text found anywhere in actor, action, object, reason or detail, in whatever case; empty:
 *     all lines
 * @param from written at or after
 * @param to written before
 */
public record AuditQuery(String text, Optional<Instant> from, Optional<Instant> to) {
    /** Every line. */
    public static final AuditQuery ALL = new AuditQuery("");

    public AuditQuery {
        requireNonNull(text, "text is null");
        text = text.strip();
    }

    /** Lines with a text, of whatever time. */
    public AuditQuery(String text) {
        this(text, Optional.empty(), Optional.empty());
    }

    /** All lines of a span. */
    public static AuditQuery between(Instant from, Instant to) {
        return new AuditQuery("", Optional.of(from), Optional.of(to));
    }
}
