package dev.portcullis.console.drills.web;

import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.Control;
import dev.portcullis.console.drills.Detections;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillVerdict;
import dev.portcullis.console.drills.Kubectl;
import dev.portcullis.console.drills.LedgerHash;
import dev.portcullis.console.drills.PolicySpan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill on the wire. {@code verdict} is null until it ends, and so is {@code exitCode}, which says the same to a
 * pipeline; what was not measured is null, never nought.
 */
record DrillJson(
        String id,
        String plan,
        String title,
        String state,
        @Nullable String verdict,
        @Nullable Integer exitCode,
        String why,
        String target,
        String placement,
        String namespace,
        String guise,
        String by,
        int planned,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long blocked,
        long gotThrough,
        @Nullable Long firstDropMs,
        @Nullable Long firstDetectionMs,
        @Nullable String incident,
        @Nullable Long incidentMs,
        String held,
        List<AttemptJson> attempts,
        ControlJson control,
        List<PolicySpan> policies,
        long missingEvents,
        String leftOver,
        String ledgerHash,
        List<String> kubectl) {

    /** One attempt from both ends. */
    record AttemptJson(
            int attempt,
            String target,
            Instant at,
            String outcome,
            @Nullable String sqlState,
            int vendorCode,
            @Nullable String rootCause,
            long elapsedMs,
            String held,
            @Nullable Long rows,
            String network,
            int policyVerdicts,
            int drops,
            int refusedRequests,
            String reason,
            List<String> policies,
            @Nullable Long firstDropMs,
            @Nullable Long detectedMs) {

        static AttemptJson of(Attempt attempt) {
            var client = attempt.client();
            var network = attempt.network();
            return new AttemptJson(
                    client.number(),
                    client.target(),
                    client.at(),
                    client.outcome().name(),
                    client.sqlState(),
                    client.vendorCode(),
                    client.rootCause(),
                    client.elapsedMs(),
                    client.held().name(),
                    client.rows(),
                    network.sighting().word(),
                    network.policyVerdicts(),
                    network.drops(),
                    network.refusedRequests(),
                    network.reason(),
                    network.policies(),
                    network.firstDropMs(),
                    network.detectedMs());
        }
    }

    /** The legitimate traffic beside it. */
    record ControlJson(
            String source,
            long ok,
            long failed,
            @Nullable Double successRate,
            @Nullable Double worstP99Ms,
            String problem,
            List<Control.Sample> samples) {

        static ControlJson of(Control control) {
            var rate = control.successRate();
            var p99 = control.worstP99Ms();
            return new ControlJson(
                    control.source(),
                    control.ok(),
                    control.failed(),
                    rate.isPresent() ? rate.getAsDouble() : null,
                    p99.isPresent() ? p99.getAsDouble() : null,
                    control.problem(),
                    control.samples());
        }
    }

    static DrillJson of(Drill drill) {
        var drop = drill.firstDropMs();
        var detection = drill.firstDetectionMs();
        var incident = drill.incidentMs();
        return new DrillJson(
                drill.id().text(),
                drill.plan().planName(),
                drill.plan().title(),
                drill.state().word(),
                drill.verdict().map(Enum::name).orElse(null),
                drill.verdict().map(DrillVerdict::exitCode).orElse(null),
                drill.why(),
                drill.target(),
                drill.placement().word(),
                drill.namespace(),
                drill.guise(),
                drill.by(),
                drill.planned(),
                drill.createdAt(),
                drill.startedAt().orElse(null),
                drill.endedAt().orElse(null),
                drill.denied(),
                drill.gotThrough(),
                drop.isPresent() ? drop.getAsLong() : null,
                detection.isPresent() ? detection.getAsLong() : null,
                drill.detection().map(Detections.Detection::incident).orElse(null),
                incident.isPresent() ? incident.getAsLong() : null,
                drill.held().name(),
                drill.attempts().stream().map(AttemptJson::of).toList(),
                ControlJson.of(drill.control()),
                drill.policies(),
                drill.missingEvents(),
                drill.leftOver(),
                LedgerHash.of(drill),
                List.of(Kubectl.watch(drill), Kubectl.cleanUp(drill)));
    }
}
