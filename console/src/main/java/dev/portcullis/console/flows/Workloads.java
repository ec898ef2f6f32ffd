package dev.portcullis.console.flows;

import java.util.Collection;
import java.util.Optional;

/** The workloads of the cluster, kept up to date from Kubernetes. Never waits: what is not known yet is empty. */
public interface Workloads {
    /** All of them; a copy. */
    Collection<Workload> all();

    Optional<Workload> find(String namespace, String name);

    /** The name of the workload that owns a pod. */
    Optional<String> ownerOf(String namespace, String pod);

    /** Grows with each change, so that a follower knows when to read again. */
    long version();

    /** Why the list may be wrong or empty; empty if it is sound. */
    Optional<String> problem();
}
