package dev.portcullis.lab.net;

import dev.portcullis.policy.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds where a connection leads, has it decided, and opens it. */
final class Router {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int FIRST_CLIENT_PORT = 32_768;
    private static final int CLIENT_PORTS = 28_000;

    /** Tells the client what became of its connection. */
    interface Teller {
        void tell(ProxyAnswer answer) throws IOException;
    }

    private final EndpointTable endpoints;
    private final ServiceTable services;
    private final Session.DecisionSource decisions;
    private final FlowWriter flows;
    private final AtomicInteger clientPorts = new AtomicInteger();
    private volatile @Nullable Integer apiServer;

    Router(
            EndpointTable endpoints,
            ServiceTable services,
            Session.DecisionSource decisions,
            FlowWriter flows) {
        this.endpoints = endpoints;
        this.services = services;
        this.decisions = decisions;
        this.flows = flows;
    }

    /** From now on the Service {@code default/kubernetes} leads to this port of this machine. */
    void apiServer(int port) {
        apiServer = port;
    }

    FlowWriter flows() {
        return flows;
    }

    /** Opens a connection of a pod; empty if it came to nothing, and then the client knows or has left. */
    Optional<Upstream> open(PodKey pod, String host, int port, ClientInput in, Teller teller)
            throws IOException {
        Optional<PodEndpoint> from = endpoints.find(pod);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        return open(
                new Party.Pod(from.get()), destination(host, port, pod.namespace()), in, teller);
    }

    /** Opens a connection of the machine itself to a Service. */
    Optional<Upstream> openFromHost(
            String namespace, String service, int port, ClientInput in, Teller teller)
            throws IOException {
        return open(
                new Party.Host(),
                destination(service + "." + namespace, port, namespace),
                in,
                teller);
    }

    /** Carries bytes until the connection ends, as requests where rules look that deep. */
    void relay(Socket client, ClientInput in, Upstream upstream)
            throws IOException, InterruptedException {
        if (upstream.session().isRedirected()) {
            new HttpRelay(client, in, new OnlyThere(), flows, upstream).run(Optional.empty());
        } else {
            new RawRelay(client, in, upstream).run();
        }
    }

    private Optional<Upstream> open(
            Party from, Destination destination, ClientInput in, Teller teller) throws IOException {
        switch (destination) {
            case Destination.UnknownName _ -> teller.tell(ProxyAnswer.UNKNOWN_NAME);
            // Cilium's socket load balancer fails the call itself: no packet is sent, so no flow is
            // seen
            case Destination.NoBackend _ -> teller.tell(ProxyAnswer.REFUSED);
            case Destination.ToOutside outside -> {
                Party there = new Party.Outside(outside.address());
                Session session = session(line(from, there, outside.port()));
                if (session.connect(in) == Session.Passage.RESET) {
                    teller.tell(ProxyAnswer.TIMED_OUT);
                }
            }
            case Destination.ToPod to -> {
                return open(
                        line(from, new Party.Pod(to.pod()), to.port()),
                        to.pod().ports().get(to.port()),
                        in,
                        teller);
            }
            case Destination.ToApiServer to -> {
                return open(line(from, new Party.ApiServer(), to.port()), apiServer, in, teller);
            }
        }
        return Optional.empty();
    }

    /** Opens a connection to the port of this machine that is behind it; null if nobody listens there. */
    private Optional<Upstream> open(
            FlowWriter.Line line, @Nullable Integer real, ClientInput in, Teller teller)
            throws IOException {
        Session asking = session(line);
        switch (asking.connect(in)) {
            case GONE -> {
                return Optional.empty();
            }
            case RESET -> {
                teller.tell(ProxyAnswer.TIMED_OUT);
                return Optional.empty();
            }
            case OPEN -> {
                // The way is free.
            }
        }
        Session session = session(line);
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            if (real == null) {
                throw new IOException("nobody listens on " + line.port());
            }
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), real), CONNECT_MILLIS);
        } catch (IOException refused) {
            socket.close();
            session.refusedByServer();
            teller.tell(ProxyAnswer.REFUSED);
            return Optional.empty();
        }
        session.established();
        Upstream upstream = new Upstream(session, socket);
        try {
            teller.tell(ProxyAnswer.CONNECTED);
        } catch (IOException clientLeft) {
            upstream.close();
            throw clientLeft;
        }
        return Optional.of(upstream);
    }

    private Session session(FlowWriter.Line line) {
        boolean proxied =
                !decisions.decide(line.client(), line.server(), line.port()).redirects().isEmpty();
        return new Session(decisions, flows, line, proxied);
    }

    private FlowWriter.Line line(Party from, Party to, int port) {
        int clientPort =
                FIRST_CLIENT_PORT + Math.floorMod(clientPorts.getAndIncrement(), CLIENT_PORTS);
        return new FlowWriter.Line(from, clientPort, to, port);
    }

    private Destination destination(String host, int port, String namespace) {
        Optional<IpAddress> literal = IpAddress.parse(host);
        if (literal.isPresent()) {
            return byAddress(literal.get(), port);
        }
        List<String> found = services.addresses(host, namespace);
        return found.isEmpty()
                ? new Destination.UnknownName(host)
                : byAddress(address(found.getFirst()), port);
    }

    private Destination byAddress(IpAddress address, int port) {
        String ip = address.toString();
        Optional<PodEndpoint> pod = endpoints.byIp(ip);
        if (pod.isPresent()) {
            return new Destination.ToPod(pod.get(), port);
        }
        Optional<ServiceTable.Service> service = services.byIp(ip);
        if (service.isEmpty()) {
            return new Destination.ToOutside(address, port);
        }
        return services.choose(service.get(), port)
                .flatMap(this::behind)
                .orElseGet(() -> new Destination.NoBackend(service.get().key(), ip, port));
    }

    private Optional<Destination> behind(ServiceTable.Target target) {
        return target.ip().equals(Party.HOST_IP)
                ? Optional.of(new Destination.ToApiServer(target.port()))
                : endpoints.byIp(target.ip()).map(pod -> new Destination.ToPod(pod, target.port()));
    }

    private static IpAddress address(String ip) {
        return IpAddress.parse(ip)
                .orElseThrow(() -> new IllegalStateException("no address: " + ip));
    }

    /** In a tunnel, every request goes where the tunnel leads. */
    private static final class OnlyThere implements HttpRelay.Dialer {
        @Override
        public Optional<Upstream> dial(HttpHead.Request request) {
            return Optional.empty();
        }

        @Override
        public boolean leadsTo(Upstream upstream, HttpHead.Request request) {
            return true;
        }
    }
}
