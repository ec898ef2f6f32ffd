package dev.portcullis.lab.api;

import java.util.ArrayList;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What labels and annotations may look like. */
final class Labels {

    private static final int ANNOTATION_BYTES = 256 << 10;
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");

    private Labels() {}

    /** Refuses with 422 and the path of every label or annotation that is not one. */
    static void check(Kind kind, ObjectNode object) {
        var causes = new ArrayList<ApiException.Cause>();
        Meta.labels(object)
                .forEach(
                        (key, value) -> {
                            if (!isKey(key)) {
                                causes.add(wrong("metadata.labels", key));
                            }
                            if (value.length() > 63
                                    || !(value.isEmpty() || NAME.matcher(value).matches())) {
                                causes.add(wrong("metadata.labels", value));
                            }
                        });
        long bytes = 0;
        for (var annotation : Meta.strings(object, "annotations").entrySet()) {
            bytes += annotation.getKey().length() + annotation.getValue().length();
            if (!isKey(annotation.getKey())) {
                causes.add(wrong("metadata.annotations", annotation.getKey()));
            }
        }
        if (bytes > ANNOTATION_BYTES) {
            causes.add(
                    new ApiException.Cause(
                            "metadata.annotations",
                            "FieldValueTooLong",
                            "Too long: may not be more than %d bytes".formatted(ANNOTATION_BYTES)));
        }
        if (!causes.isEmpty()) {
            throw ApiException.invalid(kind, Meta.name(object), causes);
        }
    }

    private static boolean isKey(String key) {
        int slash = key.indexOf('/');
        var name = key.substring(slash + 1);
        boolean prefixFits =
                slash < 0 || (slash <= 253 && PREFIX.matcher(key.substring(0, slash)).matches());
        return prefixFits && name.length() <= 63 && NAME.matcher(name).matches();
    }

    private static ApiException.Cause wrong(String field, String value) {
        var shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
        return new ApiException.Cause(
                field,
                "FieldValueInvalid",
                "Invalid value: \"%s\": must consist of letters, digits, '-', '_' or '.', begin and end with a letter or digit, and be no longer than 63 characters"
                        .formatted(shown));
    }
}
