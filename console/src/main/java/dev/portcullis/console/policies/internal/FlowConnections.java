package dev.portcullis.console.policies.internal;

import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.Reply;
import dev.portcullis.hubble.Verdict;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import java.util.Optional;

/** Reads from a flow the connection that policies were asked about. */
final class FlowConnections {
    private FlowConnections() {}

    /** The connection the flow belongs to; empty for replies, L7 records and what names no peers. */
    static Optional<Connection> of(Flow flow) {
        if (flow.reply() == Reply.YES || flow.event().isL7()) {
            return Optional.empty();
        }
        var from = peer(flow.source());
        var to = peer(flow.destination());
        var protocol = Protocol.parse(flow.protocol().name());
        return from.isPresent() && to.isPresent() && protocol.isPresent()
                ? Optional.of(
                        Connection.of(
                                from.get(), to.get(), flow.destination().port(), protocol.get()))
                : Optional.empty();
    }

    /** The side whose policies the flow tells of. */
    static Optional<Direction> direction(Flow flow) {
        return switch (flow.direction()) {
            case INGRESS -> Optional.of(Direction.INGRESS);
            case EGRESS -> Optional.of(Direction.EGRESS);
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Whether it was let through; empty if the flow does not say, or says it of something else than policy. */
    static Optional<Boolean> wasAllowed(Flow flow) {
        return switch (flow.verdict()) {
            case Verdict.FORWARDED, Verdict.REDIRECTED -> Optional.of(true);
            case Verdict.DROPPED ->
                    flow.dropReason().isPolicy() || flow.event().type() == EventType.POLICY_VERDICT
                            ? Optional.of(false)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Peer> peer(FlowPeer end) {
        if (!end.namespace().isEmpty()) {
            return Optional.of(Peer.Pod.of(end.namespace(), end.pod(), end.labels()));
        }
        var address = IpAddress.parse(end.ip());
        var reserved = end.reserved();
        if (reserved.isEmpty()) {
            return address.map(Peer.Outside::new);
        }
        if (reserved.get().startsWith("world")) {
            return address.map(Peer.Outside::new);
        }
        return Optional.of(new Peer.Entity(Labels.parse(end.labels()), address));
    }
}
