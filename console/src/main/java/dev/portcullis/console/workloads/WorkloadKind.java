package dev.portcullis.console.workloads;

import java.util.Arrays;
import java.util.Optional;

/** What keeps pods running. */
public enum WorkloadKind {
    DEPLOYMENT("Deployment", "deployments", true),
    STATEFUL_SET("StatefulSet", "statefulsets", true),
    DAEMON_SET("DaemonSet", "daemonsets", false);

    private final String word;
    private final String plural;
    private final boolean scales;

    WorkloadKind(String word, String plural, boolean scales) {
        this.word = word;
        this.plural = plural;
        this.scales = scales;
    }

    /** As Kubernetes writes it: {@code Deployment}. */
    public String word() {
        return word;
    }

    /** The resource in the API group {@code apps}. */
    public String plural() {
        return plural;
    }

    /** Whether it has a number of replicas to set. */
    public boolean scales() {
        return scales;
    }

    /** Reads a kind as a person or kubectl writes it. Empty if it is none of these. */
    public static Optional<WorkloadKind> parse(String typed) {
        return Arrays.stream(values())
                .filter(
                        kind ->
                                kind.word.equalsIgnoreCase(typed)
                                        || kind.plural.equalsIgnoreCase(typed))
                .findFirst();
    }
}
