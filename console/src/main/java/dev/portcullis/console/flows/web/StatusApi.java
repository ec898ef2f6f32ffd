package dev.portcullis.console.flows.web;

import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Posture;
import dev.portcullis.console.flows.StreamStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the console stands with what it watches. */
@RestController
@Tag(name = "status")
class StatusApi {
    private final Flows flows;
    private final ClusterPulse kubernetes;

    StatusApi(Flows flows, ClusterPulse kubernetes) {
        this.flows = flows;
        this.kubernetes = kubernetes;
    }

    /** The answer. */
    record Status(Kubernetes kubernetes, StreamStatus relay, Posture posture) {}

    /**
     * The Kubernetes API.
     *
     * @param state {@code unknown}, {@code answering} or {@code silent}
     */
    record Kubernetes(String state, @Nullable Instant since, String message) {
        static Kubernetes of(ClusterPulse.State state) {
            return switch (state) {
                case ClusterPulse.State.Unknown _ -> new Kubernetes("unknown", null, "");
                case ClusterPulse.State.Answering(var since) ->
                        new Kubernetes("answering", since, "");
                case ClusterPulse.State.Silent(var since, var why) ->
                        new Kubernetes("silent", since, why);
            };
        }
    }

    @GetMapping("/api/v1/status")
    @Operation(summary = "Whether relay and Kubernetes answer, and what is missing")
    Status status() {
        return new Status(Kubernetes.of(kubernetes.state()), flows.status(), flows.map().posture());
    }
}
