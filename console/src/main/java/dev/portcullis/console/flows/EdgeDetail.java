package dev.portcullis.console.flows;

import java.time.Instant;
import java.util.List;

/**
 * All there is to say about the traffic between two nodes.
 *
 * @param edges one for each port and protocol
 * @param explanation what the policies in force now say of the port asked about
 * @param recent the newest flows, newest first; of a pair of events for one packet only one
 * @param command shows the same with Hubble's own tool
 */
public record EdgeDetail(
        List<MapEdge> edges, Explanation explanation, List<Line> recent, String command) {
    public EdgeDetail {
        edges = List.copyOf(edges);
        recent = List.copyOf(recent);
    }

    /**
     * What the policies say.
     *
     * @param outcome {@code allowed}, {@code denied}, {@code undecided}; {@code unknown} if they could not be asked
     * @param title in a word or two
     * @param text in a sentence
     * @param policies those that decided
     * @param nearest the rule that misses by least, if no rule allows it; empty otherwise
     * @param misses what it misses by
     */
    public record Explanation(
            String outcome,
            String title,
            String text,
            List<String> policies,
            String nearest,
            List<Miss> misses) {
        public Explanation {
            policies = List.copyOf(policies);
            misses = List.copyOf(misses);
        }
    }

    /** One thing a rule asks for and does not find. */
    public record Miss(String kind, String wanted, String found) {}

    /** One flow in a few words. */
    public record Line(
            Instant time,
            String sourcePod,
            String destinationPod,
            int sourcePort,
            int destinationPort,
            String flags,
            String verdict,
            String reason) {}
}
