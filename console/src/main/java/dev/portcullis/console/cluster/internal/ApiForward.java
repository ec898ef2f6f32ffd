package dev.portcullis.console.cluster.internal;

import dev.portcullis.console.cluster.ServiceForward;
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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of 127.0.0.1 that leads through the Kubernetes API to the first port of a Service, as {@code hubble -P} does
 * it. Each connection looks for a ready pod anew, so it outlives the pod it led to.
 */
final class ApiForward implements ServiceForward {
    private static final Logger LOG = LoggerFactory.getLogger(ApiForward.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String service;
    private final ServerSocketChannel door;
    private volatile String obstacle = "";

    private ApiForward(
            KubernetesClient client, String namespace, String service, ServerSocketChannel door) {
        this.client = client;
        this.namespace = namespace;
        this.service = service;
        this.door = door;
    }

    /** As {@link dev.portcullis.console.cluster.ServiceForwards#open}. */
    static ApiForward open(KubernetesClient client, String service) {
        String[] name = service.split("/", 2);
        if (name.length != 2 || name[0].isBlank() || name[1].isBlank()) {
            throw new IllegalArgumentException(
                    "The Service to go through is \"%s\"; write namespace/name".formatted(service));
        }
        try {
            ServerSocketChannel door = ServerSocketChannel.open();
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var forward = new ApiForward(client, name[0], name[1], door);
            Thread.ofPlatform().name("service-forward").daemon().start(forward::accept);
            return forward;
        } catch (IOException failed) {
            throw new UncheckedIOException("No port of this machine is free", failed);
        }
    }

    @Override
    public String address() {
        return "127.0.0.1:" + door.socket().getLocalPort();
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.of(obstacle).filter(why -> !why.isEmpty());
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
                Thread.ofVirtual().name("service-forward").start(() -> lead(connection));
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
            obstacle = "";
        } catch (KubernetesClientException | IllegalStateException failed) {
            blocked(
                    "There is no way to %s/%s through the Kubernetes API: %s"
                            .formatted(namespace, service, failed.getMessage()));
            hangUp(connection);
        }
    }

    // News only: whoever connects tries again and again.
    private void blocked(String why) {
        if (!why.equals(obstacle)) {
            LOG.warn("{}", why);
        }
        obstacle = why;
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
