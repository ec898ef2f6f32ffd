package dev.portcullis.lab.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells clients which kinds there are: one document a group as of old, or all at once (v2). */
final class Discovery {

    static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private static final List<String> VERBS =
            List.of(
                    "create",
                    "delete",
                    "deletecollection",
                    "get",
                    "list",
                    "patch",
                    "update",
                    "watch");
    private static final List<String> PART_VERBS = List.of("get", "patch", "update");

    private Discovery() {}

    static ObjectNode version() {
        var version = Trees.object();
        version.put("major", "1");
        version.put("minor", "34");
        version.put("gitVersion", "v1.34.0+portcullis-lab");
        version.put("gitCommit", "");
        version.put("gitTreeState", "clean");
        version.put("buildDate", "2026-01-01T00:00:00Z");
        version.put("goVersion", "none");
        version.put("compiler", "javac");
        version.put("platform", "java/" + Runtime.version().feature());
        return version;
    }

    static ObjectNode coreVersions() {
        var versions = Trees.object();
        versions.put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    static ObjectNode groups() {
        var list = Trees.object();
        list.put("kind", "APIGroupList");
        list.put("apiVersion", "v1");
        var groups = list.putArray("groups");
        byGroup()
                .forEach(
                        (name, kinds) -> {
                            if (!name.isEmpty()) {
                                groups.add(group(name, kinds));
                            }
                        });
        return list;
    }

    static Optional<ObjectNode> group(String name) {
        return Optional.ofNullable(byGroup().get(name))
                .filter(_ -> !name.isEmpty())
                .map(
                        kinds -> {
                            var group = group(name, kinds);
                            group.put("kind", "APIGroup");
                            group.put("apiVersion", "v1");
                            return group;
                        });
    }

    /** The kinds of one group and version, as {@code APIResourceList}. */
    static Optional<ObjectNode> resources(String apiVersion) {
        var kinds =
                Kind.all().stream().filter(kind -> kind.apiVersion().equals(apiVersion)).toList();
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        var list = Trees.object();
        list.put("kind", "APIResourceList");
        list.put("apiVersion", "v1");
        list.put("groupVersion", apiVersion);
        var resources = list.putArray("resources");
        for (var kind : kinds) {
            var resource = resource(resources, kind.plural(), kind, kind.kind(), verbs(kind));
            if (!kind.shortNames().isEmpty()) {
                kind.shortNames().forEach(resource.putArray("shortNames")::add);
            }
            if (kind.has(Kind.Trait.ALL)) {
                resource.putArray("categories").add("all");
            }
            for (var part : parts(kind)) {
                var sub =
                        resource(
                                resources,
                                kind.plural() + "/" + part.name(),
                                kind,
                                part.kind(),
                                part.verbs());
                if (!part.apiVersion().equals(kind.apiVersion())) {
                    var slash = part.apiVersion().indexOf('/');
                    sub.put("group", part.apiVersion().substring(0, slash));
                    sub.put("version", part.apiVersion().substring(slash + 1));
                }
            }
        }
        return Optional.of(list);
    }

    /** {@code APIGroupDiscoveryList}: the core group alone, or all the others. */
    static ObjectNode aggregated(boolean core) {
        var list = Trees.object();
        list.put("kind", "APIGroupDiscoveryList");
        list.put("apiVersion", "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        var items = list.putArray("items");
        byGroup()
                .forEach(
                        (name, kinds) -> {
                            if (name.isEmpty() == core) {
                                items.add(discovery(name, kinds));
                            }
                        });
        return list;
    }

    private record Part(String name, String apiVersion, String kind, List<String> verbs) {}

    private static List<Part> parts(Kind kind) {
        var parts = new ArrayList<Part>();
        if (kind.has(Kind.Trait.STATUS)) {
            parts.add(new Part("status", kind.apiVersion(), kind.kind(), PART_VERBS));
        }
        if (kind.has(Kind.Trait.SCALE)) {
            parts.add(new Part("scale", "autoscaling/v1", "Scale", PART_VERBS));
        }
        if (kind.equals(Kind.POD)) {
            parts.add(new Part("log", "v1", "Pod", List.of("get")));
            parts.add(new Part("eviction", "policy/v1", "Eviction", List.of("create")));
        }
        return parts;
    }

    private static List<String> verbs(Kind kind) {
        return kind.has(Kind.Trait.VIRTUAL) ? List.of("create") : VERBS;
    }

    private static ObjectNode resource(
            ArrayNode resources, String name, Kind kind, String shown, List<String> verbs) {
        var resource = resources.addObject();
        resource.put("name", name);
        resource.put("singularName", name.contains("/") ? "" : kind.singular());
        resource.put("namespaced", kind.namespaced());
        resource.put("kind", shown);
        verbs.forEach(resource.putArray("verbs")::add);
        return resource;
    }

    private static ObjectNode discovery(String name, List<Kind> kinds) {
        var group = Trees.object();
        var metadata = group.putObject("metadata");
        if (!name.isEmpty()) {
            metadata.put("name", name);
        }
        metadata.putNull("creationTimestamp");
        var version = group.putArray("versions").addObject();
        version.put("version", kinds.getFirst().version());
        version.put("freshness", "Current");
        var resources = version.putArray("resources");
        for (var kind : kinds) {
            var resource = resources.addObject();
            resource.put("resource", kind.plural());
            responseKind(resource, kind.apiVersion(), kind.kind());
            resource.put("scope", kind.namespaced() ? "Namespaced" : "Cluster");
            resource.put("singularResource", kind.singular());
            verbs(kind).forEach(resource.putArray("verbs")::add);
            if (!kind.shortNames().isEmpty()) {
                kind.shortNames().forEach(resource.putArray("shortNames")::add);
            }
            if (kind.has(Kind.Trait.ALL)) {
                resource.putArray("categories").add("all");
            }
            var parts = parts(kind);
            if (!parts.isEmpty()) {
                var list = resource.putArray("subresources");
                for (var part : parts) {
                    var sub = list.addObject();
                    sub.put("subresource", part.name());
                    responseKind(sub, part.apiVersion(), part.kind());
                    part.verbs().forEach(sub.putArray("verbs")::add);
                }
            }
        }
        return group;
    }

    private static void responseKind(ObjectNode resource, String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        resource.putObject("responseKind")
                .put("group", slash < 0 ? "" : apiVersion.substring(0, slash))
                .put("version", apiVersion.substring(slash + 1))
                .put("kind", kind);
    }

    private static ObjectNode group(String name, List<Kind> kinds) {
        var group = Trees.object();
        group.put("name", name);
        var versions = group.putArray("versions");
        var version = versions.addObject();
        version.put("groupVersion", kinds.getFirst().apiVersion());
        version.put("version", kinds.getFirst().version());
        group.set("preferredVersion", version.deepCopy());
        return group;
    }

    private static Map<String, List<Kind>> byGroup() {
        var groups = new LinkedHashMap<String, List<Kind>>();
        for (var kind : Kind.all()) {
            groups.computeIfAbsent(kind.group(), _ -> new ArrayList<>()).add(kind);
        }
        return groups;
    }
}
