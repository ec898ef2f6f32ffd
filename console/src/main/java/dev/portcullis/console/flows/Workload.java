package dev.portcullis.console.flows;

import dev.portcullis.policy.Peer;
import java.util.List;
import java.util.Set;

/**
 * A workload as Kubernetes has it.
 *
 * @param kind {@code Deployment}, {@code StatefulSet}, {@code DaemonSet}, {@code Job}, {@code Pod} …
 * @param pods running pods
 * @param guarded whether it carries the label {@code portcullis.dev/guarded=true}
 * @param endpoints one pod for each set of labels its pods have, as policies see them; empty without pods
 * @param ports the TCP ports its containers name
 */
public record Workload(
        String namespace,
        String name,
        String kind,
        int pods,
        boolean guarded,
        List<Peer.Pod> endpoints,
        Set<Integer> ports) {
    public Workload {
        endpoints = List.copyOf(endpoints);
        ports = Set.copyOf(ports);
    }

    /** {@code namespace/name}. */
    public String id() {
        return namespace + "/" + name;
    }
}
