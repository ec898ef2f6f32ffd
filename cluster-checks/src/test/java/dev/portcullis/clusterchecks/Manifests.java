package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects of an overlay, as {@code kubectl kustomize} renders them. */
record Manifests(String text, List<Map<String, Object>> objects) {

    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    /** An overlay as it is. */
    static Manifests overlay(String name) {
        return RENDERED.computeIfAbsent(
                name, _ -> render(Programs.root().resolve("k8s/overlays").resolve(name)));
    }

    /** An overlay with components that it leaves to its users' choice. */
    static Manifests overlayWith(String name, String... components) {
        String key = name + "-with-" + String.join("-", components);
        return RENDERED.computeIfAbsent(key, _ -> render(combined(key, name, components)));
    }

    private static Path combined(String key, String name, String... components) {
        try {
            Path folder =
                    Files.createDirectories(
                            Programs.root().resolve("cluster-checks/target").resolve(key));
            StringBuilder text = new StringBuilder();
            text.append("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
            text.append("resources: [../../../k8s/overlays/")
                    .append(name)
                    .append("]\ncomponents:\n");
            for (String component : components) {
                text.append("  - ../../../k8s/components/").append(component).append('\n');
            }
            Files.writeString(folder.resolve("kustomization.yaml"), text);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests render(Path folder) {
        Programs.need("kubectl");
        Programs.Result result = Programs.run(folder, "kubectl", "kustomize", ".");
        assertThat(result.code()).as(result.output()).isZero();
        return new Manifests(result.output(), read(result.output()));
    }

    /** The objects in a text of YAML. */
    static List<Map<String, Object>> read(String yaml) {
        return switch (YamlReader.read(yaml)) {
            case YamlResult.Unreadable broken -> throw new AssertionError(broken);
            case YamlResult.Documents documents ->
                    documents.trees().stream().map(Manifests::map).toList();
        };
    }

    List<Map<String, Object>> ofKind(String kind) {
        return objects.stream().filter(object -> kind.equals(object.get("kind"))).toList();
    }

    Map<String, Object> one(String kind, String namespace, String name) {
        return ofKind(kind).stream()
                .filter(object -> name.equals(string(object, "metadata", "name")))
                .filter(object -> namespace.equals(string(object, "metadata", "namespace")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " " + namespace + "/" + name));
    }

    /** Every policy, read as strictly as the console reads them. */
    List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            if (PolicyParser.isPolicy(object)) {
                switch (PolicyParser.parse(object)) {
                    case ParseResult.Parsed parsed -> {
                        assertThat(parsed.warnings()).isEmpty();
                        policies.addAll(parsed.policies());
                    }
                    case ParseResult.Rejected rejected ->
                            throw new AssertionError(object.get("metadata") + " " + rejected);
                }
            }
        }
        return policies;
    }

    /** The value at a path through maps, and through lists by index; fails if there is none. */
    static Object at(Object tree, Object... path) {
        Object here = tree;
        for (Object step : path) {
            here =
                    here instanceof List<?> list
                            ? list.get((Integer) step)
                            : map(here).getOrDefault((String) step, Map.of());
        }
        return here;
    }

    static String string(Object tree, Object... path) {
        Object found = at(tree, path);
        return found instanceof Map<?, ?> ? "" : String.valueOf(found);
    }

    static List<Map<String, Object>> maps(Object tree, Object... path) {
        Object found = at(tree, path);
        return found instanceof List<?> list
                ? list.stream().map(Manifests::map).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> strings(Object tree, Object... path) {
        return (Map<String, String>) at(tree, path);
    }
}
