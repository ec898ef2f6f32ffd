package dev.portcullis.console.flows.internal;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** The far end of a map socket: keeps what it gets, and can be slow. */
final class TestBrowser {
    private final String id;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final AtomicReference<CloseStatus> closed = new AtomicReference<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    TestBrowser(String id) {
        this.id = id;
    }

    TestBrowser in(String httpSession) {
        attributes.put(MapSocket.HTTP_SESSION, httpSession);
        return this;
    }

    MapWatcher watcher(MapAudience audience) {
        return new MapWatcher(socket(), audience::snapshot);
    }

    List<String> messages() {
        return messages;
    }

    Optional<CloseStatus> closedWith() {
        return Optional.ofNullable(closed.get());
    }

    void await(int count) {
        org.awaitility.Awaitility.await().until(() -> messages.size() >= count);
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    static HttpSessionEvent endOf(String id) {
        var session =
                (HttpSession)
                        Proxy.newProxyInstance(
                                TestBrowser.class.getClassLoader(),
                                new Class<?>[] {HttpSession.class},
                                (_, method, _) -> method.getName().equals("getId") ? id : null);
        return new HttpSessionEvent(session);
    }

    private WebSocketSession socket() {
        return (WebSocketSession)
                Proxy.newProxyInstance(
                        TestBrowser.class.getClassLoader(),
                        new Class<?>[] {WebSocketSession.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "getId" -> id;
                                    case "getAttributes" -> attributes;
                                    case "sendMessage" -> {
                                        gate.await();
                                        messages.add(((TextMessage) arguments[0]).getPayload());
                                        yield null;
                                    }
                                    case "close" -> {
                                        closed.set((CloseStatus) arguments[0]);
                                        yield null;
                                    }
                                    default -> null;
                                });
    }
}
