package dev.portcullis.console.drills;

import dev.portcullis.hubble.Direction;
import dev.portcullis.hubble.DropReason;
import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.PolicyRef;
import dev.portcullis.hubble.Protocol;
import dev.portcullis.hubble.Reply;
import dev.portcullis.hubble.TcpFlags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Flows between an attacker and the database, as Cilium reports them. */
public final class TestDrillFlows {
    private TestDrillFlows() {}

    /** What a denied SYN leaves behind: the policy's verdict, and the drop. */
    public static List<Flow> denied(DrillId drill, Instant at, int sourcePort) {
        return List.of(policyVerdict(drill, at, sourcePort), drop(drill, at, sourcePort));
    }

    /** A policy denied the SYN. */
    public static Flow policyVerdict(DrillId drill, Instant at, int sourcePort) {
        return flow(
                drill,
                at,
                sourcePort,
                new EventType(EventType.POLICY_VERDICT, 0),
                2,
                Direction.INGRESS,
                TcpFlags.SYN,
                List.of());
    }

    /** The SYN was dropped. */
    public static Flow drop(DrillId drill, Instant at, int sourcePort) {
        return flow(
                drill,
                at,
                sourcePort,
                new EventType(EventType.DROP, 133),
                2,
                Direction.INGRESS,
                TcpFlags.SYN,
                List.of());
    }

    /** A packet of a session that stood already was dropped. */
    public static Flow cut(DrillId drill, Instant at, int sourcePort) {
        return flow(
                drill,
                at,
                sourcePort,
                new EventType(EventType.DROP, 133),
                2,
                Direction.INGRESS,
                TcpFlags.ACK | TcpFlags.PSH,
                List.of());
    }

    /** The SYN left the attacker. */
    public static Flow left(DrillId drill, Instant at, int sourcePort) {
        return flow(
                drill,
                at,
                sourcePort,
                new EventType(EventType.POLICY_VERDICT, 0),
                1,
                Direction.EGRESS,
                TcpFlags.SYN,
                List.of());
    }

    /** The SYN came in, allowed by a policy. */
    public static Flow arrived(DrillId drill, Instant at, int sourcePort, String policy) {
        return flow(
                drill,
                at,
                sourcePort,
                new EventType(EventType.POLICY_VERDICT, 0),
                1,
                Direction.INGRESS,
                TcpFlags.SYN,
                List.of(new PolicyRef("CiliumNetworkPolicy", "users", policy, 1)));
    }

    private static Flow flow(
            DrillId drill,
            Instant at,
            int sourcePort,
            EventType event,
            int verdict,
            Direction direction,
            int flags,
            List<PolicyRef> allowedBy) {
        return new Flow(
                at,
                "",
                "node-1",
                1,
                event,
                verdict,
                DropReason.of(verdict == 2 ? 133 : 0),
                direction,
                Reply.UNKNOWN,
                peer(
                        "drills",
                        drill.jobName() + "-x7k2p",
                        List.of("k8s:app=intruder", "k8s:portcullis.dev/drill=" + drill),
                        sourcePort),
                peer("users", "mysql-0", List.of("k8s:app=mysql"), 3306),
                Protocol.TCP,
                TcpFlags.of(flags),
                Optional.empty(),
                0,
                0,
                0,
                0,
                List.of(),
                allowedBy,
                List.of(),
                List.of(),
                "");
    }

    private static FlowPeer peer(String namespace, String pod, List<String> labels, int port) {
        return new FlowPeer(
                "", namespace, pod, "", "", labels, 4711, List.of(), "10.244.0.9", port);
    }
}
