package dev.portcullis.console.flows.internal;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of 127.0.0.1 that leads through the Kubernetes API to the first port of a Service, as {@code hubble -P} does
 * it. Each connection looks for a ready pod anew, so it outlives the pod it led to.
 */
final class ServiceForward implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceForward.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String service;
    private final ServerSocketChannel door;

    private ServiceForward(
            KubernetesClient client, String namespace, String service, ServerSocketChannel door) {
        this.client = client;
        this.namespace = namespace;
        this.service = service;
        this.door = door;
    }

    /**
     * Opens the port; whether the Service is there shows with the first connection.
     *
     * @param service {@code namespace/name}
     */
    static ServiceForward open(KubernetesClient client, String service) {
        String[] name = service.split("/", 2);
        if (name.length != 2 || name[0].isBlank() || name[1].isBlank()) {
            throw new IllegalArgumentException(
                    "PORTCULLIS_HUBBLE_SERVICE is \"%s\"; write namespace/name".formatted(service));
        }
        try {
            ServerSocketChannel door = ServerSocketChannel.open();
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var forward = new ServiceForward(client, name[0], name[1], door);
            Thread.ofPlatform().name("relay-forward").daemon().start(forward::accept);
            return forward;
        } catch (IOException failed) {
            throw new UncheckedIOException("No port of this machine is free", failed);
        }
    }

    /** Where to connect to: {@code host:port}. */
    String address() {
        return "127.0.0.1:" + door.socket().getLocalPort();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (door.isOpen()) {
            try {
                SocketChannel connection = door.accept();
                Thread.ofVirtual().name("relay-forward").start(() -> lead(connection));
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException failed) {
                LOG.warn("A connection for {}/{} failed", namespace, service, failed);
            }
        }
    }

    private void lead(SocketChannel connection) {
        try {
            Service found = client.services().inNamespace(namespace).withName(service).get();
            if (found == null) {
                throw new IllegalStateException("there is no such Service");
            }
            Pod pod = readyPod(found);
            client.pods().resource(pod).portForward(targetPort(found, pod), connection, connection);
        } catch (KubernetesClientException | IllegalStateException failed) {
            LOG.warn(
                    "No way to {}/{} through the Kubernetes API: {}",
                    namespace,
                    service,
                    failed.getMessage());
            hangUp(connection);
        }
    }

    private Pod readyPod(Service found) {
        return client
                .pods()
                .inNamespace(namespace)
                .withLabels(found.getSpec().getSelector())
                .list()
                .getItems()
                .stream()
                .filter(Readiness::isPodReady)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("none of its pods is ready"));
    }

    private static int targetPort(Service found, Pod pod) {
        IntOrString target = found.getSpec().getPorts().getFirst().getTargetPort();
        if (target.getIntVal() != null) {
            return target.getIntVal();
        }
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(port -> Objects.equals(port.getName(), target.getStrVal()))
                .map(port -> port.getContainerPort())
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "pod %s has no port named %s"
                                                .formatted(
                                                        pod.getMetadata().getName(),
                                                        target.getStrVal())));
    }

    private static void hangUp(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException _) {
            // It is closed.
        }
    }
}
