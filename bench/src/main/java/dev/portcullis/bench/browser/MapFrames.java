package dev.portcullis.bench.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how smoothly the map is dragged with the most it may ever hold, without a GPU: 2,000 workloads in 50
 * namespaces and 10,000 edges, of which 500 change four times a second.
 *
 * <p>Beside it, in the same browser, stands the same page with an empty map: what the machine can do at all.
 *
 * <p>Argument: the path of {@code endpoints.json} of a running product.
 */
public final class MapFrames {

    private static final int SECONDS = 5;

    /** The frames of one drag, in milliseconds from one to the next. */
    record Drag(List<Double> gaps) {
        double perSecond() {
            return gaps.size() * 1000 / gaps.stream().mapToDouble(gap -> gap).sum();
        }

        double at(double quantile) {
            List<Double> sorted = new ArrayList<>(gaps);
            Collections.sort(sorted);
            return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
        }
    }

    private MapFrames() {}

    public static void main(String[] arguments) throws Exception {
        JsonNode endpoints = JsonMapper.shared().readTree(Files.readString(Path.of(arguments[0])));
        Product product =
                new Product(
                        endpoints.path("console").asString(), endpoints.path("token").asString());
        measure(product, "empty map", new FullMap(0, 0), 0);
        measure(product, "2,000 nodes, 10,000 edges, by namespace", new FullMap(2_000, 10_000), 0);
        measure(product, "the same, 5 namespaces opened", new FullMap(2_000, 10_000), 5);
    }

    private static void measure(Product product, String what, FullMap map, int opened)
            throws Exception {
        try (ChromiumPage chromium = ChromiumPage.launch()) {
            Page page = chromium.page();
            List<WebSocketRoute> sockets = new ArrayList<>();
            page.routeWebSocket(
                    address -> address.contains("/api/ws/map"),
                    socket -> {
                        sockets.add(socket);
                        socket.send(map.snapshot());
                    });
            page.navigate(product.signInLink());
            page.waitForFunction("() => document.querySelector('pc-flow-map')?.feed.loaded");
            open(page, opened);
            page.waitForTimeout(3_000);
            Drag still = drag(page, () -> {});
            Drag live = drag(page, () -> sockets.forEach(socket -> socket.send(map.delta())));
            print(what, "nothing changes", still);
            if (!map.isEmpty()) {
                print(what, "500 edges change 4 times a second", live);
            }
            page.locator("button[aria-label=\"Show all\"]").click();
            page.waitForTimeout(500);
            chromium.save("target/frames-" + opened + "-" + map.edges() + ".png");
        }
    }

    private static void open(Page page, int namespaces) {
        page.evaluate(
                """
                n => {
                  const map = document.querySelector('pc-flow-map');
                  for (let i = 0; i < n; i++) map.choose({ type: 'node', id: `namespace:team-${i}` });
                }
                """,
                namespaces);
    }

    /** Drags the map to and fro for a while, and tells of every quarter of a second. */
    private static Drag drag(Page page, Runnable quarter) {
        page.mouse().move(700, 300);
        page.mouse().down();
        page.evaluate(
                """
                () => {
                  window.__frames = [];
                  window.__measuring = true;
                  const note = (at) => {
                    window.__frames.push(at);
                    if (window.__measuring) requestAnimationFrame(note);
                  };
                  requestAnimationFrame(note);
                }
                """);
        long begin = System.nanoTime();
        long told = begin;
        for (int i = 0; System.nanoTime() - begin < SECONDS * 1_000_000_000L; i++) {
            double angle = i / 30.0;
            page.mouse().move(700 + 120 * Math.sin(angle), 300 + 60 * Math.sin(2 * angle));
            if (System.nanoTime() - told > 250_000_000L) {
                told = System.nanoTime();
                quarter.run();
            }
        }
        page.mouse().up();
        @SuppressWarnings("unchecked")
        List<Number> frames =
                (List<Number>)
                        page.evaluate(
                                "() => { window.__measuring = false; return window.__frames; }");
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < frames.size(); i++) {
            gaps.add(frames.get(i).doubleValue() - frames.get(i - 1).doubleValue());
        }
        return new Drag(gaps);
    }

    private static void print(String what, String how, Drag drag) {
        System.out.printf(
                Locale.ROOT,
                "%-42s %-34s %5.1f frames/s  p50 %.0f ms  p95 %.0f ms  max %.0f ms%n",
                what,
                how,
                drag.perSecond(),
                drag.at(0.5),
                drag.at(0.95),
                drag.at(1));
    }
}
