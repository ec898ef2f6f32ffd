package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.PolicyRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** An edge of the map while it lives. Guarded by the store's lock. */
final class Edge {
    private static final int MAX_POLICIES = 16;

    /** Folded ports have numbers no real port has. */
    static final int EPHEMERAL = -1;

    static final int OTHER_PORTS = -2;

    /** What makes an edge: there is one per key. */
    record Key(Node source, Node destination, int port, String protocol) {}

    final Key key;
    final String id;
    long forwarded;
    long dropped;
    long redirected;
    long requests;
    long other;
    long undecided;
    long lastSeenMillis;
    long lastDeniedMillis;
    String lastDropReason = "";
    String l7 = "";
    private final RateWindow passing = new RateWindow();
    private final RateWindow denials = new RateWindow();
    private final TreeSet<String> policies = new TreeSet<>();

    /** What was cut already; see {@link #cut}. */
    private final long[] cut = new long[6];

    /** Where it stands in the list of all edges. */
    int place;

    /** Changed since it was last sent, and when it was. */
    boolean dirty = true;

    boolean urgent = true;
    long sentMillis;
    private double shownRates = -1;

    Edge(Key key, String id) {
        this.key = key;
        this.id = id;
    }

    void add(Flow flow, Count count, long nowMillis) {
        long second = nowMillis / 1000;
        switch (count) {
            case FORWARDED -> {
                // The first of its kind changes how the edge is drawn, and is sent at once.
                urgent |= forwarded == 0;
                forwarded++;
                passing.add(second);
            }
            case DROPPED -> {
                urgent = true;
                dropped++;
                lastDeniedMillis = nowMillis;
                denials.add(second);
            }
            case REDIRECTED -> {
                urgent |= redirected == 0;
                redirected++;
            }
            case REQUEST -> {
                urgent |= requests == 0;
                requests++;
                passing.add(second);
            }
            case OTHER -> other++;
            case UNDECIDED -> undecided++;
            case NOTHING -> {}
        }
        lastSeenMillis = nowMillis;
        learn(flow);
        dirty = true;
    }

    /** Takes over the counts of an edge that had to give way. */
    void absorb(Edge gone) {
        forwarded += gone.forwarded;
        dropped += gone.dropped;
        redirected += gone.redirected;
        requests += gone.requests;
        other += gone.other;
        undecided += gone.undecided;
        for (int i = 0; i < cut.length; i++) {
            cut[i] += gone.cut[i];
        }
        lastSeenMillis = Math.max(lastSeenMillis, gone.lastSeenMillis);
        lastDeniedMillis = Math.max(lastDeniedMillis, gone.lastDeniedMillis);
        dirty = true;
    }

    /** What was counted since the last cut; empty if nothing was. */
    Optional<FlowMinute.EdgeCount> cut() {
        long[] now = {forwarded, dropped, redirected, requests, other, undecided};
        if (Arrays.equals(now, cut)) {
            return Optional.empty();
        }
        var count =
                new FlowMinute.EdgeCount(
                        key.source().id,
                        key.destination().id,
                        key.port(),
                        portName(),
                        key.protocol(),
                        forwarded - cut[0],
                        dropped - cut[1],
                        redirected - cut[2],
                        requests - cut[3],
                        other - cut[4],
                        undecided - cut[5],
                        l7,
                        dropped > cut[1] ? lastDropReason : "",
                        List.copyOf(policies));
        System.arraycopy(now, 0, cut, 0, cut.length);
        return Optional.of(count);
    }

    long total() {
        return forwarded + dropped + redirected + requests + other + undecided;
    }

    /**
     * Whether it should be sent: something changed, or its rates sank. Ordinary changes wait for their second.
     *
     * @param mayHurry whether one that cannot wait, such as a denial, is sent before that
     */
    boolean wantsSending(long nowMillis, boolean mayHurry) {
        if (urgent && mayHurry) {
            return true;
        }
        if (nowMillis - sentMillis < 950) {
            return false;
        }
        return dirty || shownRates > 0;
    }

    MapEdge send(long nowMillis) {
        var shown = show(nowMillis);
        dirty = false;
        urgent = false;
        sentMillis = nowMillis;
        shownRates = shown.forwardedRate() + shown.droppedRate();
        return shown;
    }

    MapEdge show(long nowMillis) {
        long second = nowMillis / 1000;
        return new MapEdge(
                id,
                key.source().id,
                key.destination().id,
                Math.max(key.port(), 0),
                portName(),
                key.protocol(),
                forwarded,
                dropped,
                redirected,
                requests,
                other,
                undecided,
                passing.perSecond(second),
                denials.perSecond(second),
                l7,
                Instant.ofEpochMilli(lastSeenMillis),
                lastDeniedMillis == 0 ? null : Instant.ofEpochMilli(lastDeniedMillis),
                lastDropReason,
                List.copyOf(policies));
    }

    private String portName() {
        return switch (key.port()) {
            case EPHEMERAL -> "32768+";
            case OTHER_PORTS -> "other";
            case 0 -> "";
            default -> Integer.toString(key.port());
        };
    }

    private void learn(Flow flow) {
        if (flow.dropReason().number() != 0) {
            lastDropReason = flow.dropReason().words();
        }
        flow.l7().ifPresent(this::learn);
        remember(flow.ingressAllowedBy());
        remember(flow.egressAllowedBy());
        remember(flow.ingressDeniedBy());
        remember(flow.egressDeniedBy());
    }

    private void learn(L7 record) {
        l7 =
                switch (record) {
                    case L7.Http _ -> "HTTP";
                    case L7.Dns _ -> "DNS";
                    case L7.Other(var _, var _, var protocol) -> protocol;
                };
    }

    private void remember(List<PolicyRef> named) {
        for (var policy : named) {
            if (policies.size() < MAX_POLICIES) {
                policies.add(
                        policy.namespace().isEmpty()
                                ? policy.name()
                                : policy.namespace() + "/" + policy.name());
            }
        }
    }
}
