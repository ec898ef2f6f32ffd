package dev.portcullis.console.workloads;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names a workload. */
public record WorkloadId(WorkloadKind kind, String namespace, String name)
        implements Comparable<WorkloadId> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    public WorkloadId {
        requireNonNull(kind, "kind is null");
        if (!NAME.matcher(namespace).matches() || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a workload");
        }
    }

    /** From its three parts as they were typed. Empty if they name no workload. */
    public static Optional<WorkloadId> of(String kind, String namespace, String name) {
        return NAME.matcher(namespace).matches() && NAME.matcher(name).matches()
                ? WorkloadKind.parse(kind).map(known -> new WorkloadId(known, namespace, name))
                : Optional.empty();
    }

    /** Reads {@code Deployment/shop/storefront}. Empty if it is not of that form. */
    public static Optional<WorkloadId> parse(String text) {
        var parts = text.split("/", -1);
        return parts.length == 3 ? of(parts[0], parts[1], parts[2]) : Optional.empty();
    }

    /** {@code shop/storefront}. */
    public String display() {
        return namespace + "/" + name;
    }

    /** {@code deployment/storefront}, as kubectl takes it. */
    public String kubectl() {
        return kind.word().toLowerCase(java.util.Locale.ROOT) + "/" + name;
    }

    @Override
    public int compareTo(WorkloadId other) {
        int byPlace = display().compareTo(other.display());
        return byPlace != 0 ? byPlace : kind.compareTo(other.kind);
    }

    @Override
    public String toString() {
        return kind.word() + "/" + namespace + "/" + name;
    }
}
