package dev.portcullis.bench.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The map in a headless browser, with a note of every change of the drills' denied count. */
final class MapPage implements AutoCloseable {

    /** How many denials the edges from drills showed in the frame drawn at this time. */
    record Count(double atMillis, long dropped) {}

    // Listens beside the page's own handler, and notes the time in the next frame
    private static final String PROBE =
            """
            window.__counts = [];
            const edges = new Map();
            const note = (message) => {
              for (const edge of message.edges ?? []) {
                if (edge.source.startsWith('drills/')) edges.set(edge.id, edge.dropped);
              }
              const dropped = [...edges.values()].reduce((sum, n) => sum + n, 0);
              requestAnimationFrame(() => window.__counts.push([performance.timeOrigin + performance.now(), dropped]));
            };
            const Socket = window.WebSocket;
            window.WebSocket = class extends Socket {
              constructor(...given) {
                super(...given);
                if (String(given[0]).includes('/api/ws/map')) {
                  this.addEventListener('message', (event) => note(JSON.parse(event.data)));
                }
              }
            };
            """;

    private final ChromiumPage chromium;
    private final Page page;

    private MapPage(ChromiumPage chromium, Page page) {
        this.chromium = chromium;
        this.page = page;
    }

    static MapPage open(Product product) throws IOException, InterruptedException {
        ChromiumPage chromium = ChromiumPage.launch();
        Page page = chromium.page();
        page.addInitScript(PROBE);
        page.navigate(product.signInLink());
        page.waitForFunction("() => window.__counts && window.__counts.length > 0");
        return new MapPage(chromium, page);
    }

    long dropped() {
        return ((Number) page.evaluate("() => window.__counts.at(-1)[1]")).longValue();
    }

    void awaitDropped(long dropped, Duration atMost) {
        page.waitForFunction(
                "n => window.__counts.at(-1)[1] >= n",
                (double) dropped,
                new Page.WaitForFunctionOptions().setTimeout(atMost.toMillis()));
    }

    @SuppressWarnings("unchecked")
    List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        for (List<Number> pair : (List<List<Number>>) page.evaluate("() => window.__counts")) {
            counts.add(new Count(pair.get(0).doubleValue(), pair.get(1).longValue()));
        }
        return counts;
    }

    @Override
    public void close() {
        chromium.close();
    }
}
