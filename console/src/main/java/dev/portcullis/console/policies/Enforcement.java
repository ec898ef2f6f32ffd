package dev.portcullis.console.policies;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the last change of a gate has come, and what proves it.
 *
 * @param asked when somebody asked for it; empty if this console did not change it
 * @param applied when the API server had it
 * @param accepted when Cilium's operator called it valid
 * @param proven when the first flow was seen that only this change explains
 * @param lastProof the newest such flow
 * @param proof that flow in words; empty if there is none
 */
public record Enforcement(
        Optional<Instant> asked,
        Optional<Instant> applied,
        Optional<Instant> accepted,
        Optional<Instant> proven,
        Optional<Instant> lastProof,
        String proof) {

    /** Nothing known. */
    public static final Enforcement NOT_OBSERVED =
            new Enforcement(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "");

    /** From the API server's answer to the first flow that proves it. */
    public Optional<Duration> timeToProof() {
        return applied.flatMap(start -> proven.map(end -> Duration.between(start, end)));
    }
}
