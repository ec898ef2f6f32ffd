package dev.portcullis.policy.reach;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Who can reach a workload on which port, beside who did within a window. Peers of one identity
 * share a row, since policies cannot tell them apart.
 */
public record Reach(
        Peer.Pod workload, List<Port> ports, List<Row> rows, Posture posture, FlowWindow window) {

    public Reach {
        ports = List.copyOf(ports);
        rows = List.copyOf(rows);
    }

    /** One peer, and a cell for each port of the matrix. */
    public record Row(Peer peer, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** One peer on one port: what policies say, how many flows passed and were stopped, and both in a word. */
    public record Cell(Port port, Verdict verdict, long passed, long stopped, Mark mark) {}

    private record Way(Object peer, Port port) {}

    private record Seen(long passed, long stopped) {}

    /**
     * The matrix of a workload. Peers and ports that were observed are added to those given.
     *
     * @param workload one of its pods
     * @param peers who might want to reach it
     * @param ports the ports it listens on
     */
    public static Reach of(
            PolicySet policies,
            Peer.Pod workload,
            Collection<? extends Peer> peers,
            Collection<Port> ports,
            FlowWindow window) {
        Map<Object, Peer> candidates = new LinkedHashMap<>();
        for (Peer peer : peers) {
            if (!peer.labels().equals(workload.labels())) {
                candidates.putIfAbsent(identity(peer), peer);
            }
        }
        TreeSet<Port> columns = new TreeSet<>(ports);
        Map<Way, Seen> seen = new HashMap<>();
        for (FoldedFlow flow : window.folded()) {
            if (flow.connection().to() instanceof Peer.Pod to
                    && to.labels().equals(workload.labels())) {
                Port port = new Port(flow.connection().port(), flow.connection().protocol());
                columns.add(port);
                candidates.putIfAbsent(
                        identity(flow.connection().from()), flow.connection().from());
                seen.merge(
                        new Way(identity(flow.connection().from()), port),
                        new Seen(flow.allowed(), flow.denied()),
                        (one, more) ->
                                new Seen(one.passed + more.passed, one.stopped + more.stopped));
            }
        }
        List<Row> rows = new ArrayList<>();
        candidates.forEach(
                (identity, peer) -> {
                    List<Cell> cells = new ArrayList<>();
                    for (Port port : columns) {
                        Verdict verdict =
                                policies.decide(
                                        Connection.of(
                                                peer, workload, port.number(), port.protocol()));
                        Seen counts = seen.getOrDefault(new Way(identity, port), new Seen(0, 0));
                        cells.add(
                                new Cell(
                                        port,
                                        verdict,
                                        counts.passed,
                                        counts.stopped,
                                        mark(verdict.outcome(), counts)));
                    }
                    rows.add(new Row(peer, cells));
                });
        boolean isolated = !policies.isolates(workload, Direction.INGRESS).isEmpty();
        return new Reach(workload, List.copyOf(columns), rows, posture(isolated, rows), window);
    }

    private static Object identity(Peer peer) {
        return switch (peer) {
            case Peer.Pod pod -> pod.labels();
            case Peer.Entity entity -> entity;
            case Peer.Outside outside -> outside.address();
        };
    }

    private static Mark mark(Outcome outcome, Seen seen) {
        boolean observed = seen.passed + seen.stopped > 0;
        return switch (outcome) {
            case ALLOWED, REDIRECTED -> seen.passed > 0 ? Mark.USED : Mark.NEVER_USED;
            case DENIED ->
                    seen.passed > 0 ? Mark.PASSED_BEFORE : observed ? Mark.ATTEMPTED : Mark.CLOSED;
            case UNDECIDED -> observed ? Mark.OBSERVED_UNDECIDED : Mark.UNDECIDED;
        };
    }

    private static Posture posture(boolean isolated, List<Row> rows) {
        int ways = 0;
        int allowed = 0;
        int used = 0;
        int undecided = 0;
        for (Row row : rows) {
            for (Cell cell : row.cells()) {
                ways++;
                switch (cell.mark()) {
                    case USED -> {
                        allowed++;
                        used++;
                    }
                    case NEVER_USED -> allowed++;
                    case OBSERVED_UNDECIDED, UNDECIDED -> undecided++;
                    case ATTEMPTED, CLOSED, PASSED_BEFORE -> {}
                }
            }
        }
        return new Posture(isolated, ways, allowed, used, undecided);
    }
}
