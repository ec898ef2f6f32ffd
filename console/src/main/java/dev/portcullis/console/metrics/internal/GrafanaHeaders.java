package dev.portcullis.console.metrics.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers pass between a browser and Grafana. Both ways a short list is let through and all else is left behind,
 * so that nobody has to think of every name that could mean an identity, a cookie or a hop.
 */
final class GrafanaHeaders {
    /** The header Grafana takes the console's word in; see its {@code [auth.jwt] header_name}. */
    static final String ASSERTION = "X-JWT-Assertion";

    private static final Set<String> TO_GRAFANA =
            Set.of(
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "content-type",
                    "if-modified-since",
                    "if-none-match",
                    "range",
                    "user-agent");

    private static final Set<String> TO_BROWSER =
            Set.of(
                    "accept-ranges",
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-range",
                    "content-type",
                    "etag",
                    "expires",
                    "last-modified",
                    "vary");

    private static final int LONGEST = 4_096;

    private GrafanaHeaders() {}

    /** Whether a browser's header goes on to Grafana: by its name, if it came once, and is short and plain. */
    static boolean passesToGrafana(String name, List<String> values) {
        return TO_GRAFANA.contains(name.toLowerCase(Locale.ROOT))
                && values.size() == 1
                && values.getFirst().length() <= LONGEST
                && values.getFirst().chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Whether a header of Grafana's goes on to the browser. Its cookies do not, nor its rules on framing. */
    static boolean passesToBrowser(String name) {
        return TO_BROWSER.contains(name.toLowerCase(Locale.ROOT));
    }
}
