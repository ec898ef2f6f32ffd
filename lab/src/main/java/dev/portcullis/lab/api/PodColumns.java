package dev.portcullis.lab.api;

import static dev.portcullis.lab.api.TableColumns.at;
import static dev.portcullis.lab.api.TableColumns.orNone;
import static dev.portcullis.lab.api.TableColumns.text;
import static dev.portcullis.lab.api.TableColumns.wide;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The columns of {@code kubectl get pods}. */
final class PodColumns {

    static final List<TableColumns.Column> ALL =
            TableColumns.columns(
                    text("Ready", PodColumns::ready),
                    text("Status", PodColumns::status),
                    text("Restarts", PodColumns::restarts),
                    TableColumns.age(),
                    wide("IP", pod -> orNone(at(pod, "status.podIP"))),
                    wide("Node", pod -> orNone(at(pod, "spec.nodeName"))),
                    wide("Nominated Node", _ -> "<none>"),
                    wide("Readiness Gates", _ -> "<none>"));

    private PodColumns() {}

    private static String ready(ObjectNode pod) {
        long ready =
                pod.path("status")
                        .path("containerStatuses")
                        .valueStream()
                        .filter(container -> container.path("ready").asBoolean(false))
                        .count();
        return ready + "/" + pod.path("spec").path("containers").size();
    }

    private static String restarts(ObjectNode pod) {
        long restarts =
                pod.path("status")
                        .path("containerStatuses")
                        .valueStream()
                        .mapToLong(container -> container.path("restartCount").asLong(0))
                        .sum();
        return Long.toString(restarts);
    }

    /** The most telling word: why a container waits or ended, else the phase. */
    private static String status(ObjectNode pod) {
        if (Meta.isBeingDeleted(pod)) {
            return "Terminating";
        }
        for (var container : pod.path("status").path("containerStatuses")) {
            for (var path : List.of("state.waiting.reason", "state.terminated.reason")) {
                var reason = at(container, path);
                if (!reason.isEmpty()) {
                    return reason;
                }
            }
        }
        var reason = at(pod, "status.reason");
        return reason.isEmpty() ? at(pod, "status.phase") : reason;
    }
}
