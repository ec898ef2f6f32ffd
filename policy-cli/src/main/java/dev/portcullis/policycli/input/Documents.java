package dev.portcullis.policycli.input;

import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the documents of a file, YAML or JSON, within bounds: {@value #MOST_BYTES} bytes, fifty
 * levels deep, no aliases, no duplicate keys.
 */
public final class Documents {

    /** How large a file may be. */
    public static final int MOST_BYTES = 64 << 20;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(YamlReader.MOST_LEVELS)
                                                    .maxStringLength(1 << 20)
                                                    .maxNumberLength(64)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Documents() {}

    /** Every object in a file, those of lists taken out of them. */
    public static List<Tree> objects(Path file) {
        List<Tree> objects = new ArrayList<>();
        for (Tree document : read(file)) {
            unfold(document, objects);
        }
        return objects;
    }

    /** Every document in a file. */
    public static List<Tree> read(Path file) {
        String text = text(file);
        String start = text.stripLeading();
        if (file.getFileName().toString().endsWith(".json")
                || start.startsWith("{\"")
                || start.startsWith("[{")) {
            return List.of(json(file, text));
        }
        return switch (YamlReader.read(text, MOST_BYTES)) {
            case YamlResult.Documents documents ->
                    documents.trees().stream().map(Tree::new).toList();
            case YamlResult.Unreadable broken ->
                    throw new UnreadableInput(
                            file
                                    + (broken.line() == 0 ? "" : ", line " + broken.line())
                                    + ": "
                                    + broken.message()
                                    + " "
                                    + broken.mend());
        };
    }

    private static Tree json(Path file, String text) {
        try {
            return new Tree(JSON.readValue(text, Object.class));
        } catch (JacksonException broken) {
            throw new UnreadableInput(
                    file + ": This is not JSON that can be read: " + broken.getOriginalMessage());
        }
    }

    private static void unfold(Tree document, List<Tree> objects) {
        if (document.value() instanceof List<?>) {
            document.list().forEach(entry -> unfold(entry, objects));
        } else if (document.textAt("kind").endsWith("List") && document.at("items").isPresent()) {
            document.at("items").list().forEach(item -> unfold(typed(item, document), objects));
        } else {
            objects.add(document);
        }
    }

    /** An item of a typed list may leave its kind to the list. */
    private static Tree typed(Tree item, Tree list) {
        String kind = list.textAt("kind");
        if (!(item.value() instanceof Map<?, ?> map) || map.containsKey("kind")) {
            return item;
        }
        Map<Object, Object> typed = new LinkedHashMap<>(map);
        typed.put("kind", kind.substring(0, kind.length() - "List".length()));
        typed.putIfAbsent("apiVersion", list.textAt("apiVersion"));
        return new Tree(typed);
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UnreadableInput(
                        file + " is larger than " + (MOST_BYTES >> 20) + " MiB. Split it.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UnreadableInput(file + " cannot be read: " + reason(unreadable));
        }
    }

    static String reason(IOException unreadable) {
        return switch (unreadable) {
            case java.nio.file.NoSuchFileException _ -> "there is no such file.";
            case java.nio.file.AccessDeniedException _ -> "permission is denied.";
            default -> String.valueOf(unreadable.getMessage());
        };
    }
}
