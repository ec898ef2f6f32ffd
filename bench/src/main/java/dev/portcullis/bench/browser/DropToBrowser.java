package dev.portcullis.bench.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures, on a running product, the time from a denial in the data plane to the frame in which the
 * browser's edge has counted it.
 *
 * <p>Drills make the denials. The data plane's own timestamps come from a second reader of the same
 * relay, whose delay (drop to reader) stands beside the figure as what the wire alone costs. Both
 * clocks are this machine's.
 *
 * <p>Argument: the path of {@code endpoints.json} of a running product.
 */
public final class DropToBrowser {

    private static final int DRILLS = 2;
    private static final int ATTEMPTS = 25;

    private DropToBrowser() {}

    public static void main(String[] arguments) throws Exception {
        JsonNode endpoints = JsonMapper.shared().readTree(Files.readString(Path.of(arguments[0])));
        Product product =
                new Product(
                        endpoints.path("console").asString(), endpoints.path("token").asString());
        try (RelayReader relay = RelayReader.open(endpoints.path("relay").asString());
                MapPage page = MapPage.open(product)) {
            long before = page.dropped();
            for (int drill = 0; drill < DRILLS; drill++) {
                product.runDrill(ATTEMPTS);
            }
            List<RelayReader.Denial> denials = relay.denials();
            page.awaitDropped(before + denials.size(), Duration.ofSeconds(5));
            List<MapPage.Count> counts = page.counts();
            print(
                    "drop to reader of the relay",
                    denials.stream().map(RelayReader.Denial::delayMillis).toList());
            print("drop to frame in the browser", matched(denials, counts, before));
        }
    }

    /** The k-th denial is on the screen in the first frame whose count has reached it. */
    private static List<Double> matched(
            List<RelayReader.Denial> denials, List<MapPage.Count> counts, long before) {
        List<Double> delays = new ArrayList<>();
        int next = 0;
        for (int k = 0; k < denials.size(); k++) {
            while (next < counts.size() && counts.get(next).dropped() < before + k + 1) {
                next++;
            }
            if (next == counts.size()) {
                System.out.printf("%d denials never reached the screen%n", denials.size() - k);
                break;
            }
            delays.add(counts.get(next).atMillis() - denials.get(k).atMillis());
        }
        return delays;
    }

    private static void print(String what, List<Double> millis) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-30s n=%d  p50 %.0f ms  p99 %.0f ms  max %.0f ms%n",
                what,
                sorted.size(),
                at(sorted, 0.50),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(List<Double> sorted, double quantile) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }
}
