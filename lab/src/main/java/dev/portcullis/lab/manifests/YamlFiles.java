package dev.portcullis.lab.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML files of this repository. */
final class YamlFiles {

    private static final YAMLMapper YAML = new YAMLMapper();

    private YamlFiles() {}

    /** Every object in a file, which may hold several. */
    static List<ObjectNode> objects(Path file) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode document : documents(file, text(file))) {
            if (document instanceof ObjectNode object) {
                objects.add(object);
            } else if (!document.isNull() && !document.isMissingNode()) {
                throw new BadManifest(file, "holds something that is not an object");
            }
        }
        return objects;
    }

    static List<JsonNode> documents(Path file, String text) {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(parser.readValueAsTree());
            }
        } catch (JacksonException e) {
            throw new BadManifest(file, "is not YAML: " + e.getOriginalMessage(), e);
        }
        return documents;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadManifest(file, "cannot be read", e);
        }
    }
}
