package dev.portcullis.console.audit;

import static java.util.Objects.requireNonNull;

/**
 * Which lines to show.
 *
 * @param text found anywhere in actor, action, object, reason or detail, in whatever case; empty:
 *     all lines
 */
public record AuditQuery(String text) {
    /** Every line. */
    public static final AuditQuery ALL = new AuditQuery("");

    public AuditQuery {
        requireNonNull(text, "text is null");
        text = text.strip();
    }
}
