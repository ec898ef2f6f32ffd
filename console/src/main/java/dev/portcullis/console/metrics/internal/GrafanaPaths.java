package dev.portcullis.console.metrics.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of Grafana is reached through the console: looking at dashboards, and what their pages load. Everything else is
 * refused: signing in, administration, exploring, other data sources, the live socket.
 */
final class GrafanaPaths {
    private static final int LONGEST = 8_192;

    /** A way in: which methods, and which paths below {@code /grafana}. */
    private record Way(List<String> methods, Pattern path) {
        static Way get(String path) {
            return new Way(List.of("GET", "HEAD"), Pattern.compile(path));
        }

        static Way post(String path) {
            return new Way(List.of("POST"), Pattern.compile(path));
        }

        boolean leads(String method, String wanted) {
            return methods.contains(method) && path.matcher(wanted).matches();
        }
    }

    private static final String NAME = "[A-Za-z0-9._-]+";

    private static final List<Way> WAYS =
            List.of(
                    Way.get("/d/" + NAME + "(/" + NAME + ")?/?"),
                    Way.get("/d-solo/" + NAME + "(/" + NAME + ")?/?"),
                    Way.get("/public/[A-Za-z0-9._/@+~-]+"),
                    Way.get("/api/health"),
                    Way.get("/bootdata"),
                    Way.get("/api/frontend/settings/?"),
                    Way.get("/api/user/preferences"),
                    Way.get("/api/search/?"),
                    Way.get("/api/dashboards/(uid/" + NAME + "|home|tags)"),
                    Way.get("/api/folders(/" + NAME + ")?"),
                    Way.get("/api/annotations(/tags)?"),
                    Way.get("/api/plugins/" + NAME + "/settings"),
                    Way.get("/api/gnet/plugins/" + NAME),
                    Way.get("/api/library-elements/(" + NAME + ")?"),
                    Way.get("/api/prometheus/grafana/api/v1/rules"),
                    Way.get("/api/datasources/uid/portcullis-prometheus"),
                    Way.get(
                            "/api/datasources/uid/portcullis-prometheus/resources/api/v1/"
                                    + "(labels|series|metadata|label/[A-Za-z0-9_:-]+/values)"),
                    Way.post(
                            "/api/datasources/uid/portcullis-prometheus/resources/api/v1/"
                                    + "(labels|series)"),
                    Way.post("/api/ds/query"),
                    // Grafana 12 and newer read dashboards and folders by an API of Kubernetes'
                    // shape
                    Way.get(
                            "/apis/(dashboard|folder|features)\\.grafana\\.app/"
                                    + NAME
                                    + "/namespaces/"
                                    + NAME
                                    + "/[A-Za-z0-9._/-]+"),
                    Way.get("/avatar/" + NAME));

    private GrafanaPaths() {}

    /**
     * Why a request is refused; empty if it is let through.
     *
     * @param path as it was sent, from {@code /grafana} on, not decoded
     * @param query as it was sent; empty without one
     */
    static Optional<String> refuse(String method, String path, String query) {
        if (path.length() + query.length() > LONGEST) {
            return Optional.of("The address is longer than %d characters.".formatted(LONGEST));
        }
        if (!path.startsWith("/grafana/") || isCrooked(path)) {
            return Optional.of("The path is not written plainly.");
        }
        var below = path.substring("/grafana".length());
        if (below.startsWith("/api/live")) {
            return Optional.of(
                    "Grafana's live socket is not carried: the dashboards ask again every ten seconds.");
        }
        // Grafana would take a token from the address, where logs keep it
        if (query.toLowerCase(Locale.ROOT).contains("auth_token")) {
            return Optional.of("A token in the address is not taken.");
        }
        return WAYS.stream().anyMatch(way -> way.leads(method, below))
                ? Optional.empty()
                : Optional.of("Only dashboards are reached through the console.");
    }

    private static boolean isCrooked(String path) {
        if (path.contains("//") || path.contains("/./") || path.contains("/../")) {
            return true;
        }
        if (path.endsWith("/..") || path.endsWith("/.")) {
            return true;
        }
        return path.chars().anyMatch(c -> c == '%' || c == ';' || c == '\\' || c <= ' ' || c > '~');
    }
}
