package dev.portcullis.console.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param at when; of a first drop by the node's clock, else by the console's
 * @param actor who did it; {@code portcullis} for the console itself, empty for what nobody did through it
 * @param title in a few words
 * @param detail what else there is to say; may be empty
 * @param path the console's page about it, without a slash before; may be empty
 */
public record TimelineEvent(
        Instant at, TimelineKind kind, String actor, String title, String detail, String path) {
    public TimelineEvent {
        requireNonNull(at, "at is null");
        requireNonNull(kind, "kind is null");
    }
}
