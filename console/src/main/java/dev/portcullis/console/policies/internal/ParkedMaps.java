package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.ParkedPolicy;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Parked policies as ConfigMaps. */
final class ParkedMaps {
    private static final String BY = "portcullis.dev/parked-by";
    private static final String REASON = "portcullis.dev/parked-reason";
    private static final String AT = "portcullis.dev/parked-at";
    private static final String UID = "portcullis.dev/parked-uid";
    private static final String VERSION = "portcullis.dev/parked-resource-version";
    private static final String RESTORE_AT = "portcullis.dev/restore-at";
    private static final String MANIFEST = "manifest";
    private static final String EARLIER = "earlier-manifest";

    private ParkedMaps() {}

    static ConfigMap write(ParkedPolicy policy, ParkingPlace place) {
        var annotations = new HashMap<String, String>();
        annotations.put(BY, policy.by());
        annotations.put(REASON, policy.reason());
        policy.at().ifPresent(at -> annotations.put(AT, at.toString()));
        annotations.put(UID, policy.uid());
        annotations.put(VERSION, policy.resourceVersion());
        policy.restoreAt().ifPresent(at -> annotations.put(RESTORE_AT, at.toString()));
        var data = new HashMap<String, String>();
        data.put(MANIFEST, policy.manifest());
        policy.earlier().ifPresent(manifest -> data.put(EARLIER, manifest));
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(place.name())
                .withNamespace(place.namespace())
                .addToLabels(ParkingPlace.LABEL, "true")
                .addToLabels("app.kubernetes.io/managed-by", "portcullis")
                .withAnnotations(annotations)
                .endMetadata()
                .withData(data)
                .build();
    }

    /**
     * Reads one, also if it was made by hand with nothing but the manifest. Empty if it holds no
     * policy, or one that does not belong into this place: whoever may write ConfigMaps in one
     * namespace shall not have policies made in another.
     *
     * @param home the console's namespace
     */
    static Optional<ParkedPolicy> read(ConfigMap map, String home) {
        var data = Objects.requireNonNullElse(map.getData(), Map.<String, String>of());
        var annotations =
                Objects.requireNonNullElse(
                        map.getMetadata().getAnnotations(), Map.<String, String>of());
        var manifest = data.getOrDefault(MANIFEST, "");
        var here = new ParkingPlace(map.getMetadata().getNamespace(), map.getMetadata().getName());
        return Manifests.read(manifest)
                .flatMap(Manifests::id)
                .filter(id -> ParkingPlace.of(id, home).equals(here))
                .map(
                        id ->
                                new ParkedPolicy(
                                        id,
                                        manifest,
                                        annotations.getOrDefault(BY, ""),
                                        annotations.getOrDefault(REASON, ""),
                                        instant(annotations.get(AT)),
                                        annotations.getOrDefault(UID, ""),
                                        annotations.getOrDefault(VERSION, ""),
                                        instant(annotations.get(RESTORE_AT)),
                                        Optional.ofNullable(data.get(EARLIER))));
    }

    private static Optional<Instant> instant(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
