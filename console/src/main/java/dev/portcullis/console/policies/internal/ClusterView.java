package dev.portcullis.console.policies.internal;

import dev.portcullis.policy.Peer;
import java.util.List;

/** What the policies feature needs to know of workloads. */
interface ClusterView {
    /** One endpoint for each kind of pod of each workload. */
    List<Endpoint> endpoints();

    /** How many pods a workload runs. */
    int pods(String workload);

    /** A pod and the workload it stands for. */
    record Endpoint(String workload, Peer.Pod pod) {}
}
