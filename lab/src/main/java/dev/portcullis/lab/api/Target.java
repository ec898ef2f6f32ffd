package dev.portcullis.lab.api;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a path under {@code /api} or {@code /apis} points at: a collection if the name is empty, else
 * an object or a part of it. An empty namespace of a namespaced kind means all of them.
 */
record Target(Kind kind, String namespace, String name, String subresource) {

    Target {
        requireNonNull(kind, "kind is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(name, "name is null");
        requireNonNull(subresource, "subresource is null");
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    /** The parts of a path, decoded; empty ones are left out. */
    static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        for (var raw : path.split("/", -1)) {
            if (!raw.isEmpty()) {
                segments.add(decode(raw));
            }
        }
        return segments;
    }

    /** Empty if no kind is served there. */
    static Optional<Target> parse(List<String> segments) {
        if (segments.size() >= 3 && segments.get(0).equals("api")) {
            return parse(segments.get(1), segments.subList(2, segments.size()));
        }
        if (segments.size() >= 4 && segments.get(0).equals("apis")) {
            return parse(
                    segments.get(1) + "/" + segments.get(2), segments.subList(3, segments.size()));
        }
        return Optional.empty();
    }

    private static Optional<Target> parse(String apiVersion, List<String> rest) {
        boolean inNamespace =
                rest.size() >= 3
                        && rest.get(0).equals("namespaces")
                        && !(apiVersion.equals("v1") && isNamespacePart(rest.get(2)));
        var namespace = inNamespace ? rest.get(1) : "";
        var path = inNamespace ? rest.subList(2, rest.size()) : rest;
        if (path.size() > 3) {
            return Optional.empty();
        }
        return Kind.ofResource(apiVersion, path.getFirst())
                .filter(kind -> kind.namespaced() ? inNamespace || path.size() == 1 : !inNamespace)
                .map(
                        kind ->
                                new Target(
                                        kind,
                                        namespace,
                                        path.size() > 1 ? path.get(1) : "",
                                        path.size() > 2 ? path.get(2) : ""));
    }

    private static boolean isNamespacePart(String segment) {
        return segment.equals("status") || segment.equals("finalize");
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw ApiException.badRequest("the path is not well encoded");
        }
    }
}
