package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.PolicyAuthoring.Completion;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.PolicyKind;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Selector;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what could stand at a place. Which fields there are, the parser itself is asked: a field it
 * cannot know is put in the place, and it tells which ones it would have taken there.
 */
final class Completions {
    private static final int MOST = 60;
    private static final String PROBE = "zz-what-may-stand-here";
    private static final Pattern KEY = Pattern.compile("(\\s*(?:- +)*)([\\w./:-]*)");
    private static final Pattern VALUE =
            Pattern.compile("\\s*(?:- +)*([\\w./-]+): +\"?([\\w./-]*)");
    private static final Set<String> METADATA =
            Set.of("name", "namespace", "labels", "annotations");

    private final ClusterView view;

    Completions(ClusterView view) {
        this.view = view;
    }

    List<Completion> at(String yaml, int line, int column) {
        var lines = new ArrayList<>(Arrays.asList(yaml.split("\n", -1)));
        if (line < 1 || line > lines.size()) {
            return List.of();
        }
        var text = lines.get(line - 1);
        var before = text.substring(0, Math.min(Math.max(column, 0), text.length()));
        var value = VALUE.matcher(before);
        if (value.matches()) {
            return offer(values(value.group(1)), "value", value.group(2), "");
        }
        var key = KEY.matcher(before);
        if (!key.matches()) {
            return List.of();
        }
        var above = above(lines, line - 1, key.group(1));
        if (above.endsWith("Entities")) {
            return offer(entities(), "entity", key.group(2), "");
        }
        return fields(lines, line - 1, key.group(1), key.group(2));
    }

    /** The key whose list or map the line is in. */
    private static String above(List<String> lines, int at, String lead) {
        var dashed = lead.contains("-");
        int depth = dashed ? lead.indexOf('-') : lead.length();
        for (int i = at - 1; i >= 0; i--) {
            var line = lines.get(i);
            var bare = line.replaceFirst("^[ -]*", "").stripTrailing();
            int indent = line.length() - line.replaceFirst("^[ -]*", "").length();
            if (bare.endsWith(":") && (indent < depth || dashed && indent == depth)) {
                return bare.substring(0, bare.length() - 1);
            }
        }
        return "";
    }

    private List<Completion> fields(List<String> lines, int at, String lead, String typed) {
        var probed = new ArrayList<>(lines.subList(0, at));
        probed.add(lead + PROBE + ": x");
        int next = at + 1;
        while (next < lines.size() && isInside(lines.get(next), lead)) {
            next++;
        }
        var whole = new ArrayList<>(probed);
        whole.addAll(lines.subList(next, lines.size()));
        return place(whole)
                .or(() -> place(probed))
                .map(place -> offer(place.names(view), place.word(), typed, place.ending()))
                .orElse(List.of());
    }

    private static boolean isInside(String line, String lead) {
        return !line.isBlank() && line.length() - line.stripLeading().length() > lead.length();
    }

    /** Where the probe is, and what is known there. */
    private record Place(String path, Set<String> known, Set<?> present) {
        boolean isLabels() {
            return path.endsWith("matchLabels") || path.endsWith("labels");
        }

        String word() {
            return isLabels() ? "label" : "field";
        }

        String ending() {
            return ": ";
        }

        Collection<String> names(ClusterView view) {
            var names = new TreeSet<>(isLabels() ? Completions.labels(view).keySet() : known);
            names.removeIf(present::contains);
            return names;
        }
    }

    private static Optional<Place> place(List<String> lines) {
        return YamlReader.read(String.join("\n", lines)) instanceof YamlResult.Documents documents
                ? documents.trees().stream().flatMap(tree -> place(tree).stream()).findFirst()
                : Optional.empty();
    }

    private static Optional<Place> place(Object tree) {
        var found = find(tree, "");
        return found.map(
                holder -> {
                    var known =
                            holder.path().equals("metadata")
                                    ? METADATA
                                    : PolicyParser.knownFields(named(tree))
                                            .getOrDefault(holder.path(), Set.of());
                    return new Place(holder.path(), known, holder.map().keySet());
                });
    }

    /** With a name, without which the parser reads no further. */
    private static Object named(Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        var named = new LinkedHashMap<Object, Object>(map);
        named.put("metadata", Map.of("name", "x"));
        named.putIfAbsent("kind", PolicyKind.CILIUM_NETWORK_POLICY.word());
        named.putIfAbsent("apiVersion", "cilium.io/v2");
        return named;
    }

    private record Holder(String path, Map<?, ?> map) {}

    private static Optional<Holder> find(Object tree, String path) {
        return switch (tree) {
            case Map<?, ?> map when map.containsKey(PROBE) -> Optional.of(new Holder(path, map));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .flatMap(
                                    entry ->
                                            find(
                                                    entry.getValue(),
                                                    path.isEmpty()
                                                            ? String.valueOf(entry.getKey())
                                                            : path + "." + entry.getKey())
                                                    .stream())
                            .findFirst();
            case List<?> list ->
                    Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                            .flatMap(i -> find(list.get(i), path + "[" + i + "]").stream())
                            .findFirst();
            case null, default -> Optional.empty();
        };
    }

    private Collection<String> values(String key) {
        return switch (key) {
            case "kind" ->
                    List.of(
                            PolicyKind.CILIUM_NETWORK_POLICY.word(),
                            PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY.word());
            case "apiVersion" -> List.of("cilium.io/v2");
            case "protocol" ->
                    Stream.concat(
                                    Stream.of("ANY"),
                                    Arrays.stream(Protocol.values())
                                            .filter(Protocol::hasPorts)
                                            .map(Enum::name))
                            .toList();
            case "operator" ->
                    Arrays.stream(Selector.Operator.values()).map(Selector.Operator::word).toList();
            case "method" -> List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
            case "namespace" ->
                    labels(view).getOrDefault("k8s:io.kubernetes.pod.namespace", new TreeSet<>());
            default -> labels(view).getOrDefault(key, new TreeSet<>());
        };
    }

    private static List<String> entities() {
        return Arrays.stream(EntityKind.values()).map(EntityKind::word).toList();
    }

    /** The labels pods carry, with their values. */
    private static Map<String, TreeSet<String>> labels(ClusterView view) {
        var labels = new LinkedHashMap<String, TreeSet<String>>();
        for (var endpoint : view.endpoints()) {
            for (var label : endpoint.pod().labels().list()) {
                var key =
                        label.key().startsWith("io.")
                                ? label.source() + ":" + label.key()
                                : label.key();
                labels.computeIfAbsent(key, _ -> new TreeSet<>()).add(label.value());
            }
        }
        return labels;
    }

    private static List<Completion> offer(
            Collection<String> names, String detail, String typed, String ending) {
        return names.stream()
                .filter(name -> name.startsWith(typed))
                .limit(MOST)
                .map(name -> new Completion(name, detail, name + ending, typed.length()))
                .toList();
    }
}
