package dev.portcullis.console.quarantine;

import dev.portcullis.policy.PolicyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Quarantines as a reader meets them. */
public final class TestQuarantines {
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    public static final PolicyId POLICY = PolicyId.cnp("shop", "portcullis-quarantine-0a1b2c3d4e");

    private TestQuarantines() {}

    /** Of shop/curious, for incident 31, proven. */
    public static Quarantine held() {
        return of(Optional.of(START.plusSeconds(900)), 24, Optional.of(START.plusSeconds(1)), "");
    }

    /** The same, as it stands. */
    public static Quarantine of(
            Optional<Instant> releaseAt, long denied, Optional<Instant> proven, String problem) {
        return new Quarantine(
                POLICY,
                "shop/curious",
                Map.of("app", "curious"),
                "operator",
                "It scans",
                START,
                releaseAt,
                OptionalLong.of(31),
                denied,
                proven,
                problem);
    }

    /** A plan that hits these. */
    public static PlanResult.Planned plan(String workload, List<String> guarded) {
        var subject = QuarantineSubject.parse(workload, "").orElseThrow();
        return new PlanResult.Planned(
                new QuarantinePlan(
                        subject,
                        POLICY,
                        Map.of("app", subject.workload()),
                        """
                        apiVersion: cilium.io/v2
                        kind: CiliumNetworkPolicy
                        metadata: {name: portcullis-quarantine-0a1b2c3d4e, namespace: shop}
                        spec:
                          endpointSelector: {matchLabels: {app: curious}}
                          ingressDeny: [{fromEntities: [all]}]
                          egressDeny: [{toEntities: [all]}]
                        """,
                        "kubectl apply -f -",
                        List.of(workload),
                        guarded,
                        List.of("The kubelet's probes are denied too.")));
    }
}
