package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import dev.portcullis.lab.objects.LabelSelector;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the pods behind each Service, as Endpoints and as one EndpointSlice. */
final class ServiceEndpoints extends Controller {

    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    ServiceEndpoints(Store store) {
        super(store, Kind.SERVICE);
    }

    @Override
    void follow() {
        follow(
                Kind.POD,
                pod ->
                        store().list(Kind.SERVICE, Fields.namespace(pod)).stream()
                                .map(Controller::key)
                                .toList());
    }

    @Override
    void reconcile(ObjectNode service) {
        Map<String, String> selector = Fields.strings(service.path("spec").path("selector"));
        if (selector.isEmpty() || Fields.isBeingDeleted(service)) {
            return;
        }
        List<ObjectNode> pods =
                store().list(Kind.POD, Fields.namespace(service)).stream()
                        .filter(pod -> LabelSelector.acceptsAll(selector, Fields.labels(pod)))
                        .filter(pod -> !Pods.hasEnded(pod))
                        .filter(pod -> !Fields.text(pod.path("status").path("podIP")).isEmpty())
                        .toList();
        put(Kind.ENDPOINT_SLICE, slice(service, pods));
        put(Kind.ENDPOINTS, endpoints(service, pods));
    }

    private void put(Kind kind, ObjectNode wanted) {
        String namespace = Fields.namespace(wanted);
        String name = Fields.name(wanted);
        if (store().get(kind, namespace, name).isEmpty()) {
            store().create(wanted);
            return;
        }
        store().update(
                        kind,
                        namespace,
                        name,
                        now -> {
                            wanted.properties().stream()
                                    .filter(entry -> !entry.getKey().equals("metadata"))
                                    .forEach(entry -> now.set(entry.getKey(), entry.getValue()));
                            return now;
                        });
    }

    private static ObjectNode slice(ObjectNode service, List<ObjectNode> pods) {
        ObjectNode slice =
                Fields.object(
                        "discovery.k8s.io/v1",
                        "EndpointSlice",
                        Fields.namespace(service),
                        Fields.name(service) + "-lab");
        ObjectNode metadata = slice.withObject("metadata");
        metadata.putObject("labels")
                .put(SERVICE_NAME, Fields.name(service))
                .put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
        metadata.putArray("ownerReferences").add(Fields.ownerReference(service));
        slice.put("addressType", "IPv4");
        ArrayNode endpoints = slice.putArray("endpoints");
        for (ObjectNode pod : pods) {
            boolean going = Fields.isBeingDeleted(pod);
            boolean ready = Pods.isReady(pod);
            ObjectNode endpoint = endpoints.addObject();
            endpoint.putArray("addresses").add(Fields.text(pod.path("status").path("podIP")));
            endpoint.putObject("conditions")
                    .put("ready", ready)
                    .put("serving", Fields.condition(pod, "Ready").equals("True"))
                    .put("terminating", going);
            String hostname = Fields.text(pod.path("spec").path("hostname"));
            if (!hostname.isEmpty()) {
                endpoint.put("hostname", hostname);
            }
            endpoint.put("nodeName", Fields.text(pod.path("spec").path("nodeName")));
            endpoint.set("targetRef", target(pod));
        }
        slice.set("ports", ports(service, pods));
        return slice;
    }

    private static ObjectNode endpoints(ObjectNode service, List<ObjectNode> pods) {
        ObjectNode endpoints =
                Fields.object("v1", "Endpoints", Fields.namespace(service), Fields.name(service));
        endpoints
                .withObject("metadata")
                .putArray("ownerReferences")
                .add(Fields.ownerReference(service));
        ArrayNode subsets = endpoints.putArray("subsets");
        if (!pods.isEmpty()) {
            ObjectNode subset = subsets.addObject();
            for (ObjectNode pod : pods) {
                ObjectNode address =
                        subset.withArray(Pods.isReady(pod) ? "addresses" : "notReadyAddresses")
                                .addObject();
                address.put("ip", Fields.text(pod.path("status").path("podIP")));
                address.put("nodeName", Fields.text(pod.path("spec").path("nodeName")));
                address.set("targetRef", target(pod));
            }
            subset.set("ports", ports(service, pods));
        }
        return endpoints;
    }

    private static ObjectNode target(ObjectNode pod) {
        return Fields.object()
                .put("kind", "Pod")
                .put("namespace", Fields.namespace(pod))
                .put("name", Fields.name(pod))
                .put("uid", Fields.uid(pod));
    }

    private static ArrayNode ports(ObjectNode service, List<ObjectNode> pods) {
        ArrayNode ports = service.arrayNode();
        for (JsonNode port : service.path("spec").path("ports")) {
            int number = target(port, pods);
            if (number > 0) {
                ports.addObject()
                        .put("name", Fields.text(port.path("name")))
                        .put("port", number)
                        .put("protocol", Fields.text(port.path("protocol")));
            }
        }
        return ports;
    }

    /** The container port behind a Service port: a number, or the one of that name. 0 if there is none. */
    private static int target(JsonNode port, List<ObjectNode> pods) {
        JsonNode target = port.path("targetPort");
        if (target.isNumber()) {
            return target.intValue();
        }
        return pods.stream()
                .flatMap(pod -> pod.path("spec").path("containers").valueStream())
                .flatMap(container -> container.path("ports").valueStream())
                .filter(
                        candidate ->
                                Fields.text(candidate.path("name")).equals(Fields.text(target)))
                .map(candidate -> Fields.number(candidate.path("containerPort"), 0))
                .findFirst()
                .orElse(0);
    }
}
