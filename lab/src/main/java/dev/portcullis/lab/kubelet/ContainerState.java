package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.objects.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/** Where a container stands, as {@code containerStatuses} tells it. */
sealed interface ContainerState {

    /** It does not run, but will. */
    record Waiting(String reason, String message) implements ContainerState {}

    /** It runs. */
    record Running(Instant since) implements ContainerState {}

    /** It has ended. */
    record Terminated(int exitCode, String reason, Instant started, Instant finished)
            implements ContainerState {}

    /** As Kubernetes writes it. */
    default ObjectNode json() {
        ObjectNode json = Fields.object();
        switch (this) {
            case Waiting waiting -> {
                ObjectNode node = json.putObject("waiting").put("reason", waiting.reason());
                if (!waiting.message().isEmpty()) {
                    node.put("message", waiting.message());
                }
            }
            case Running running ->
                    json.putObject("running").put("startedAt", second(running.since()));
            case Terminated ended ->
                    json.putObject("terminated")
                            .put("exitCode", ended.exitCode())
                            .put("reason", ended.reason())
                            .put("startedAt", second(ended.started()))
                            .put("finishedAt", second(ended.finished()));
        }
        return json;
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
