package dev.portcullis.console.quarantine;

import dev.portcullis.policy.PolicyId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pods that are cut off now. All of it stands in the policy itself, so it outlives the console.
 *
 * @param policy the policy that does it
 * @param workload whom it is about, as {@code namespace/name}
 * @param labels what it selects by
 * @param by who began it
 * @param reason why
 * @param since when it was made
 * @param releaseAt when it ends by itself; empty if somebody has taken that out of the policy, then by hand only
 * @param incident the number of the incident that is the cause
 * @param denied packets and requests it denied since the console saw it, each counted once per event
 * @param proven when the first of them was seen
 * @param problem why it could not be released yet; empty if nothing is wrong
 */
public record Quarantine(
        PolicyId policy,
        String workload,
        Map<String, String> labels,
        String by,
        String reason,
        Instant since,
        Optional<Instant> releaseAt,
        OptionalLong incident,
        long denied,
        Optional<Instant> proven,
        String problem) {
    public Quarantine {
        labels = Map.copyOf(labels);
    }
}
