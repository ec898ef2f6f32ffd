package dev.portcullis.lab.api;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A forwarded port over a WebSocket in Kubernetes' channel protocol ({@code v4.channel.k8s.io}): the first byte of a
 * message is its channel, 0 for data and 1 for errors, and each channel begins with the port as two bytes, the low one
 * first. Source: {@code pkg/kubelet/cri/streaming/portforward/websocket.go} of Kubernetes.
 */
final class PortForwardSocket extends Endpoint {

    private static final List<String> PROTOCOLS =
            List.of("v4.channel.k8s.io", "portforward.k8s.io");
    private static final byte DATA = 0;
    private static final byte ERRORS = 1;
    private static final int LARGEST_MESSAGE = 1 << 20;
    private static final int CONNECT_MILLIS = 2_000;

    private final int containerPort;
    private final int localPort;
    private final Socket pod = new Socket();
    private @Nullable Thread reader;

    private PortForwardSocket(int containerPort, int localPort) {
        this.containerPort = containerPort;
        this.localPort = localPort;
    }

    /** Answers a request for a pod's {@code portforward}. */
    static void upgrade(Call call, Target target, PodPorts ports) throws IOException {
        if (!WatchSocket.isAskedFor(call)) {
            throw ApiException.badRequest(
                    "ports are forwarded over a WebSocket in the protocol v4.channel.k8s.io only");
        }
        long asked = call.query().number("ports").orElse(0);
        var local = ports.find(target.namespace(), target.name(), (int) Math.min(asked, 1 << 16));
        if (local.isEmpty()) {
            throw ApiException.badRequest(
                    "pod %s has no port %d, or does not run".formatted(target.name(), asked));
        }
        var container =
                (ServerContainer)
                        call.request()
                                .getServletContext()
                                .getAttribute(ServerContainer.class.getName());
        var config =
                ServerEndpointConfig.Builder.create(PortForwardSocket.class, "/portforward")
                        .subprotocols(PROTOCOLS)
                        .configurator(
                                new OneEndpoint(
                                        new PortForwardSocket((int) asked, local.getAsInt())))
                        .build();
        try {
            container.upgradeHttpToWebSocket(call.request(), call.response(), config, Map.of());
        } catch (DeploymentException e) {
            throw new IOException("The upgrade to a WebSocket failed", e);
        }
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(0);
        session.setMaxBinaryMessageBufferSize(LARGEST_MESSAGE);
        session.addMessageHandler(
                new MessageHandler.Whole<ByteBuffer>() {
                    @Override
                    public void onMessage(ByteBuffer message) {
                        toPod(session, message);
                    }
                });
        try {
            for (byte channel : new byte[] {DATA, ERRORS}) {
                send(session, channel, (byte) containerPort, (byte) (containerPort >> 8));
            }
            pod.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), localPort),
                    CONNECT_MILLIS);
        } catch (IOException refused) {
            fail(session, "the pod does not listen on port " + containerPort);
            return;
        }
        reader = Thread.ofVirtual().name("port-forward").start(() -> fromPod(session));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        hangUp();
    }

    @Override
    public void onError(Session session, Throwable error) {
        hangUp();
    }

    private void toPod(Session session, ByteBuffer message) {
        if (!message.hasRemaining() || message.get() != DATA) {
            return;
        }
        try {
            var bytes = new byte[message.remaining()];
            message.get(bytes);
            pod.getOutputStream().write(bytes);
        } catch (IOException gone) {
            close(session);
        }
    }

    private void fromPod(Session session) {
        var buffer = new byte[16 << 10];
        try (session) {
            for (int n; (n = pod.getInputStream().read(buffer)) >= 0; ) {
                var message = ByteBuffer.allocate(n + 1).put(DATA).put(buffer, 0, n).flip();
                session.getBasicRemote().sendBinary(message);
            }
        } catch (IOException | IllegalStateException _) {
            // One end is gone.
        }
    }

    private static void fail(Session session, String why) {
        try {
            send(session, ERRORS, why.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // The client is gone, and so is the need to tell it.
        }
        close(session);
    }

    private static void send(Session session, byte channel, byte... bytes) throws IOException {
        session.getBasicRemote()
                .sendBinary(ByteBuffer.allocate(bytes.length + 1).put(channel).put(bytes).flip());
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (IOException _) {
            // It is closed.
        }
    }

    private void hangUp() {
        try {
            pod.close();
        } catch (IOException _) {
            // It is closed.
        }
        var running = reader;
        if (running != null) {
            running.interrupt();
        }
    }
}
