package dev.portcullis.console.metrics.internal;

import java.util.List;
import java.util.Map;

/**
 * What was counted in a span of time.
 *
 * @param second when it began, by the epoch
 * @param traffic attempts by pair of workloads
 * @param drops dropped packets and refused requests by reason
 * @param latencies how long connections took to open, and requests to be answered
 * @param refusals answers that said no, by status
 * @param client what the user service measured itself
 */
record Slot(
        long second,
        List<Traffic> traffic,
        List<Drop> drops,
        List<Latency> latencies,
        List<Refusal> refusals,
        List<Client> client) {
    Slot {
        traffic = List.copyOf(traffic);
        drops = List.copyOf(drops);
        latencies = List.copyOf(latencies);
        refusals = List.copyOf(refusals);
        client = List.copyOf(client);
    }

    /** Events from one node of the map to another. */
    record Traffic(String from, String to, long allowed, long denied) {}

    /**
     * Packets that went nowhere.
     *
     * @param reason in words
     * @param policy whether a policy is behind it
     * @param direction {@code ingress} or {@code egress}; {@code –} if unknown
     */
    record Drop(String reason, boolean policy, String direction, String to, long count) {}

    /** Times from one node of the map to another, counted by {@link LatencyScale}. */
    record Latency(Timed timed, String from, String to, Map<Integer, Long> counts) {
        Latency {
            counts = Map.copyOf(counts);
        }
    }

    /** What was timed. */
    enum Timed {
        /** From a SYN to the SYN-ACK that answers it. */
        HANDSHAKE,
        /** From a request to its answer, by the L7 proxy. */
        REQUEST
    }

    /** Answers with a status of 401 or 403. */
    record Refusal(int status, String from, String to, long count) {}

    /** So many times, and so many seconds in all. */
    record Client(Measured measured, long count, double seconds) {}

    /** What the user service measures. */
    enum Measured {
        /** Opening a connection to the database, login included. */
        OPENED,
        /** Waiting for a connection of the pool. */
        WAITED,
        /** Answering a request. */
        ANSWERED
    }
}
