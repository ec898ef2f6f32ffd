package dev.portcullis.console.workloads;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the newest template has got into the pods.
 *
 * @param at when that was last news; empty if the cluster does not say
 * @param revision of the template, as the cluster counts or names it; may be empty
 * @param restartedAt when somebody asked for a restart, if that is what made the template new
 */
public record Rollout(
        State state, Optional<Instant> at, String revision, Optional<Instant> restartedAt) {
    /** How far. */
    public enum State {
        /** Every pod has the newest template and is there. */
        COMPLETE("complete"),
        PROGRESSING("in progress"),
        /** It has made no progress for longer than its deadline. */
        STALLED("stalled");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word on screen and in JSON. */
        public String word() {
            return word;
        }
    }
}
