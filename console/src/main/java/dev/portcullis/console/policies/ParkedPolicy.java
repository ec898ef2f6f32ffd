package dev.portcullis.console.policies;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.PolicyId;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy that is off: all that is needed to turn it on again.
 *
 * @param id its name
 * @param manifest the object as JSON, without what the API server adds
 * @param by who turned it off
 * @param reason why
 * @param at when; empty if it was parked by hand
 * @param uid the object's uid while it was on; empty if it was parked by hand
 * @param resourceVersion the version that was parked
 * @param restoreAt when it turns on by itself
 * @param earlier a manifest parked under this name before, which was replaced by another policy
 */
public record ParkedPolicy(
        PolicyId id,
        String manifest,
        String by,
        String reason,
        Optional<Instant> at,
        String uid,
        String resourceVersion,
        Optional<Instant> restoreAt,
        Optional<String> earlier) {
    public ParkedPolicy {
        requireNonNull(id, "id is null");
        requireNonNull(manifest, "manifest is null");
    }
}
