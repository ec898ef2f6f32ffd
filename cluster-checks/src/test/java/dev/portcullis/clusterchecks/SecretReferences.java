package dev.portcullis.clusterchecks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The Secrets' keys that manifests read, as {@code name/key}. */
final class SecretReferences {

    private final Set<String> found = new TreeSet<>();

    private SecretReferences() {}

    static Set<String> in(Object tree) {
        var references = new SecretReferences();
        references.walk(tree);
        return references.found;
    }

    private void walk(Object tree) {
        switch (tree) {
            case List<?> list -> list.forEach(this::walk);
            case Map<?, ?> map -> {
                map.values().forEach(this::walk);
                if (map.get("secretKeyRef") instanceof Map<?, ?> key) {
                    found.add(key.get("name") + "/" + key.get("key"));
                }
                if (map.get("secret") instanceof Map<?, ?> volume) {
                    Manifests.maps(volume, "items")
                            .forEach(
                                    item ->
                                            found.add(
                                                    volume.get("secretName")
                                                            + "/"
                                                            + item.get("key")));
                }
            }
            default -> {}
        }
    }
}
