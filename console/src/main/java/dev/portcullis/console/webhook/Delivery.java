package dev.portcullis.console.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One thing to be told.
 *
 * @param id what the receiver can tell repetitions by
 * @param event such as {@code incident.opened}
 * @param about such as {@code Incident #31}
 * @param attempts how often it was tried
 * @param nextAttempt when it is tried next; meaningless once it is over
 * @param answer what came of the newest attempt, in a sentence; empty before the first
 */
public record Delivery(
        UUID id,
        Instant createdAt,
        String event,
        String about,
        State state,
        int attempts,
        Instant nextAttempt,
        String answer) {
    /** How far it has come. */
    public enum State {
        WAITING,
        DELIVERED,
        /** Tried too often, or pushed out of a full queue. */
        GIVEN_UP;

        /** The word in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
