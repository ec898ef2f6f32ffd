package dev.portcullis.lab.net;

import dev.portcullis.lab.objects.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The ways in from this machine: a Service of type NodePort can be reached on that port of 127.0.0.1, or on the next one
 * that is free. Who comes in here is Cilium's {@code host}.
 */
final class NodePorts implements AutoCloseable {

    private static final int TRIES = 100;

    private final Router router;
    private final Map<String, ClientListener> open = new ConcurrentHashMap<>();

    NodePorts(Router router) {
        this.router = router;
    }

    /** The port of this machine for that Service, if it has one by now. */
    Optional<Integer> of(String namespace, String service) {
        return open.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(namespace + "/" + service + ":"))
                .map(entry -> entry.getValue().port())
                .findFirst();
    }

    void follow(JsonNode service) {
        if (!Fields.text(service.path("spec").path("type")).equals("NodePort")) {
            return;
        }
        String namespace = Fields.namespace(service);
        String name = Fields.name(service);
        for (JsonNode port : service.path("spec").path("ports")) {
            int inside = Fields.number(port.path("port"), 0);
            int wanted = Fields.number(port.path("nodePort"), 0);
            open.computeIfAbsent(
                    namespace + "/" + name + ":" + inside,
                    key -> listen(wanted, key, client -> handle(client, namespace, name, inside)));
        }
    }

    private static ClientListener listen(int wanted, String key, ClientListener.Handler handler) {
        for (int port = wanted; port < wanted + TRIES && wanted > 0; port++) {
            try {
                return ClientListener.open(port, key, handler);
            } catch (UncheckedIOException taken) {
                // The next one, then.
            }
        }
        return ClientListener.open(0, key, handler);
    }

    private void handle(Socket client, String namespace, String service, int port)
            throws IOException, InterruptedException {
        ClientInput in = new ClientInput(client);
        Optional<Upstream> upstream =
                router.openFromHost(
                        namespace,
                        service,
                        port,
                        in,
                        answer -> {
                            if (answer != ProxyAnswer.CONNECTED) {
                                // Nothing listens there: a reset is what the client gets.
                                client.setSoLinger(true, 0);
                            }
                        });
        if (upstream.isPresent()) {
            router.relay(client, in, upstream.get());
        }
    }

    @Override
    public void close() {
        open.values().forEach(ClientListener::close);
    }
}
