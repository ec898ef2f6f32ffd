package dev.portcullis.bench.storm;

import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's end of the map's socket: when messages came, and what they made of the map. */
final class MapFollower implements WebSocket.Listener {
    private final int bytesPerSecond;
    private final boolean reads;
    private final StringBuilder text = new StringBuilder();
    private final List<Double> gapsMillis = new ArrayList<>();
    private final Map<String, JsonNode> edges = new HashMap<>();
    private final Set<String> nodes = new HashSet<>();
    private final Map<String, Long> firstSeen = new HashMap<>();
    private long lastAt;
    private long messages;
    private long snapshots;
    private long characters;
    private long lost;
    private long lossUpdates;
    private int mostNodes;
    private int mostEdges;
    private boolean closed;

    /**
     * @param bytesPerSecond how fast it reads; 0 for as fast as it comes
     * @param reads whether it looks into the messages
     */
    MapFollower(int bytesPerSecond, boolean reads) {
        this.bytesPerSecond = bytesPerSecond;
        this.reads = reads;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        take(part, last);
        if (bytesPerSecond == 0) {
            socket.request(1);
        } else {
            CompletableFuture.delayedExecutor(
                            1_000L * part.length() / bytesPerSecond, TimeUnit.MILLISECONDS)
                    .execute(() -> socket.request(1));
        }
        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onClose(
            WebSocket socket, int code, String reason) {
        closed = true;
        return null;
    }

    @Override
    public synchronized void onError(WebSocket socket, Throwable error) {
        closed = true;
    }

    private synchronized void take(CharSequence part, boolean last) {
        characters += part.length();
        if (reads) {
            text.append(part);
        }
        if (!last) {
            return;
        }
        long now = System.nanoTime();
        if (lastAt != 0) {
            gapsMillis.add((now - lastAt) / 1e6);
        }
        lastAt = now;
        messages++;
        if (reads) {
            read(JsonMapper.shared().readTree(text.toString()));
            text.setLength(0);
        }
    }

    private void read(JsonNode message) {
        if (message.path("type").asString().equals("snapshot")) {
            snapshots++;
            edges.clear();
            nodes.clear();
        }
        long nowMillis = System.currentTimeMillis();
        for (JsonNode node : message.path("nodes")) {
            nodes.add(node.path("id").asString());
            firstSeen.putIfAbsent(node.path("id").asString(), nowMillis);
        }
        for (JsonNode edge : message.path("edges")) {
            edges.put(edge.path("id").asString(), edge);
        }
        message.path("removed").path("nodes").forEach(id -> nodes.remove(id.asString()));
        message.path("removed").path("edges").forEach(id -> edges.remove(id.asString()));
        long nowLost = message.path("status").path("lost").asLong();
        if (nowLost != lost) {
            lossUpdates++;
            lost = nowLost;
        }
        mostNodes = Math.max(mostNodes, nodes.size());
        mostEdges = Math.max(mostEdges, edges.size());
    }

    /** Forgets the times and counts, not the map. */
    synchronized void restart() {
        gapsMillis.clear();
        lastAt = 0;
        messages = 0;
        characters = 0;
        lossUpdates = 0;
    }

    /** Milliseconds between one message and the next. */
    synchronized List<Double> gapsMillis() {
        return List.copyOf(gapsMillis);
    }

    /** When a node was first seen, in milliseconds since 1970; empty if it was not. */
    synchronized @Nullable Long firstSeen(String node) {
        return firstSeen.get(node);
    }

    synchronized List<JsonNode> edges() {
        return List.copyOf(edges.values());
    }

    synchronized long messages() {
        return messages;
    }

    synchronized long snapshots() {
        return snapshots;
    }

    synchronized long characters() {
        return characters;
    }

    synchronized long lossUpdates() {
        return lossUpdates;
    }

    synchronized int mostNodes() {
        return mostNodes;
    }

    synchronized int mostEdges() {
        return mostEdges;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
