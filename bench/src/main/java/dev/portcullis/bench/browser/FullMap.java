package dev.portcullis.bench.browser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** A made-up map in the form in which the console sends it: so many workloads in 50 namespaces, and so many edges. */
final class FullMap {

    private static final int NAMESPACES = 50;
    private static final int CHANGED = 500;

    private final int nodes;
    private final int edges;
    private final SplittableRandom random = new SplittableRandom(11);
    private final List<int[]> ends = new ArrayList<>();
    private long seq = 1;
    private long count = 100;

    FullMap(int nodes, int edges) {
        this.nodes = nodes;
        this.edges = edges;
        for (int i = 0; i < edges; i++) {
            ends.add(new int[] {random.nextInt(nodes), random.nextInt(nodes)});
        }
    }

    boolean isEmpty() {
        return nodes == 0;
    }

    int edges() {
        return edges;
    }

    String snapshot() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            all.add(node(i));
        }
        List<Map<String, Object>> every = new ArrayList<>();
        for (int i = 0; i < edges; i++) {
            every.add(edge(i));
        }
        return message("snapshot", all, every);
    }

    /** The next delta: some edges have counted on. */
    String delta() {
        seq++;
        count += 25;
        List<Map<String, Object>> changed = new ArrayList<>();
        for (int i = 0; i < Math.min(CHANGED, edges); i++) {
            changed.add(edge(random.nextInt(edges)));
        }
        return message("delta", List.of(), changed);
    }

    private String message(
            String type, List<Map<String, Object>> theNodes, List<Map<String, Object>> theEdges) {
        Map<String, Object> message = new TreeMap<>();
        message.put("type", type);
        message.put("seq", seq);
        message.put(
                "status",
                Map.of(
                        "connected",
                        true,
                        "since",
                        Instant.now().toString(),
                        "server",
                        "bench",
                        "message",
                        "",
                        "nodes",
                        List.of(),
                        "flows",
                        count,
                        "lost",
                        0,
                        "missing",
                        List.of()));
        message.put("posture", Map.of("known", true, "why", "", "guarded", List.of()));
        message.put("nodes", theNodes);
        message.put("edges", theEdges);
        message.put("removed", Map.of("nodes", List.of(), "edges", List.of()));
        return JsonMapper.shared().writeValueAsString(message);
    }

    private static String id(int node) {
        return "team-%d/workload-%d".formatted(node % NAMESPACES, node);
    }

    private static Map<String, Object> node(int i) {
        Map<String, Object> node = new TreeMap<>();
        node.put("id", id(i));
        node.put("namespace", "team-" + i % NAMESPACES);
        node.put("workload", "workload-" + i);
        node.put("kind", "Deployment");
        node.put("pods", 2);
        node.put("guarded", false);
        node.put("isolatedIngress", i % 2 == 0);
        node.put("isolatedEgress", i % 3 == 0);
        node.put("reserved", "");
        node.put("spark", List.of(1, 2, 3, 2, 1));
        return node;
    }

    private Map<String, Object> edge(int i) {
        boolean denied = i % 10 == 0;
        Map<String, Object> edge = new TreeMap<>();
        edge.put("id", "e" + i);
        edge.put("source", id(ends.get(i)[0]));
        edge.put("destination", id(ends.get(i)[1]));
        edge.put("port", 8080);
        edge.put("portName", "8080");
        edge.put("protocol", "TCP");
        edge.put("forwarded", denied ? 0 : count);
        edge.put("dropped", denied ? count : 0);
        edge.put("redirected", 0);
        edge.put("requests", 0);
        edge.put("other", 0);
        edge.put("undecided", 0);
        edge.put("forwardedRate", denied ? 0 : 4.5);
        edge.put("droppedRate", denied ? 4.5 : 0);
        edge.put("l7", "");
        edge.put("lastSeen", Instant.now().toString());
        edge.put("lastDropReason", denied ? "Policy denied" : "");
        edge.put("policies", List.of());
        return edge;
    }
}
