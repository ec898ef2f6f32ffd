package dev.portcullis.console.questions.internal;

import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.questions.ReachMatrix;
import dev.portcullis.console.questions.Why.PolicyLink;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.reach.Mark;
import dev.portcullis.policy.reach.Port;
import dev.portcullis.policy.reach.Reach;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import dev.portcullis.policy.verdict.Verdict;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes the engine's matrix for one workload in the map's names. */
final class Matrices {
    private static final int MOST_ROWS = 500;
    private static final int MOST_PORTS = 30;

    private Matrices() {}

    static ReachMatrix of(
            PolicySet policies, Workload workload, Endpoints endpoints, Window window) {
        var reach =
                Reach.of(
                        policies,
                        workload.endpoints().getFirst(),
                        endpoints.peers(),
                        workload.ports().stream().map(Port::tcp).toList(),
                        window.folded());
        var ports = reach.ports().stream().limit(MOST_PORTS).toList();
        var rows =
                reach.rows().stream()
                        .map(
                                row ->
                                        new ReachMatrix.Row(
                                                endpoints.node(row.peer()),
                                                row.cells().stream()
                                                        .filter(c -> ports.contains(c.port()))
                                                        .map(Matrices::cell)
                                                        .toList()))
                        .sorted(
                                Comparator.comparingInt(Matrices::rank)
                                        .thenComparing(ReachMatrix.Row::peer))
                        .limit(MOST_ROWS)
                        .toList();
        var posture = reach.posture();
        return new ReachMatrix(
                workload.id(),
                workload.guarded(),
                ports.stream().map(Port::toString).toList(),
                rows,
                new ReachMatrix.Standing(
                        posture.isolated(),
                        posture.ways(),
                        posture.allowed(),
                        posture.used(),
                        posture.neverUsed(),
                        posture.undecided(),
                        posture.percentClosed()),
                window.observed());
    }

    /** What somebody should look at comes first. */
    private static int rank(ReachMatrix.Row row) {
        return row.cells().stream()
                .mapToInt(
                        cell ->
                                switch (cell.mark()) {
                                    case "observed-undecided", "passed-before" -> 0;
                                    case "used", "never-used" -> 1;
                                    case "attempted" -> 2;
                                    case "undecided" -> 3;
                                    default -> 4;
                                })
                .min()
                .orElse(4);
    }

    private static ReachMatrix.Cell cell(Reach.Cell cell) {
        return new ReachMatrix.Cell(
                cell.port().toString(),
                switch (cell.verdict().outcome()) {
                    case ALLOWED, REDIRECTED -> "allowed";
                    case DENIED -> "denied";
                    case UNDECIDED -> "undecided";
                },
                word(cell.mark()),
                cell.passed(),
                cell.stopped(),
                Reasons.sentence(cell.verdict()),
                links(cell.verdict()));
    }

    private static String word(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<PolicyLink> links(Verdict verdict) {
        var ids = new LinkedHashSet<PolicyId>();
        Stream.of(verdict.egress(), verdict.ingress())
                .forEach(
                        side -> {
                            ids.addAll(side.policies());
                            if (side instanceof DirectionVerdict.Denied denied
                                    && denied.reason()
                                            instanceof DenyReason.DefaultDeny(var by, var _)) {
                                ids.addAll(by);
                            }
                        });
        return ids.stream().map(PolicyLink::to).toList();
    }
}
