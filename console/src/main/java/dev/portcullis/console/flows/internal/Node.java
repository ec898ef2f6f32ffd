package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.TrafficSecond;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the map while it lives. Guarded by the store's lock. */
final class Node {
    private static final int SPANS = 32;
    private static final int SPAN_SECONDS = 2;

    final String namespace;
    final String workload;
    final String id;
    final String reserved;

    String kind;
    int pods = -1;
    boolean guarded;
    boolean listed;
    @Nullable Boolean isolatedIngress;
    @Nullable Boolean isolatedEgress;
    long lastSeenSecond;
    boolean dirty = true;

    /** How many edges touch it. */
    int degree;

    private final int[] spark = new int[SPANS];
    private long sparkSpan;
    private @Nullable TrafficSeries traffic;

    private Node(String namespace, String workload, String id, String kind, String reserved) {
        this.namespace = namespace;
        this.workload = workload;
        this.id = id;
        this.kind = kind;
        this.reserved = reserved;
    }

    static Node workload(String namespace, String workload, String kind) {
        return new Node(namespace, workload, namespace + "/" + workload, kind, "");
    }

    static Node entity(String name) {
        return new Node("", name, "reserved:" + name, "Entity", name);
    }

    boolean isEndpoint() {
        return reserved.isEmpty();
    }

    void countActivity(long second) {
        advance(second);
        spark[(int) (sparkSpan % SPANS)]++;
        lastSeenSecond = Math.max(lastSeenSecond, second);
    }

    void countTraffic(Count count, long second) {
        if (!guarded) {
            return;
        }
        if (traffic == null) {
            traffic = new TrafficSeries();
        }
        traffic.add(count, second);
    }

    List<TrafficSecond> traffic(long nowSecond) {
        return traffic == null ? List.of() : traffic.until(nowSecond);
    }

    MapNode show(long nowSecond) {
        advance(nowSecond);
        var spans = new ArrayList<Integer>(SPANS);
        // The running span is not complete: it would look like a fall.
        for (int i = 1; i < SPANS; i++) {
            spans.add(spark[(int) ((sparkSpan + i) % SPANS)]);
        }
        return new MapNode(
                id,
                namespace,
                workload,
                kind,
                pods,
                guarded,
                isolatedIngress,
                isolatedEgress,
                reserved,
                spans);
    }

    private void advance(long second) {
        long span = second / SPAN_SECONDS;
        for (long s = Math.max(sparkSpan + 1, span - SPANS + 1); s <= span; s++) {
            spark[(int) (s % SPANS)] = 0;
        }
        sparkSpan = Math.max(sparkSpan, span);
    }
}
