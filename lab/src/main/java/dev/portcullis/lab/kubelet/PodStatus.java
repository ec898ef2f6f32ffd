package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.objects.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A pod's status as the kubelet reports it, from the states of its containers. */
final class PodStatus {

    private PodStatus() {}

    static ObjectNode of(
            ObjectNode pod,
            List<ContainerRunner> containers,
            String ip,
            String hostIp,
            Instant started,
            Instant now) {
        String phase = phase(containers);
        boolean containersReady = containers.stream().allMatch(ContainerRunner::isReady);
        boolean ready = containersReady && passesGates(pod);
        boolean ended = phase.equals("Succeeded") || phase.equals("Failed");
        ObjectNode status = Fields.object().put("phase", phase);
        status.put("observedGeneration", Fields.number(pod.path("metadata").path("generation"), 1));
        ArrayNode conditions = status.putArray("conditions");
        String why = ended ? "PodCompleted" : "ContainersNotReady";
        String whyNot = containersReady ? "ReadinessGatesNotReady" : why;
        condition(pod, conditions, "PodReadyToStartContainers", !ended, "", now);
        condition(pod, conditions, "Initialized", true, "", now);
        condition(pod, conditions, "Ready", ready, ready ? "" : whyNot, now);
        condition(
                pod,
                conditions,
                "ContainersReady",
                containersReady,
                containersReady ? "" : why,
                now);
        condition(pod, conditions, "PodScheduled", true, "", now);
        status.put("hostIP", hostIp);
        status.putArray("hostIPs").addObject().put("ip", hostIp);
        status.put("podIP", ip);
        status.putArray("podIPs").addObject().put("ip", ip);
        status.put("startTime", second(started));
        ArrayNode statuses = status.putArray("containerStatuses");
        containers.forEach(container -> statuses.add(container(container)));
        status.put("qosClass", "Burstable");
        return status;
    }

    /** Whether every condition the pod makes its readiness depend on holds; somebody else has to set them. */
    private static boolean passesGates(ObjectNode pod) {
        for (JsonNode gate : pod.path("spec").path("readinessGates")) {
            String type = Fields.text(gate.path("conditionType"));
            if (!Fields.condition(pod, type).equals("True")) {
                return false;
            }
        }
        return true;
    }

    static String phase(List<ContainerRunner> containers) {
        if (containers.stream().allMatch(ContainerRunner::hasEnded)) {
            return containers.stream().allMatch(PodStatus::succeeded) ? "Succeeded" : "Failed";
        }
        boolean waitsForFirstStart =
                containers.stream()
                        .anyMatch(
                                container ->
                                        container.state() instanceof ContainerState.Waiting
                                                && container.last().isEmpty());
        return waitsForFirstStart ? "Pending" : "Running";
    }

    private static boolean succeeded(ContainerRunner container) {
        return container.state() instanceof ContainerState.Terminated ended
                && ended.exitCode() == 0;
    }

    private static ObjectNode container(ContainerRunner container) {
        String image = Fields.text(container.manifest().path("image"));
        ObjectNode status =
                Fields.object()
                        .put("name", container.name())
                        .put("image", image)
                        .put("imageID", "lab://" + image)
                        .put("ready", container.isReady())
                        .put("started", container.isStarted())
                        .put("restartCount", container.restarts());
        status.set("state", container.state().json());
        status.set(
                "lastState", container.last().map(ContainerState::json).orElseGet(Fields::object));
        return status;
    }

    private static void condition(
            ObjectNode pod,
            ArrayNode conditions,
            String type,
            boolean holds,
            String reason,
            Instant now) {
        String status = holds ? "True" : "False";
        String since = second(now);
        for (JsonNode before : pod.path("status").path("conditions")) {
            if (Fields.text(before.path("type")).equals(type)
                    && Fields.text(before.path("status")).equals(status)) {
                since = Fields.text(before.path("lastTransitionTime"));
            }
        }
        ObjectNode condition = conditions.addObject().put("type", type).put("status", status);
        condition.put("lastTransitionTime", since);
        if (!reason.isEmpty()) {
            condition.put("reason", reason);
        }
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
