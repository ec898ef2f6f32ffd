package dev.portcullis.lab;

import dev.portcullis.lab.api.DeleteOptions;
import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects a cluster has before anyone applies a manifest: its node, namespaces, and what the manifests refer to. */
final class LabObjects {

    private static final String HOST_IP = "10.244.0.1";

    private LabObjects() {}

    /** Creates an object, or puts it in the place of the one of its name. */
    static void put(Store store, Kind kind, ObjectNode object) {
        if (store.get(kind, Fields.namespace(object), Fields.name(object)).isPresent()) {
            store.replace(object);
        } else {
            store.create(object);
        }
    }

    static void namespaces(Store store, List<String> names) {
        for (String name : names) {
            if (store.get(Kind.NAMESPACE, "", name).isEmpty()) {
                store.create(Fields.object("v1", "Namespace", "", name));
            }
        }
    }

    static void configMap(Store store, String namespace, String name, Map<String, String> data) {
        ObjectNode map = Fields.object("v1", "ConfigMap", namespace, name);
        Fields.putStrings(map.putObject("data"), data);
        put(store, Kind.CONFIG_MAP, map);
    }

    /** The Service by which every cluster offers its API server to pods. */
    static void apiServerService(Store store) {
        ObjectNode service = Fields.object("v1", "Service", "default", "kubernetes");
        ObjectNode port = service.withObject("spec").putArray("ports").addObject();
        port.put("name", "https").put("port", 443).put("targetPort", 6443).put("protocol", "TCP");
        if (store.get(Kind.SERVICE, "default", "kubernetes").isEmpty()) {
            store.create(service);
        }
        ObjectNode slice =
                Fields.object("discovery.k8s.io/v1", "EndpointSlice", "default", "kubernetes");
        slice.withObject("metadata")
                .putObject("labels")
                .put("kubernetes.io/service-name", "kubernetes");
        slice.put("addressType", "IPv4");
        ObjectNode endpoint = slice.putArray("endpoints").addObject();
        endpoint.putArray("addresses").add(HOST_IP);
        endpoint.putObject("conditions").put("ready", true);
        slice.putArray("ports")
                .addObject()
                .put("name", "https")
                .put("port", 6443)
                .put("protocol", "TCP");
        // Made anew at each start, so that whoever follows slices hears of it.
        if (store.get(Kind.ENDPOINT_SLICE, "default", "kubernetes").isPresent()) {
            store.delete(Kind.ENDPOINT_SLICE, "default", "kubernetes", DeleteOptions.NOW);
        }
        store.create(slice);
    }

    static void node(Store store, String name, Clock clock) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode node = Fields.object("v1", "Node", "", name);
        node.withObject("metadata")
                .putObject("labels")
                .put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", "linux")
                .put("node-role.kubernetes.io/control-plane", "");
        node.putObject("spec").put("podCIDR", "10.244.0.0/16");
        put(store, Kind.NODE, node);
        store.updateStatus(
                Kind.NODE,
                "",
                name,
                current -> {
                    current.set("status", nodeStatus(name, now));
                    return current;
                });
        ObjectNode cilium = Fields.object("cilium.io/v2", "CiliumNode", "", name);
        ArrayNode addresses = cilium.putObject("spec").putArray("addresses");
        addresses.addObject().put("ip", HOST_IP).put("type", "InternalIP");
        put(store, Kind.CILIUM_NODE, cilium);
    }

    private static ObjectNode nodeStatus(String name, String now) {
        ObjectNode status = Fields.object();
        ArrayNode addresses = status.putArray("addresses");
        addresses.addObject().put("type", "InternalIP").put("address", HOST_IP);
        addresses.addObject().put("type", "Hostname").put("address", name);
        for (String amounts : List.of("capacity", "allocatable")) {
            status.putObject(amounts)
                    .put("cpu", Integer.toString(Runtime.getRuntime().availableProcessors()))
                    .put("memory", "4Gi")
                    .put("pods", "110");
        }
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True")
                .put("reason", "KubeletReady")
                .put("message", "the lab's kubelet is running")
                .put("lastHeartbeatTime", now)
                .put("lastTransitionTime", now);
        status.putObject("nodeInfo")
                .put("kubeletVersion", "v1.34.0+portcullis")
                .put("osImage", "Portcullis lab")
                .put("containerRuntimeVersion", "lab://" + Runtime.version().feature())
                .put("operatingSystem", "linux")
                .put("architecture", System.getProperty("os.arch", ""))
                .put("kernelVersion", System.getProperty("os.version", ""))
                .put("kubeProxyVersion", "")
                .put("bootID", "")
                .put("machineID", "")
                .put("systemUUID", "");
        return status;
    }
}
