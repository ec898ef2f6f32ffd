package dev.portcullis.console.incidents;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.access.User;

/**
 * A wish of somebody's about an incident.
 *
 * @param kind what to do
 * @param text in their words; a comment needs some
 */
public record IncidentChange(IncidentId id, Kind kind, String text, User user) {
    /** How long a text may be. */
    public static final int TEXT_LENGTH = 2_000;

    /** What can be done. */
    public enum Kind {
        ACKNOWLEDGE("incident.acknowledge"),
        CLOSE("incident.close"),
        REOPEN("incident.reopen"),
        COMMENT("incident.comment");

        private final String action;

        Kind(String action) {
            this.action = action;
        }

        /** The word in the audit log. */
        public String action() {
            return action;
        }
    }

    public IncidentChange {
        requireNonNull(id, "id is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(user, "user is null");
        text = text.strip();
        if (text.length() > TEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "A text has at most %d characters".formatted(TEXT_LENGTH));
        }
        if (kind == Kind.COMMENT && text.isEmpty()) {
            throw new IllegalArgumentException("A comment has at least one character");
        }
    }
}
