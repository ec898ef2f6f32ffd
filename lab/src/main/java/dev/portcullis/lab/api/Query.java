package dev.portcullis.lab.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark; of a repeated one the first counts. */
final class Query {

    private final Map<String, String> values = new HashMap<>();

    private Query() {}

    static Query parse(@Nullable String raw) {
        var query = new Query();
        if (raw == null) {
            return query;
        }
        try {
            for (var pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                query.values.putIfAbsent(decode(name), decode(value));
            }
        } catch (IllegalArgumentException _) {
            throw ApiException.badRequest("the query is not well encoded");
        }
        return query;
    }

    /** The value, or an empty text. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** True for {@code true}, {@code 1} and a parameter without a value. */
    boolean isTrue(String name) {
        if (!has(name)) {
            return false;
        }
        var value = get(name);
        return value.isEmpty() || value.equals("true") || value.equals("1");
    }

    /** Empty if missing; refused if it is not a whole number of at least zero. */
    OptionalLong number(String name) {
        var value = get(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw ApiException.badRequest(
                "Invalid value for %s: \"%s\" is not a whole number of at least 0"
                        .formatted(name, value.length() > 40 ? value.substring(0, 40) : value));
    }

    /** A deletion says in its body that nothing is to be done. */
    void setDryRun() {
        values.put("dryRun", "All");
    }

    /** Whether nothing is to be kept. Only {@code All} is known. */
    boolean isDryRun() {
        var dryRun = get("dryRun");
        if (dryRun.isEmpty() || dryRun.equals("All")) {
            return !dryRun.isEmpty();
        }
        throw ApiException.of(
                422, "Invalid", "dryRun: Unsupported value: supported values: \"All\"");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
