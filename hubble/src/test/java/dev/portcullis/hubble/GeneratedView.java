package dev.portcullis.hubble;

import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.Policy;
import dev.portcullis.hubble.proto.flow.Workload;
import java.util.List;
import java.util.Optional;

/** The record of a flow by way of the generated classes: slow and obvious, to measure the fast way by. */
final class GeneratedView {

    private GeneratedView() {}

    static Flow read(dev.portcullis.hubble.proto.flow.Flow flow) {
        Layer4 l4 = flow.getL4();
        return new Flow(
                FlowRecords.instant(flow.getTime()),
                flow.getUuid(),
                flow.getNodeName(),
                flow.getTypeValue(),
                flow.hasEventType()
                        ? new EventType(
                                flow.getEventType().getType(), flow.getEventType().getSubType())
                        : EventType.NONE,
                flow.getVerdictValue(),
                DropReason.of(dropReason(flow)),
                Direction.of(flow.getTrafficDirectionValue()),
                reply(flow),
                peer(
                        flow.getSource(),
                        flow.getSourceNamesList(),
                        flow.getIP().getSource(),
                        sourcePort(l4)),
                peer(
                        flow.getDestination(),
                        flow.getDestinationNamesList(),
                        flow.getIP().getDestination(),
                        destinationPort(l4)),
                protocol(l4),
                l4.hasTCP() ? FlowRecords.tcpFlags(l4.getTCP().getFlags()) : TcpFlags.NONE,
                flow.hasL7() ? Optional.of(FlowRecords.l7(flow.getL7())) : Optional.empty(),
                flow.getPolicyMatchType(),
                flow.getTraceObservationPointValue(),
                flow.getTraceReasonValue(),
                flow.getProxyPort(),
                policies(flow.getEgressAllowedByList()),
                policies(flow.getIngressAllowedByList()),
                policies(flow.getEgressDeniedByList()),
                policies(flow.getIngressDeniedByList()),
                summary(flow));
    }

    @SuppressWarnings("deprecation") // Old agents set only the number.
    private static int dropReason(dev.portcullis.hubble.proto.flow.Flow flow) {
        int named = flow.getDropReasonDescValue();
        return named != 0 ? named : flow.getDropReason();
    }

    @SuppressWarnings("deprecation") // There is no other summary.
    private static String summary(dev.portcullis.hubble.proto.flow.Flow flow) {
        return flow.getSummary();
    }

    private static Reply reply(dev.portcullis.hubble.proto.flow.Flow flow) {
        if (!flow.hasIsReply()) {
            return Reply.UNKNOWN;
        }
        return flow.getIsReply().getValue() ? Reply.YES : Reply.NO;
    }

    private static FlowPeer peer(Endpoint endpoint, List<String> names, String ip, int port) {
        Workload workload =
                endpoint.getWorkloadsCount() == 0
                        ? Workload.getDefaultInstance()
                        : endpoint.getWorkloads(0);
        return new FlowPeer(
                endpoint.getClusterName(),
                endpoint.getNamespace(),
                endpoint.getPodName(),
                workload.getName(),
                workload.getKind(),
                endpoint.getLabelsList(),
                endpoint.getIdentity(),
                names,
                ip,
                port);
    }

    private static int sourcePort(Layer4 l4) {
        return switch (l4.getProtocolCase()) {
            case TCP -> l4.getTCP().getSourcePort();
            case UDP -> l4.getUDP().getSourcePort();
            case SCTP -> l4.getSCTP().getSourcePort();
            default -> 0;
        };
    }

    private static int destinationPort(Layer4 l4) {
        return switch (l4.getProtocolCase()) {
            case TCP -> l4.getTCP().getDestinationPort();
            case UDP -> l4.getUDP().getDestinationPort();
            case SCTP -> l4.getSCTP().getDestinationPort();
            default -> 0;
        };
    }

    private static Protocol protocol(Layer4 l4) {
        return switch (l4.getProtocolCase()) {
            case TCP -> Protocol.TCP;
            case UDP -> Protocol.UDP;
            case ICMPV4 -> Protocol.ICMPV4;
            case ICMPV6 -> Protocol.ICMPV6;
            case SCTP -> Protocol.SCTP;
            case VRRP -> Protocol.VRRP;
            case IGMP -> Protocol.IGMP;
            case PROTOCOL_NOT_SET -> Protocol.UNKNOWN;
        };
    }

    private static List<PolicyRef> policies(List<Policy> policies) {
        if (policies.isEmpty()) {
            return List.of();
        }
        return policies.stream()
                .map(
                        policy ->
                                new PolicyRef(
                                        policy.getKind(),
                                        policy.getNamespace(),
                                        policy.getName(),
                                        policy.getRevision()))
                .toList();
    }
}
