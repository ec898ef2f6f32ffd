package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Chart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Nodes of the map as words, and where they are found on it. */
final class Places {
    private Places() {}

    /** The workload's name without its namespace; {@code world} of {@code reserved:world}. */
    static String name(String node) {
        int cut = Math.max(node.indexOf('/'), node.startsWith("reserved:") ? 8 : -1);
        return node.substring(cut + 1);
    }

    /** Two nodes, leading to what is between them on the map. */
    static Chart.Cell pair(String from, String to) {
        var words = name(from) + " → " + name(to);
        return from.equals(Tally.OTHERS)
                ? Chart.Cell.of("all others")
                : Chart.Cell.linked(words, "?chosen=" + encode(to));
    }

    /** A node, leading to its place on the map. */
    static Chart.Cell node(String node) {
        return node.equals(Tally.OTHERS)
                ? Chart.Cell.of("all others")
                : Chart.Cell.linked(name(node), "?chosen=" + encode(node));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
