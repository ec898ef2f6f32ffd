package dev.portcullis.console.flows;

import java.time.Instant;
import java.util.List;

/**
 * All flows from one workload to another on one port and protocol. Replies are folded onto the edge they answer.
 *
 * <p>What is counted, since the console started: {@code forwarded} are events that show a packet reach its
 * destination, once for a new connection even where Hubble reports it twice; {@code dropped} are denied attempts and
 * refused requests, once each even where Hubble reports a verdict and a drop; {@code redirected} are connections
 * handed to the L7 proxy, {@code requests} the requests it let through; {@code other} are errors and audit verdicts;
 * {@code undecided} are events of the sender's side alone, where nothing tells what became of them.
 *
 * @param id names the edge, for as long as the console runs
 * @param source the id of a node
 * @param destination the id of a node
 * @param port the destination's port; 0 where there is none or several were folded
 * @param portName {@code 3306}, {@code 32768+} for folded ephemeral ports, {@code other} for folded rare ports
 * @param protocol {@code TCP}, {@code UDP} …
 * @param forwardedRate events per second over the last five seconds, requests included
 * @param droppedRate denials per second over the last five seconds
 * @param l7 {@code HTTP} or {@code DNS} if the proxy reads it, else empty
 * @param lastSeen the newest flow, replies included
 * @param lastDenied the newest denial; null if there was none
 * @param lastDropReason in words; empty if there was none
 * @param policies the policies that flows of the edge named, kind left out
 */
public record MapEdge(
        String id,
        String source,
        String destination,
        int port,
        String portName,
        String protocol,
        long forwarded,
        long dropped,
        long redirected,
        long requests,
        long other,
        long undecided,
        double forwardedRate,
        double droppedRate,
        String l7,
        Instant lastSeen,
        @org.jspecify.annotations.Nullable Instant lastDenied,
        String lastDropReason,
        List<String> policies) {
    public MapEdge {
        policies = List.copyOf(policies);
    }
}
