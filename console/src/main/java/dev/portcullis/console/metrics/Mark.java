package dev.portcullis.console.metrics;

import java.time.Instant;

/**
 * Something that happened, to be marked on the charts of its time.
 *
 * @param kind decides the drawing
 * @param label a few words
 */
public record Mark(Instant at, Kind kind, String label) {
    /** What it was. */
    public enum Kind {
        POLICY_OFF,
        POLICY_ON,
        DRILL,
        INCIDENT,
        QUARANTINE,
        ROLLOUT
    }
}
