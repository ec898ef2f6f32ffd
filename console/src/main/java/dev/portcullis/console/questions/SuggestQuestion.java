package dev.portcullis.console.questions;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * For what policies are wanted.
 *
 * @param namespace of the workloads
 * @param workload one of them; all if empty
 * @param back how far back flows count; all that are kept if empty
 */
public record SuggestQuestion(
        String namespace, Optional<String> workload, Optional<Duration> back) {
    public SuggestQuestion {
        requireNonNull(namespace, "namespace is null");
    }
}
