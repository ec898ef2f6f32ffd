package dev.portcullis.lab.manifests;

import dev.portcullis.lab.objects.Fields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds a folder of manifests as {@code kubectl kustomize} does, as far as this repository needs it: {@code resources,
 * components, patches, namespace, labels, images}. What it does not know it refuses, by name.
 */
public final class Kustomization {

    private static final Set<String> KNOWN =
            Set.of(
                    "apiVersion",
                    "kind",
                    "metadata",
                    "resources",
                    "components",
                    "patches",
                    "namespace",
                    "labels",
                    "images");

    private static final List<String> NAMES =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private Kustomization() {}

    /** The objects of a folder, in the order their files are listed. */
    public static List<ObjectNode> build(Path folder) {
        List<ObjectNode> objects = new ArrayList<>();
        extend(folder.normalize(), objects);
        return objects;
    }

    private static void extend(Path folder, List<ObjectNode> objects) {
        Path file =
                NAMES.stream()
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow(() -> new BadManifest(folder, "holds no kustomization.yaml"));
        List<ObjectNode> documents = YamlFiles.objects(file);
        if (documents.size() != 1) {
            throw new BadManifest(file, "must hold one kustomization");
        }
        ObjectNode kustomization = documents.getFirst();
        for (var entry : kustomization.properties()) {
            if (!KNOWN.contains(entry.getKey())) {
                throw new BadManifest(
                        file, "uses " + entry.getKey() + ", which the lab does not know");
            }
        }
        for (String resource : Fields.texts(kustomization.path("resources"))) {
            add(folder.resolve(resource).normalize(), objects);
        }
        for (String component : Fields.texts(kustomization.path("components"))) {
            extend(folder.resolve(component).normalize(), objects);
        }
        for (JsonNode patch : kustomization.path("patches")) {
            Patches.apply(file, folder, patch, objects);
        }
        Transformations.apply(file, kustomization, objects);
    }

    private static void add(Path resource, List<ObjectNode> objects) {
        if (Files.isDirectory(resource)) {
            List<ObjectNode> built = new ArrayList<>();
            extend(resource, built);
            objects.addAll(built);
        } else {
            objects.addAll(YamlFiles.objects(resource));
        }
    }
}
