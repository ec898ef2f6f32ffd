package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.internal.MovePreview.Endpoint;
import dev.portcullis.hubble.Flow;
import java.util.List;

/** What the policies feature needs to know of traffic and workloads. */
interface ClusterView {
    /** Flows seen lately, newest first, at most so many. */
    List<Flow> recent(int limit);

    /** One endpoint for each kind of pod of each workload. */
    List<Endpoint> endpoints();

    /** How many pods a workload runs. */
    int pods(String workload);
}
