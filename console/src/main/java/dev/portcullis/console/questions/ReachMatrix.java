package dev.portcullis.console.questions;

import dev.portcullis.console.questions.Why.PolicyLink;
import java.util.List;

/**
 * Who can reach a workload on which port, beside who did.
 *
 * @param workload {@code namespace/name}
 * @param ports the columns, such as {@code 3306/TCP}
 * @param rows a peer each
 * @param window what "did" rests on
 */
public record ReachMatrix(
        String workload,
        boolean guarded,
        List<String> ports,
        List<Row> rows,
        Standing standing,
        ObservedWindow window) {
    public ReachMatrix {
        ports = List.copyOf(ports);
        rows = List.copyOf(rows);
    }

    /** A peer, as a node of the map, and a cell for each column. */
    public record Row(String peer, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * One peer on one port.
     *
     * @param outcome what policies say: {@code allowed}, {@code denied} or {@code undecided}
     * @param mark that and what was observed, in a word: {@code used}, {@code never-used},
     *     {@code attempted}, {@code closed}, {@code passed-before}, {@code observed-undecided},
     *     {@code undecided}
     * @param passed flows that passed, in events
     * @param stopped flows that a policy stopped, in events
     * @param reason why, as a sentence
     * @param policies those that decide
     */
    public record Cell(
            String port,
            String outcome,
            String mark,
            long passed,
            long stopped,
            String reason,
            List<PolicyLink> policies) {
        public Cell {
            policies = List.copyOf(policies);
        }
    }

    /**
     * How closed the workload is. Ways in are pairs of a peer and a port of the matrix.
     *
     * @param isolated whether any policy isolates it on ingress
     * @param ways how many ways in there are
     * @param allowed how many of them policies allow
     * @param used how many of the allowed ones were observed
     * @param neverUsed how many of the allowed ones were not
     * @param undecided how many cannot be told
     * @param percentClosed how many of a hundred ways in are denied, rounded down
     */
    public record Standing(
            boolean isolated,
            int ways,
            int allowed,
            int used,
            int neverUsed,
            int undecided,
            int percentClosed) {}
}
