package dev.portcullis.lab.api;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lists of Kubernetes' own kinds are sets of things with a name, and by which fields: the {@code
 * patchMergeKey} and {@code listMapKeys} of the API reference. Every other list is replaced as a
 * whole; so are all lists of Cilium's kinds but conditions.
 */
final class ListKeys {

    private static final List<String> NAME = List.of("name");
    private static final List<String> TYPE = List.of("type");

    private static final Map<String, List<String>> BY_FIELD =
            Map.ofEntries(
                    Map.entry("containers", NAME),
                    Map.entry("initContainers", NAME),
                    Map.entry("ephemeralContainers", NAME),
                    Map.entry("env", NAME),
                    Map.entry("volumes", NAME),
                    Map.entry("volumeDevices", List.of("devicePath")),
                    Map.entry("volumeMounts", List.of("mountPath")),
                    Map.entry("imagePullSecrets", NAME),
                    Map.entry("secrets", NAME),
                    Map.entry("resourceClaims", NAME),
                    Map.entry("hostAliases", List.of("ip")),
                    Map.entry(
                            "topologySpreadConstraints",
                            List.of("topologyKey", "whenUnsatisfiable")),
                    Map.entry("conditions", TYPE),
                    Map.entry("addresses", TYPE),
                    Map.entry("ownerReferences", List.of("uid")));

    private static final Set<String> SETS = Set.of("finalizers");

    private ListKeys() {}

    /**
     * The fields that name an element of the list in this field; empty for a list replaced as a
     * whole. {@code parent} is the field the list's owner lies in.
     */
    static List<String> of(Kind kind, String parent, String field) {
        if (kind.group().equals("cilium.io")) {
            return switch (field) {
                case "conditions" -> TYPE;
                case "ownerReferences" -> List.of("uid");
                default -> List.of();
            };
        }
        if (field.equals("ports")) {
            return kind.equals(Kind.SERVICE)
                    ? List.of("port", "protocol")
                    : parent.equals("containers") || parent.equals("initContainers")
                            ? List.of("containerPort", "protocol")
                            : List.of();
        }
        if (field.equals("addresses") && !kind.equals(Kind.NODE)) {
            return List.of();
        }
        return BY_FIELD.getOrDefault(field, List.of());
    }

    /** Whether the list in this field holds texts of which each counts for itself. */
    static boolean isSet(String field) {
        return SETS.contains(field);
    }
}
