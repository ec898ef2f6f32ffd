package dev.portcullis.console.history.internal;

import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Past minutes of a small shop, for tests of what shows them. */
public final class TestHistory {
    private TestHistory() {}

    /** Keeps the last minutes: an attack in the middle, a loss, a silent node and a minute nobody watched. */
    public static void keepLast(int minutes, ApplicationContext console) {
        var store = console.getBean(MinuteStore.class);
        long now = Instant.now().getEpochSecond() / 60;
        for (int i = minutes; i > 0; i--) {
            if (i != 9) {
                store.keep(minute(now - i, i));
            }
        }
    }

    private static KeptMinute minute(long epochMinute, int ago) {
        var edges = new ArrayList<FlowMinute.EdgeCount>();
        edges.add(edge("users/user-service", "users/mysql", 7_000 + ago * 37 % 900, 0));
        edges.add(edge("shop/storefront", "shop/orders", 1_800, 0));
        if (ago >= 4 && ago <= 7) {
            edges.add(edge("drills/intruder", "users/mysql", 0, 240));
        }
        var start = Instant.ofEpochSecond(epochMinute * 60);
        return new KeptMinute(
                epochMinute,
                60_000,
                ago == 5 ? 1_234 : 0,
                0,
                ago == 3 ? List.of("node-2") : List.of(),
                edges,
                List.of(
                        node("users", "user-service", false),
                        node("users", "mysql", true),
                        node("shop", "storefront", false),
                        node("shop", "orders", false),
                        node("drills", "intruder", false)),
                ago == 5
                        ? List.of(
                                new StreamStatus.Missing(
                                        start,
                                        start.plus(Duration.ofSeconds(20)),
                                        1_234,
                                        "agent slower than the kernel on node-1"))
                        : List.of());
    }

    private static FlowMinute.EdgeCount edge(
            String source, String destination, long allowed, long denied) {
        return new FlowMinute.EdgeCount(
                source,
                destination,
                3306,
                "3306",
                "TCP",
                allowed,
                denied,
                0,
                0,
                0,
                0,
                "",
                denied > 0 ? "Policy denied" : "",
                List.of("users/mysql-ingress"));
    }

    private static MapNode node(String namespace, String name, boolean guarded) {
        return new MapNode(
                namespace + "/" + name,
                namespace,
                name,
                "Deployment",
                1,
                guarded,
                guarded ? true : null,
                null,
                "",
                List.of());
    }
}
