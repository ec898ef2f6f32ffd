package dev.portcullis.hubble;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One Hubble flow: an event of the datapath or of a proxy, not a connection. One allowed connection
 * yields many; each denied SYN yields two (a policy verdict and a drop).
 *
 * @param time when the node saw it, by the node's clock
 * @param uuid the event's own name; empty from agents that give none
 * @param nodeName where it was seen
 * @param type {@code 1} packet, {@code 2} L7 record, {@code 3} socket, by Hubble's numbers
 * @param event the kind of event
 * @param verdictNumber Hubble's number, also where this build has no word for it
 * @param dropReason why, if it was dropped
 * @param direction seen from the endpoint that met it
 * @param reply whether it answers another packet
 * @param source who sent it
 * @param destination whom it was for
 * @param protocol its transport
 * @param tcpFlags none for other transports
 * @param l7 what a proxy read in it
 * @param policyMatch what kind of rule matched, by Hubble's numbers; on policy verdicts
 * @param tracePoint where a trace event was taken, by Hubble's numbers (101 = to the endpoint)
 * @param traceReason what connection tracking said, by Hubble's numbers (1 new, 2 established, 3
 *     reply)
 * @param proxyPort the local proxy's port if it was redirected
 * @param egressAllowedBy policies named as allowing it on its way out
 * @param ingressAllowedBy policies named as allowing it on its way in
 * @param egressDeniedBy policies whose deny rule hit on its way out; never for a default deny
 * @param ingressDeniedBy policies whose deny rule hit on its way in; never for a default deny
 * @param summary Hubble's own one line, which it no longer promises
 */
public record Flow(
        Instant time,
        String uuid,
        String nodeName,
        int type,
        EventType event,
        int verdictNumber,
        DropReason dropReason,
        Direction direction,
        Reply reply,
        FlowPeer source,
        FlowPeer destination,
        Protocol protocol,
        TcpFlags tcpFlags,
        Optional<L7> l7,
        int policyMatch,
        int tracePoint,
        int traceReason,
        int proxyPort,
        List<PolicyRef> egressAllowedBy,
        List<PolicyRef> ingressAllowedBy,
        List<PolicyRef> egressDeniedBy,
        List<PolicyRef> ingressDeniedBy,
        String summary) {

    private static final int TO_ENDPOINT = 101;

    public Flow {
        requireNonNull(time, "time is null");
        egressAllowedBy = List.copyOf(egressAllowedBy);
        ingressAllowedBy = List.copyOf(ingressAllowedBy);
        egressDeniedBy = List.copyOf(egressDeniedBy);
        ingressDeniedBy = List.copyOf(ingressDeniedBy);
    }

    /** The verdict as a word. */
    public Verdict verdict() {
        return Verdict.of(verdictNumber);
    }

    /** All policies named as allowing it, both ways. */
    public List<PolicyRef> allowedBy() {
        return both(egressAllowedBy, ingressAllowedBy);
    }

    /** All policies named as denying it, both ways. */
    public List<PolicyRef> deniedBy() {
        return both(egressDeniedBy, ingressDeniedBy);
    }

    /** Whether it was seen on its way into the endpoint (TO_ENDPOINT = 101 in flow.proto's TraceObservationPoint). */
    public boolean isAtEndpoint() {
        return tracePoint == TO_ENDPOINT;
    }

    private static List<PolicyRef> both(List<PolicyRef> egress, List<PolicyRef> ingress) {
        if (ingress.isEmpty()) {
            return egress;
        }
        if (egress.isEmpty()) {
            return ingress;
        }
        return java.util.stream.Stream.concat(egress.stream(), ingress.stream()).toList();
    }
}
