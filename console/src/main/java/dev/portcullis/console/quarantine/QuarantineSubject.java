package dev.portcullis.console.quarantine;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Whom a quarantine is to be about.
 *
 * @param namespace where
 * @param workload the workload's name on the map
 * @param pod one of its pods; then the quarantine is about all pods with that pod's labels, which is the least a policy
 *     can select, else about all pods of the workload
 */
public record QuarantineSubject(String namespace, String workload, Optional<String> pod) {
    public QuarantineSubject {
        requireNonNull(pod, "pod is null");
        if (namespace.isBlank() || workload.isBlank()) {
            throw new IllegalArgumentException(
                    "A quarantine is about a workload, written namespace/name");
        }
    }

    /** Reads {@code namespace/name}. Empty if it is something else. */
    public static Optional<QuarantineSubject> parse(String workload, String pod) {
        int slash = workload.indexOf('/');
        return slash < 1 || slash == workload.length() - 1
                ? Optional.empty()
                : Optional.of(
                        new QuarantineSubject(
                                workload.substring(0, slash),
                                workload.substring(slash + 1),
                                Optional.of(pod).filter(name -> !name.isBlank())));
    }

    /** {@code namespace/workload}. */
    public String id() {
        return namespace + "/" + workload;
    }
}
