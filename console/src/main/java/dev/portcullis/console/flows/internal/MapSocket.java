package dev.portcullis.console.flows.internal;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** {@code /api/ws/map}: the map as a snapshot and numbered deltas. Ends with the HTTP session it was opened in. */
final class MapSocket extends TextWebSocketHandler implements HttpSessionListener {
    static final String PATH = "/api/ws/map";
    static final String HTTP_SESSION = "HTTP.SESSION.ID";
    private static final int MAX_WATCHERS = 500;
    private static final int MAX_INCOMING = 256;

    private final MapAudience audience;

    MapSocket(MapAudience audience) {
        this.audience = audience;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        session.setTextMessageSizeLimit(MAX_INCOMING);
        if (audience.watchers().size() >= MAX_WATCHERS) {
            session.close(CloseStatus.SERVICE_OVERLOAD);
            return;
        }
        audience.join(new MapWatcher(session, audience::snapshot));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        for (var watcher : audience.watchers()) {
            if (watcher.uses(session)) {
                audience.leave(watcher);
            }
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        var ended = event.getSession().getId();
        for (var watcher : audience.watchers()) {
            if (watcher.httpSession().equals(ended)) {
                watcher.disconnect(CloseStatus.POLICY_VIOLATION.withReason("signed out"));
                audience.leave(watcher);
            }
        }
    }
}
