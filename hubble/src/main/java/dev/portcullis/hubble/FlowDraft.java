package dev.portcullis.hubble;

import dev.portcullis.hubble.proto.flow.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A flow while its parts come in, in whatever order; what does not come stays empty. */
final class FlowDraft {
    private static final FlowPeer NOBODY = FlowRecords.peer(Endpoint.getDefaultInstance());

    Instant time = Instant.EPOCH;
    String uuid = "";
    String nodeName = "";
    int type;
    EventType event = EventType.NONE;
    int verdict;
    int dropNumber;
    int dropNamed;
    int direction;
    Reply reply = Reply.UNKNOWN;
    FlowPeer source = NOBODY;
    FlowPeer destination = NOBODY;
    List<String> sourceNames = List.of();
    List<String> destinationNames = List.of();
    String sourceIp = "";
    String destinationIp = "";
    int sourcePort;
    int destinationPort;
    Protocol protocol = Protocol.UNKNOWN;
    TcpFlags flags = TcpFlags.NONE;
    Optional<L7> l7 = Optional.empty();
    int policyMatch;
    int tracePoint;
    int traceReason;
    int proxyPort;
    List<PolicyRef> egressAllowedBy = List.of();
    List<PolicyRef> ingressAllowedBy = List.of();
    List<PolicyRef> egressDeniedBy = List.of();
    List<PolicyRef> ingressDeniedBy = List.of();
    String summary = "";

    Flow flow() {
        return new Flow(
                time,
                uuid,
                nodeName,
                type,
                event,
                verdict,
                // Old agents set only the number.
                DropReason.of(dropNamed != 0 ? dropNamed : dropNumber),
                Direction.of(direction),
                reply,
                source.at(sourceNames, sourceIp, sourcePort),
                destination.at(destinationNames, destinationIp, destinationPort),
                protocol,
                flags,
                l7,
                policyMatch,
                tracePoint,
                traceReason,
                proxyPort,
                egressAllowedBy,
                ingressAllowedBy,
                egressDeniedBy,
                ingressDeniedBy,
                summary);
    }
}
