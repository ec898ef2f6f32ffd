package dev.portcullis.console.workloads;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pod of a workload.
 *
 * @param status as kubectl shows it: {@code Running}, {@code CrashLoopBackOff}, {@code Terminating} …
 * @param ready whether all its containers are ready
 * @param restarts of all its containers
 * @param startedAt when it was accepted by a node
 * @param node where it runs; empty while it runs nowhere
 * @param containers their names, the first one first
 */
public record WorkloadPod(
        String name,
        String status,
        boolean ready,
        int restarts,
        Optional<Instant> startedAt,
        String node,
        List<String> containers) {
    public WorkloadPod {
        containers = List.copyOf(containers);
    }
}
