package dev.portcullis.console.questions.internal;

import dev.portcullis.console.history.History.PastEdges;
import dev.portcullis.console.questions.ObservedWindow;
import dev.portcullis.console.questions.ObservedWindow.LeftOut;
import dev.portcullis.hubble.Flow;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Past minutes, whose edges are asked about as connections between the pods that the workloads have now. What has no
 * such pod, and what no connection can be made of, is counted by its reason.
 */
final class PastMinutes implements Window {
    private static final int NAMED = 3;
    private static final String NOBODY =
            "between nodes that found no room or have no known identity";
    private static final String PORTS = "on rare or ephemeral ports, which are counted together,";
    private static final String PROTOCOL = "of protocols that policies do not know";
    private static final String NO_PATHS =
            "Minutes count requests without their paths: what rules for paths would change is not in it.";
    private static final String NO_ADDRESSES =
            "Minutes count the world as one: rules for address blocks are undecided for it.";

    private final Map<FoldedFlow, Ends> ends = new IdentityHashMap<>();
    private final FlowWindow folded;
    private final ObservedWindow observed;

    private PastMinutes(PastEdges past, Endpoints endpoints) {
        var flows = new ArrayList<FoldedFlow>();
        var left = new LinkedHashMap<String, Long>();
        var gone = new TreeSet<String>();
        long ofGone = 0;
        long all = 0;
        boolean requests = false;
        boolean world = false;
        for (var edge : past.edges()) {
            all += edge.total();
            requests |= edge.requests() > 0 || !edge.l7().isEmpty();
            var from = endpoints.peer(edge.source());
            var to = endpoints.peer(edge.destination());
            var protocol = Protocol.parse(edge.protocol());
            if (isUnknown(edge.source(), from) || isUnknown(edge.destination(), to)) {
                left.merge(NOBODY, edge.total(), Long::sum);
            } else if (from.isEmpty() || to.isEmpty()) {
                ofGone += edge.total();
                from.ifPresentOrElse(_ -> {}, () -> gone.add(edge.source()));
                to.ifPresentOrElse(_ -> {}, () -> gone.add(edge.destination()));
            } else if (edge.port() < 0) {
                left.merge(PORTS, edge.total(), Long::sum);
            } else if (protocol.isEmpty() || edge.port() > most(protocol.get())) {
                left.merge(PROTOCOL, edge.total(), Long::sum);
            } else {
                world |= isWorld(edge.source()) || isWorld(edge.destination());
                var flow =
                        new FoldedFlow(
                                Connection.of(from.get(), to.get(), edge.port(), protocol.get()),
                                edge.forwarded() + edge.redirected() + edge.requests(),
                                edge.dropped(),
                                edge.other() + edge.undecided(),
                                past.from(),
                                past.to(),
                                List.of());
                ends.put(flow, new Ends(edge.source(), edge.destination()));
                flows.add(flow);
            }
        }
        var parts = new ArrayList<LeftOut>();
        if (!gone.isEmpty()) {
            parts.add(new LeftOut(ofGone, ofGone(gone)));
        }
        left.forEach((which, events) -> parts.add(new LeftOut(events, which)));
        var limits = new ArrayList<String>();
        if (requests) {
            limits.add(NO_PATHS);
        }
        if (world) {
            limits.add(NO_ADDRESSES);
        }
        boolean any = past.from().isBefore(past.to());
        var start = any ? Optional.of(past.from()) : Optional.<Instant>empty();
        var end = any ? Optional.of(past.to()) : Optional.<Instant>empty();
        folded =
                new FlowWindow(
                        start,
                        end,
                        flows.stream().mapToLong(FoldedFlow::count).sum(),
                        past.lost(),
                        flows);
        observed = new ObservedWindow(start, end, all, past.lost(), past.gaps(), parts, limits);
    }

    static PastMinutes of(PastEdges past, Endpoints endpoints) {
        return new PastMinutes(past, endpoints);
    }

    private static boolean isUnknown(String node, Optional<Peer> peer) {
        return node.startsWith("reserved:") && peer.isEmpty();
    }

    private static int most(Protocol protocol) {
        return protocol.isIcmp() ? 255 : 65_535;
    }

    private static boolean isWorld(String node) {
        return node.equals("reserved:world");
    }

    private static String ofGone(TreeSet<String> gone) {
        var names = String.join(", ", gone.stream().limit(NAMED).toList());
        return "%s gone (%s%s)"
                .formatted(
                        gone.size() == 1
                                ? "of a workload that is"
                                : "of %,d workloads that are".formatted(gone.size()),
                        names,
                        gone.size() > NAMED ? ", …" : "");
    }

    @Override
    public FlowWindow folded() {
        return folded;
    }

    @Override
    public ObservedWindow observed() {
        return observed;
    }

    @Override
    public Ends ends(FoldedFlow flow) {
        var known = ends.get(flow);
        if (known == null) {
            throw new IllegalArgumentException("This was not folded here: " + flow.connection());
        }
        return known;
    }

    @Override
    public List<Flow> samples(FoldedFlow flow) {
        return List.of();
    }
}
