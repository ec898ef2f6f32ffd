package dev.portcullis.console.flows.internal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * One browser that follows the map. A few messages wait for it; when it falls further behind they are thrown away and
 * it gets a new snapshot instead, so that memory does not follow the slowest reader.
 */
final class MapWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MapWatcher.class);
    private static final int MAX_WAITING = 8;

    private record Waiting(long seq, String text) {}

    private final WebSocketSession socket;
    private final Supplier<String> snapshot;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean snapshotWanted;
    private boolean closed;

    MapWatcher(WebSocketSession socket, Supplier<String> snapshot) {
        this.socket = socket;
        this.snapshot = snapshot;
        Thread.ofVirtual().name("map-watcher").start(this::send);
    }

    /** The HTTP session it came from; empty if it came with a token alone. */
    String httpSession() {
        return socket.getAttributes().get(MapSocket.HTTP_SESSION) instanceof String id ? id : "";
    }

    boolean uses(WebSocketSession other) {
        return socket.getId().equals(other.getId());
    }

    void needsSnapshot() {
        lock.lock();
        try {
            waiting.clear();
            snapshotWanted = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    void offer(long seq, String text) {
        lock.lock();
        try {
            if (waiting.size() >= MAX_WAITING) {
                waiting.clear();
                snapshotWanted = true;
            } else {
                waiting.add(new Waiting(seq, text));
            }
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection. */
    void disconnect(CloseStatus why) {
        close();
        try {
            socket.close(why);
        } catch (IOException alreadyGone) {
            LOG.debug("A map socket was gone before it was closed", alreadyGone);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        try {
            while (true) {
                var next = next();
                if (next == null) {
                    return;
                }
                socket.sendMessage(new TextMessage(next));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("A map socket went away", gone);
            disconnect(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    private @org.jspecify.annotations.Nullable String next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && !snapshotWanted && waiting.isEmpty()) {
                news.await();
            }
            if (closed) {
                return null;
            }
            if (!snapshotWanted) {
                return waiting.removeFirst().text();
            }
            snapshotWanted = false;
        } finally {
            lock.unlock();
        }
        // Deltas that come while it is made have a number it already contains; the browser skips
        // those.
        return snapshot.get();
    }
}
