package dev.portcullis.lab.api;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Selects by labels, in equality and in set form: {@code a=b, c!=d, e in (f,g), h notin (i), j, !k}.
 */
final class LabelSelector {

    private static final Pattern KEY =
            Pattern.compile(
                    "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern VALUE =
            Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
    private static final String ENDS = "=!,() \t";

    private final String text;
    private int at;

    private LabelSelector(String text) {
        this.text = text;
    }

    /** Refused if it cannot be read; an empty text selects everything. */
    static Predicate<ObjectNode> parse(String text) {
        if (text.length() > 8_192) {
            throw ApiException.badRequest("the label selector is longer than 8192 characters");
        }
        return new LabelSelector(text).read();
    }

    private Predicate<ObjectNode> read() {
        Predicate<ObjectNode> all = _ -> true;
        skip();
        while (at < text.length()) {
            all = all.and(term());
            skip();
            if (at < text.length() && !take(",")) {
                throw broken("',' expected");
            }
            skip();
        }
        return all;
    }

    private Predicate<ObjectNode> term() {
        if (take("!")) {
            var key = key();
            return object -> label(object, key) == null;
        }
        var key = key();
        skip();
        if (take("!=")) {
            var value = value();
            return object -> !value.equals(label(object, key));
        }
        if (take("==") || take("=")) {
            var value = value();
            return object -> value.equals(label(object, key));
        }
        int before = at;
        var word = word();
        if (word.equals("in")) {
            var values = values();
            return object -> {
                var value = label(object, key);
                return value != null && values.contains(value);
            };
        }
        if (word.equals("notin")) {
            var values = values();
            return object -> {
                var value = label(object, key);
                return value == null || !values.contains(value);
            };
        }
        at = before;
        return object -> label(object, key) != null;
    }

    private Set<String> values() {
        skip();
        if (!take("(")) {
            throw broken("'(' expected");
        }
        var values = new HashSet<String>();
        do {
            values.add(value());
            skip();
        } while (take(","));
        if (!take(")")) {
            throw broken("')' expected");
        }
        return values;
    }

    private String key() {
        skip();
        var key = word();
        if (!KEY.matcher(key).matches() || key.length() > 317) {
            throw broken("'%s' is not a label key".formatted(key));
        }
        return key;
    }

    private String value() {
        skip();
        var value = word();
        if (!VALUE.matcher(value).matches() || value.length() > 63) {
            throw broken("'%s' is not a label value".formatted(value));
        }
        return value;
    }

    private String word() {
        int from = at;
        while (at < text.length() && ENDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private ApiException broken(String why) {
        return ApiException.badRequest(
                "unable to parse requirement: %s at position %d of the label selector"
                        .formatted(why, at));
    }

    private static @Nullable String label(ObjectNode object, String key) {
        var node = object.path("metadata").path("labels").get(key);
        return node == null || !node.isString() ? null : node.stringValue();
    }
}
