package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.objects.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the kubelet reads in a pod's manifest. */
final class PodFacts {

    private static final String INIT_SCRIPTS = "/docker-entrypoint-initdb.d";

    private PodFacts() {}

    /** An image's name without registry, path, tag and digest. */
    static String imageName(JsonNode container) {
        String image = Fields.text(container.path("image"));
        String last = image.substring(image.lastIndexOf('/') + 1);
        int end = last.indexOf('@') >= 0 ? last.indexOf('@') : last.indexOf(':');
        return end < 0 ? last : last.substring(0, end);
    }

    static List<JsonNode> containers(ObjectNode pod) {
        return Fields.items(pod.path("spec").path("containers"));
    }

    /** The memory limit in bytes; 0 if there is none. */
    static long memoryLimit(JsonNode container) {
        return bytes(Fields.scalar(container.path("resources").path("limits").path("memory")));
    }

    /** A Kubernetes quantity of bytes; 0 where it is none. */
    static long bytes(String quantity) {
        if (!quantity.matches("\\d{1,15}([KMGT]i?|k)?")) {
            return 0;
        }
        String digits = quantity.replaceAll("\\D", "");
        String unit = quantity.substring(digits.length());
        long base = unit.endsWith("i") ? 1024 : 1000;
        long factor =
                switch (unit.isEmpty() ? ' ' : unit.charAt(0)) {
                    case 'K', 'k' -> base;
                    case 'M' -> base * base;
                    case 'G' -> base * base * base;
                    case 'T' -> base * base * base * base;
                    default -> 1;
                };
        return Long.parseLong(digits) * factor;
    }

    /** The SQL files mounted for a database's first start, in the order of their names. */
    static List<String> initScripts(ObjectNode pod, JsonNode container, Environment environment)
            throws Environment.Missing {
        List<String> scripts = new ArrayList<>();
        for (JsonNode mount : container.path("volumeMounts")) {
            if (!Fields.text(mount.path("mountPath")).equals(INIT_SCRIPTS)) {
                continue;
            }
            for (JsonNode volume : pod.path("spec").path("volumes")) {
                if (Fields.text(volume.path("name")).equals(Fields.text(mount.path("name")))) {
                    files(pod, volume, environment).entrySet().stream()
                            .filter(file -> file.getKey().endsWith(".sql"))
                            .sorted(Map.Entry.comparingByKey())
                            .forEach(file -> scripts.add(file.getValue()));
                }
            }
        }
        return scripts;
    }

    private static Map<String, String> files(
            ObjectNode pod, JsonNode volume, Environment environment) throws Environment.Missing {
        boolean secret = volume.has("secret");
        JsonNode source = volume.path(secret ? "secret" : "configMap");
        Optional<Map<String, String>> data =
                environment.data(
                        secret ? Kind.SECRET : Kind.CONFIG_MAP, Fields.namespace(pod), source);
        if (data.isEmpty() || !source.has("items")) {
            return data.orElse(Map.of());
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (JsonNode item : source.path("items")) {
            files.put(
                    Fields.text(item.path("path")),
                    data.get().getOrDefault(Fields.text(item.path("key")), ""));
        }
        return files;
    }
}
