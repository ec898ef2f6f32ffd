package dev.portcullis.policycli.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A look into a tree of maps, lists and scalars of which nothing is taken for granted. */
public record Tree(@Nullable Object value) {

    /** What is under a key; nothing where this is no map. */
    public Tree at(String key) {
        return new Tree(value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    /** True if anything is here. */
    public boolean isPresent() {
        return value != null;
    }

    /** This scalar as text; a number or a truth value as it is written. */
    public Optional<String> text() {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? Optional.of(String.valueOf(value))
                : Optional.empty();
    }

    /** The text under a key, empty where there is none. */
    public String textAt(String key) {
        return at(key).text().orElse("");
    }

    /** The entries of this list; none where it is none. */
    public List<Tree> list() {
        List<Tree> entries = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object entry : list) {
                entries.add(new Tree(entry));
            }
        }
        return entries;
    }

    /** The scalars of this map as texts, in order; none where it is no map. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, found) ->
                            texts.put(String.valueOf(key), new Tree(found).text().orElse("")));
        }
        return texts;
    }
}
