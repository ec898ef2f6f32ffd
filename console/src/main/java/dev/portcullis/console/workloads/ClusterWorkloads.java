package dev.portcullis.console.workloads;

import dev.portcullis.console.cluster.ReadProblem;
import java.util.List;
import java.util.Optional;

/** The workloads of the cluster, as they are now. Every change is written to the audit log before it is made. */
public interface ClusterWorkloads {
    /** All of them, by namespace and name. Never waits for the cluster. */
    List<ClusterWorkload> list();

    Optional<ClusterWorkload> find(WorkloadId id);

    /** Why the list may be old, incomplete or empty; empty if it is sound. */
    Optional<ReadProblem> problem();

    /** What may be done here. Asks the cluster, and remembers the answer for a while. */
    Rights rights(WorkloadId id);

    /** Makes a change. Waits until the cluster has answered, not until its controllers are done. */
    ChangeResult change(ChangeRequest request);
}
