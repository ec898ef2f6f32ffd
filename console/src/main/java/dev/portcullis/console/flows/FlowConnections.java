package dev.portcullis.console.flows;

import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.Verdict;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Request;
import dev.portcullis.policy.flows.Recorded;
import java.util.Map;
import java.util.Optional;

/** Reads from a flow the connection that policies were asked about. */
public final class FlowConnections {
    private static final int FIRST_EPHEMERAL = 32_768;

    private FlowConnections() {}

    /** The connection the flow belongs to; empty for answers, L7 records and what names no peers. */
    public static Optional<Connection> of(Flow flow) {
        return answers(flow) || flow.event().isL7() ? Optional.empty() : read(flow);
    }

    /** The same, L7 requests included: then the connection asks for what was requested. */
    public static Optional<Connection> asked(Flow flow) {
        if (answers(flow)) {
            return Optional.empty();
        }
        var connection = read(flow);
        return flow.l7()
                .flatMap(FlowConnections::request)
                .flatMap(request -> connection.map(made -> made.asking(request)))
                .or(() -> connection);
    }

    /**
     * What became of the connection, by this flow alone. What a pod's own policies let go to another pod may still be
     * denied there, so of that nothing is known yet.
     */
    public static Recorded recorded(Flow flow) {
        return wasAllowed(flow)
                .map(
                        allowed -> {
                            if (!allowed) {
                                return Recorded.DENIED;
                            }
                            return isOfSenderOnly(flow) ? Recorded.OTHER : Recorded.ALLOWED;
                        })
                .orElse(Recorded.OTHER);
    }

    private static boolean isOfSenderOnly(Flow flow) {
        return direction(flow).filter(Direction.EGRESS::equals).isPresent()
                && !flow.destination().namespace().isEmpty()
                && !flow.isAtEndpoint()
                && !flow.event().isL7();
    }

    /**
     * Whether the flow goes from the server to the client. Drops do not say whether they answer
     * something; a packet from a server's port to a client's does.
     */
    public static boolean answers(Flow flow) {
        return switch (flow.reply()) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN ->
                    !flow.tcpFlags().isFirstSyn()
                            && flow.destination().port() >= FIRST_EPHEMERAL
                            && flow.source().port() > 0
                            && flow.source().port() < FIRST_EPHEMERAL;
        };
    }

    private static Optional<Connection> read(Flow flow) {
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
    public static Optional<Direction> direction(Flow flow) {
        return switch (flow.direction()) {
            case INGRESS -> Optional.of(Direction.INGRESS);
            case EGRESS -> Optional.of(Direction.EGRESS);
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Whether it was let through; empty if the flow does not say, or says it of something else than policy. */
    public static Optional<Boolean> wasAllowed(Flow flow) {
        return switch (flow.verdict()) {
            case Verdict.FORWARDED, Verdict.REDIRECTED -> Optional.of(true);
            case Verdict.DROPPED ->
                    flow.dropReason().isPolicy()
                                    || flow.event().type() == EventType.POLICY_VERDICT
                                    || flow.event().isL7()
                            ? Optional.of(false)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Request> request(L7 record) {
        return switch (record) {
            case L7.Http http -> {
                var uri = http.url().replaceFirst("^[a-z]+://", "");
                var slash = uri.indexOf('/');
                yield Optional.of(
                        new Request.Http(
                                http.method(),
                                slash < 0 ? "/" : uri.substring(slash),
                                slash < 0 ? uri : uri.substring(0, slash),
                                Map.of()));
            }
            case L7.Dns dns -> Optional.of(new Request.Dns(dns.query()));
            case L7.Other _ -> Optional.empty();
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
