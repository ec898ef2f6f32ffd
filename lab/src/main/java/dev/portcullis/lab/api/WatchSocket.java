package dev.portcullis.lab.api;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A watch over a WebSocket, one event a message, as fabric8's client asks for it. */
final class WatchSocket extends Endpoint {

    private final WatchVerb watch;
    private @Nullable Thread thread;

    private WatchSocket(WatchVerb watch) {
        this.watch = watch;
    }

    static boolean isAskedFor(Call call) {
        return "websocket".equalsIgnoreCase(call.request().getHeader("Upgrade"));
    }

    static void upgrade(Call call, WatchVerb watch) throws IOException {
        var container =
                (ServerContainer)
                        call.request()
                                .getServletContext()
                                .getAttribute(ServerContainer.class.getName());
        var config =
                ServerEndpointConfig.Builder.create(WatchSocket.class, "/watch")
                        .configurator(new OneEndpoint(new WatchSocket(watch)))
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
        thread = Thread.ofVirtual().name("watch-socket").start(() -> run(session));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        stop();
    }

    @Override
    public void onError(Session session, Throwable error) {
        stop();
    }

    private void run(Session session) {
        try (session) {
            watch.run(event -> session.getBasicRemote().sendText(event.toString()));
        } catch (IOException | IllegalStateException _) {
            // The client is gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
