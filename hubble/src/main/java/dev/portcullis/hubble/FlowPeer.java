package dev.portcullis.hubble;

import java.util.List;
import java.util.Optional;

/**
 * One end of a flow. Every string may be empty: Hubble leaves out what it does not know.
 *
 * @param cluster the cluster's name
 * @param namespace the pod's namespace; empty outside the cluster
 * @param pod the pod's name
 * @param workload the first workload Hubble names for the pod
 * @param workloadKind {@code Deployment}, {@code StatefulSet}, …
 * @param labels as Cilium writes them, {@code k8s:app=mysql}, {@code reserved:world}
 * @param identity Cilium's number for the set of labels; 2 is the world, 1 the host
 * @param names DNS names seen for the address
 * @param ip the address; empty if masked
 * @param port 0 where the protocol has none
 */
public record FlowPeer(
        String cluster,
        String namespace,
        String pod,
        String workload,
        String workloadKind,
        List<String> labels,
        int identity,
        List<String> names,
        String ip,
        int port) {

    public FlowPeer {
        labels = List.copyOf(labels);
        names = List.copyOf(names);
    }

    /** The same endpoint, at that address and with those names. */
    FlowPeer at(List<String> itsNames, String itsIp, int itsPort) {
        return new FlowPeer(
                cluster,
                namespace,
                pod,
                workload,
                workloadKind,
                labels,
                identity,
                itsNames,
                itsIp,
                itsPort);
    }

    /** {@code world} of {@code reserved:world}: what the end is when it is no pod. */
    public Optional<String> reserved() {
        for (String label : labels) {
            if (label.startsWith("reserved:")) {
                return Optional.of(label.substring("reserved:".length()));
            }
        }
        return Optional.empty();
    }

    /** The value of a label such as {@code k8s:app}; a key without a source means any source. */
    public Optional<String> label(String key) {
        for (String label : labels) {
            int from = key.indexOf(':') >= 0 ? 0 : label.indexOf(':') + 1;
            if (label.startsWith(key, from)) {
                int end = from + key.length();
                if (end == label.length()) {
                    return Optional.of("");
                }
                if (label.charAt(end) == '=') {
                    return Optional.of(label.substring(end + 1));
                }
            }
        }
        return Optional.empty();
    }
}
