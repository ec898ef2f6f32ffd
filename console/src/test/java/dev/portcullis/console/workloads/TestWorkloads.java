package dev.portcullis.console.workloads;

import dev.portcullis.console.workloads.ClusterWorkload.Isolation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Workloads for tests. */
public final class TestWorkloads {
    public static final WorkloadId STOREFRONT =
            new WorkloadId(WorkloadKind.DEPLOYMENT, "shop", "storefront");
    public static final WorkloadId MYSQL =
            new WorkloadId(WorkloadKind.STATEFUL_SET, "users", "mysql");

    private TestWorkloads() {}

    /** Two pods, nothing isolates it. */
    public static ClusterWorkload storefront() {
        return new ClusterWorkload(
                STOREFRONT,
                false,
                2,
                1,
                3,
                List.of("portcullis/traffic:0.1.0"),
                Isolation.OPEN,
                Isolation.OPEN,
                List.of(),
                new Rollout(
                        Rollout.State.PROGRESSING,
                        Optional.of(Instant.parse("2026-11-22T11:00:00Z")),
                        "4",
                        Optional.empty()),
                "",
                List.of(
                        pod("storefront-a", "Running", true),
                        pod("storefront-b", "CrashLoopBackOff", false)));
    }

    /** The guarded database. */
    public static ClusterWorkload mysql() {
        return new ClusterWorkload(
                MYSQL,
                true,
                1,
                1,
                0,
                List.of("mysql:8.4"),
                Isolation.ISOLATED,
                Isolation.ISOLATED,
                List.of("users/mysql-ingress"),
                new Rollout(Rollout.State.COMPLETE, Optional.empty(), "", Optional.empty()),
                "",
                List.of(pod("mysql-0", "Running", true)));
    }

    private static WorkloadPod pod(String name, String status, boolean ready) {
        return new WorkloadPod(
                name,
                status,
                ready,
                ready ? 0 : 3,
                Optional.of(Instant.parse("2026-11-22T10:00:00Z")),
                "node-1",
                List.of("main", "proxy"));
    }
}
