package dev.portcullis.policy.read;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree of maps, lists and scalars that knows its path. Asking for what is not there
 * gives an empty answer; finding something of another kind is noted as a problem.
 */
record Cursor(@Nullable Object value, String path, Findings findings) {

    boolean isPresent() {
        return value != null;
    }

    /** What stands under a key of this map; absent if this is no map. */
    Cursor at(String key) {
        Object below = value instanceof Map<?, ?> map ? map.get(key) : null;
        return new Cursor(below, path.isEmpty() ? key : path + "." + key, findings);
    }

    /** Notes this as a problem unless it is a map with none but these keys. */
    boolean isMap(Set<String> known) {
        return isMap(known, Set.of());
    }

    /**
     * Notes this as a problem unless it is a map with none but these keys. Those that are {@code
     * gone} are left to the caller to speak of, and are not proposed.
     */
    boolean isMap(Set<String> known, Set<String> gone) {
        if (!isMap() || !(value instanceof Map<?, ?> map)) {
            return false;
        }
        findings.offer(path, known);
        for (Object key : map.keySet()) {
            if (!(key instanceof String name) || !(known.contains(name) || gone.contains(name))) {
                findings.problem(
                        path.isEmpty() ? shown(key) : path + "." + shown(key),
                        "There is no field of this name here.",
                        "Remove it, or use one of: "
                                + String.join(", ", known.stream().sorted().toList())
                                + ".");
            }
        }
        return true;
    }

    /** Notes this as a problem unless it is a map. */
    boolean isMap() {
        if (value instanceof Map<?, ?>) {
            return true;
        }
        findings.problem(
                path, "A map of fields is expected, not " + kind() + ".", "Write fields here.");
        return false;
    }

    /** The entries of this list; none if it is absent. Anything but a list is a problem. */
    List<Cursor> list() {
        List<Cursor> entries = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                entries.add(new Cursor(list.get(i), path + "[" + i + "]", findings));
            }
        } else if (value != null) {
            findings.problem(
                    path,
                    "A list is expected, not " + kind() + ".",
                    "Put a dash before each entry.");
        }
        return entries;
    }

    /** This text; empty if it is absent. Anything but a text is a problem. */
    Optional<String> text() {
        if (value instanceof String text) {
            return Optional.of(text);
        }
        if (value != null) {
            findings.problem(path, "A text is expected, not " + kind() + ".", "Put it in quotes.");
        }
        return Optional.empty();
    }

    /** These texts; anything else in the list is a problem. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Cursor entry : list()) {
            if (entry.value == null) {
                findings.problem(
                        entry.path,
                        "A text is expected, not nothing.",
                        "Write it or remove the dash.");
            }
            entry.text().ifPresent(texts::add);
        }
        return texts;
    }

    /** This truth value; empty if it is absent. */
    Optional<Boolean> truth() {
        if (value instanceof Boolean truth) {
            return Optional.of(truth);
        }
        if (value != null) {
            findings.problem(
                    path, "true or false is expected, not " + kind() + ".", "Write true or false.");
        }
        return Optional.empty();
    }

    /** This whole number between bounds; empty if it is absent or none. */
    Optional<Integer> number(int least, int most) {
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            BigInteger number = new BigInteger(value.toString());
            if (number.bitLength() < 32
                    && number.intValue() >= least
                    && number.intValue() <= most) {
                return Optional.of(number.intValue());
            }
            findings.problem(
                    path,
                    "The number is out of range.",
                    "Write one from " + least + " to " + most + ".");
        } else if (value != null) {
            findings.problem(
                    path,
                    "A whole number is expected, not " + kind() + ".",
                    "Write one from " + least + " to " + most + ".");
        }
        return Optional.empty();
    }

    /** This map of texts to texts; none if it is absent. */
    Map<String, String> textMap() {
        Map<String, String> texts = new HashMap<>();
        if (value == null || !isMap() || !(value instanceof Map<?, ?> map)) {
            return texts;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String where = path + "." + shown(entry.getKey());
            if (entry.getKey() instanceof String key && entry.getValue() instanceof String text) {
                texts.put(key, text);
            } else {
                findings.problem(
                        where, "A text is expected under a text.", "Put both into quotes.");
            }
        }
        return texts;
    }

    void problem(String message, String mend) {
        findings.problem(path, message, mend);
    }

    void warning(String message, String mend) {
        findings.warning(path, message, mend);
    }

    private String kind() {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "a map";
            case List<?> _ -> "a list";
            case String _ -> "a text";
            case Boolean _ -> "true or false";
            case Number _ -> "a number";
            default -> "something else";
        };
    }

    /** Names from a hostile tree are cut, so that a report stays readable. */
    private static String shown(@Nullable Object key) {
        String text = String.valueOf(key);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
