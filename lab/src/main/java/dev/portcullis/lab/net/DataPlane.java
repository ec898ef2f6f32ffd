package dev.portcullis.lab.net;

import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.PodPorts;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.verdict.PolicySet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lab's network. The kubelet attaches each pod before its process starts; from then on everything the pod opens goes
 * through its own listener, and is decided by the policies in the store.
 */
public final class DataPlane implements PodPorts, AutoCloseable {

    /**
     * A pod's place in the network.
     *
     * @param proxyPort the port of 127.0.0.1 that is its way out
     * @param hosts the file its names resolve by
     */
    public record Attachment(int proxyPort, Path hosts, PodEndpoint endpoint) {}

    private final Store store;
    private final EndpointTable endpoints = new EndpointTable();
    private final ServiceTable services = new ServiceTable();
    private final Identities identities = new Identities();
    private final AtomicInteger ids = new AtomicInteger(100);
    private final AtomicLong revision = new AtomicLong();
    private final Map<PodKey, ClientListener> gates = new ConcurrentHashMap<>();
    private final Router router;
    private final HostsFiles hosts;
    private final NodePorts nodePorts;
    private final PolicyFeed policyFeed;
    private final ServiceFeed serviceFeed;
    private final List<AutoCloseable> watches;
    private volatile PolicySet policies = PolicySet.compile(List.of());

    /**
     * Starts the network of the objects in a store.
     *
     * @param parser reads a policy object
     * @param sink given every flow event, in order for each connection
     * @param folder where hosts files are written
     * @param node the name of the one node
     */
    public DataPlane(
            Store store,
            Function<Object, ParseResult> parser,
            Consumer<Flow> sink,
            Path folder,
            Clock clock,
            String node) {
        this.store = store;
        this.router =
                new Router(endpoints, services, new Decisions(), new FlowWriter(sink, clock, node));
        this.hosts = new HostsFiles(folder, services);
        this.nodePorts = new NodePorts(router);
        this.policyFeed = new PolicyFeed(parser, this::use);
        this.serviceFeed = new ServiceFeed(services, hosts::refresh, nodePorts::follow);
        policyFeed.follow(store);
        serviceFeed.follow(store);
        this.watches =
                List.of(
                        store.watch(Kind.POD, event -> refresh(event.object())),
                        store.watch(Kind.NAMESPACE, this::namespaceChanged));
    }

    /**
     * Gives a pod its way out.
     *
     * @param ip its address inside the lab
     * @param ports the loopback port behind each of its container ports
     */
    public Attachment attach(ObjectNode pod, String ip, Map<Integer, Integer> ports) {
        PodEndpoint endpoint = endpoint(pod, ids.incrementAndGet(), ip, ports);
        endpoints.put(endpoint);
        revision.incrementAndGet();
        ClientListener gate =
                ClientListener.open(
                        0, endpoint.key().toString(), new PodGate(router, endpoint.key()));
        gates.put(endpoint.key(), gate);
        return new Attachment(gate.port(), hosts.of(endpoint.peer().namespace()), endpoint);
    }

    /** Takes a pod off the network; its connections end. */
    public void detach(PodKey pod) {
        endpoints.remove(pod);
        ClientListener gate = gates.remove(pod);
        if (gate != null) {
            gate.close();
        }
    }

    /** Tells where the API server listens on this machine, for pods that call it. */
    public void apiServer(int port) {
        router.apiServer(port);
    }

    /** The pods on the network. */
    public Optional<PodEndpoint> endpoint(PodKey pod) {
        return endpoints.find(pod);
    }

    @Override
    public OptionalInt find(String namespace, String pod, int port) {
        Integer local =
                endpoints
                        .find(new PodKey(namespace, pod))
                        .map(endpoint -> endpoint.ports().get(port))
                        .orElse(null);
        return local == null ? OptionalInt.empty() : OptionalInt.of(local);
    }

    /** The port of this machine that leads to a Service of type NodePort, if there is one by now. */
    public Optional<Integer> nodePort(String namespace, String service) {
        return nodePorts.of(namespace, service);
    }

    @Override
    public void close() throws Exception {
        nodePorts.close();
        gates.values().forEach(ClientListener::close);
        policyFeed.close();
        serviceFeed.close();
        for (AutoCloseable watch : watches) {
            watch.close();
        }
        hosts.close();
    }

    private void use(PolicySet set) {
        policies = set;
        revision.incrementAndGet();
    }

    /** Labels of a running pod can change, and with them what policies think of it. */
    private void refresh(ObjectNode pod) {
        PodKey key = new PodKey(Fields.namespace(pod), Fields.name(pod));
        endpoints.change(
                key,
                known -> {
                    PodEndpoint next = endpoint(pod, known.id(), known.ip(), known.ports());
                    if (!next.equals(known)) {
                        revision.incrementAndGet();
                    }
                    return next;
                });
    }

    private void namespaceChanged(Store.Event event) {
        String namespace = Fields.name(event.object());
        for (PodEndpoint endpoint : endpoints.all()) {
            if (endpoint.peer().namespace().equals(namespace)) {
                store.get(Kind.POD, namespace, endpoint.peer().pod()).ifPresent(this::refresh);
            }
        }
    }

    private PodEndpoint endpoint(ObjectNode pod, int id, String ip, Map<Integer, Integer> ports) {
        String namespace = Fields.namespace(pod);
        Map<String, String> namespaceLabels =
                store.get(Kind.NAMESPACE, "", namespace).map(Fields::labels).orElse(Map.of());
        String account = Fields.text(pod.path("spec").path("serviceAccountName"));
        Peer.Pod peer =
                Peer.Pod.of(
                                namespace,
                                Fields.name(pod),
                                Fields.labels(pod),
                                namespaceLabels,
                                account.isEmpty() ? "default" : account)
                        .withPorts(namedPorts(pod));
        return new PodEndpoint(
                id, identities.number(peer.labels()), ip, peer, Owners.workload(store, pod), ports);
    }

    private static Map<String, Peer.NamedPort> namedPorts(ObjectNode pod) {
        Map<String, Peer.NamedPort> named = new HashMap<>();
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (JsonNode port : container.path("ports")) {
                String name = Fields.text(port.path("name"));
                if (!name.isEmpty()) {
                    named.put(
                            name,
                            new Peer.NamedPort(
                                    Fields.number(port.path("containerPort"), 0),
                                    Protocol.parse(Fields.text(port.path("protocol")))
                                            .orElse(Protocol.TCP)));
                }
            }
        }
        return named;
    }

    /** Decides with the policies and labels of the moment. */
    private final class Decisions implements Session.DecisionSource {

        @Override
        public long revision() {
            return revision.get();
        }

        @Override
        public Decision decide(Party client, Party server, int port) {
            Connection connection = Connection.tcp(now(client), now(server), port);
            PolicySet set = policies;
            return new Decision(set.decideEgress(connection), set.decideIngress(connection));
        }

        private Peer now(Party party) {
            return party instanceof Party.Pod pod
                    ? endpoints
                            .find(pod.endpoint().key())
                            .map(PodEndpoint::peer)
                            .map(Peer.class::cast)
                            .orElse(pod.peer())
                    : party.peer();
        }
    }
}
