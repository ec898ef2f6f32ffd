package dev.portcullis.lab.api;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What objects are made of, as {@code types.txt} beside this class writes it. */
final class Schema {

    /** What a value must be. */
    sealed interface Form {
        /** A single value. */
        enum Scalar implements Form {
            TEXT,
            INTEGER,
            NUMBER,
            BOOLEAN,
            /** An integer or a text. */
            EITHER,
            /** Anything at all. */
            ANY
        }

        /** Values of one form by text. */
        record MapOf(Form values) implements Form {}

        /** Values of one form in order. */
        record ListOf(Form elements) implements Form {}

        /** An object of the named type. */
        record Named(String type) implements Form {}
    }

    /** A field of a type. */
    record Field(String name, Form form, boolean required, String description) {}

    /** A type: a sentence about it, and its fields. */
    record Type(String name, String description, Map<String, Field> fields) {}

    private static final Schema LAB = read();

    private final Map<String, Type> types;

    private Schema(Map<String, Type> types) {
        this.types = types;
    }

    static Schema ofLab() {
        return LAB;
    }

    /** The type of the objects of a kind. */
    Optional<Type> of(Kind kind) {
        return Optional.ofNullable(types.get(kind.kind()));
    }

    Type named(String name) {
        return requireNonNull(types.get(name), () -> "there is no type " + name);
    }

    List<Type> types() {
        return List.copyOf(types.values());
    }

    private static Schema read() {
        var types = new LinkedHashMap<String, Type>();
        try (var in = requireNonNull(Schema.class.getResourceAsStream("types.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<String, Field> fields = Map.of();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var halves = line.split(" = ", 2);
                var description = halves.length > 1 ? halves[1].strip() : "";
                if (line.startsWith(" ")) {
                    var field = field(halves[0].strip(), description);
                    fields.put(field.name(), field);
                } else {
                    fields = new LinkedHashMap<>();
                    var name = halves[0].strip();
                    types.put(name, new Type(name, description, fields));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("types.txt cannot be read", e);
        }
        return new Schema(types);
    }

    private static Field field(String declaration, String description) {
        var parts = declaration.split(": ", 2);
        boolean required = parts[1].endsWith("!");
        var form = required ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
        return new Field(parts[0], form(form), required, description);
    }

    private static Form form(String written) {
        var inner = written.substring(1, Math.max(1, written.length() - 1));
        return switch (written.charAt(0)) {
            case '{' -> new Form.MapOf(form(inner));
            case '[' -> new Form.ListOf(form(inner));
            default ->
                    switch (written) {
                        case "text" -> Form.Scalar.TEXT;
                        case "integer" -> Form.Scalar.INTEGER;
                        case "number" -> Form.Scalar.NUMBER;
                        case "boolean" -> Form.Scalar.BOOLEAN;
                        case "either" -> Form.Scalar.EITHER;
                        case "any" -> Form.Scalar.ANY;
                        default -> new Form.Named(written);
                    };
        };
    }
}
