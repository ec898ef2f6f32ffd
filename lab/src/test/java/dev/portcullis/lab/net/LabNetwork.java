package dev.portcullis.lab.net;

import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import dev.portcullis.policy.read.PolicyParser;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A network with a client and a server pod, for tests; the server's port is a real one of this machine. */
final class LabNetwork implements AutoCloseable {

    static final String DENY_ALL =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: closed, namespace: users}
            spec:
              endpointSelector: {matchLabels: {app: server}}
              ingress: [{fromEndpoints: [{matchLabels: {app: friend}}]}]
            """;

    static final String GET_ONLY =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: get-only, namespace: users}
            spec:
              endpointSelector: {matchLabels: {app: server}}
              ingress:
                - fromEndpoints: [{matchLabels: {app: client}}]
                  toPorts:
                    - ports: [{port: "3306", protocol: TCP}]
                      rules: {http: [{method: GET, path: /open.*}]}
            """;

    static final String DENY_RULE =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: no-clients, namespace: users}
            spec:
              endpointSelector: {matchLabels: {app: server}}
              ingressDeny: [{fromEndpoints: [{matchLabels: {app: client}}]}]
            """;

    static final int PORT = 3306;
    static final String SERVER_IP = "10.244.0.20";

    final List<Flow> flows = new CopyOnWriteArrayList<>();
    private final Store store = Store.inMemory();
    private final DataPlane plane;
    private final int proxyPort;

    LabNetwork(Path folder, int realPort) {
        store.create(Fields.object("v1", "Namespace", "", "users"));
        plane =
                new DataPlane(
                        store, PolicyParser::parse, flows::add, folder, Clock.systemUTC(), "lab");
        proxyPort = plane.attach(pod("client"), "10.244.0.10", Map.of()).proxyPort();
        plane.attach(pod("server"), SERVER_IP, Map.of(PORT, realPort));
        ObjectNode service = Fields.object("v1", "Service", "users", "server");
        service.putObject("spec")
                .put("clusterIP", "10.96.7.7")
                .putArray("ports")
                .addObject()
                .put("name", "main")
                .put("port", PORT);
        store.create(service);
        ObjectNode slice =
                Fields.object("discovery.k8s.io/v1", "EndpointSlice", "users", "server-1");
        slice.withObject("metadata")
                .putObject("labels")
                .put("kubernetes.io/service-name", "server");
        slice.put("addressType", "IPv4");
        slice.putArray("ports").addObject().put("name", "main").put("port", PORT);
        slice.putArray("endpoints").addObject().putArray("addresses").add(SERVER_IP);
        store.create(slice);
    }

    int proxyPort() {
        return proxyPort;
    }

    DataPlane plane() {
        return plane;
    }

    void apply(String yaml) {
        store.create((ObjectNode) new YAMLMapper().readTree(yaml));
    }

    void remove(String policy) {
        store.delete(Kind.CILIUM_NETWORK_POLICY, "users", policy);
    }

    List<Flow> flows(int type) {
        return flows.stream().filter(flow -> flow.getEventType().getType() == type).toList();
    }

    private static ObjectNode pod(String name) {
        ObjectNode pod = Fields.object("v1", "Pod", "users", name);
        pod.withObject("metadata").putObject("labels").put("app", name);
        return pod;
    }

    @Override
    public void close() throws Exception {
        plane.close();
        store.close();
    }
}
