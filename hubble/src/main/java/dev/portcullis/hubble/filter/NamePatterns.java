package dev.portcullis.hubble.filter;

import com.google.re2j.Pattern;
import dev.portcullis.hubble.proto.flow.Flow;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Predicate;

/** DNS names with stars, and node names with an optional cluster before a slash. */
final class NamePatterns {

    private static final String ANY_NAME = "[-_0-9a-z]+(?:\\.[-_0-9a-z]+)*";
    private static final String DEFAULT_CLUSTER = "default";

    private NamePatterns() {}

    /** Any of these names matches any of the patterns. */
    static Predicate<Flow> fqdn(List<String> values, Function<Flow, List<String>> names)
            throws InvalidFilterException {
        var alternatives = new StringJoiner("|");
        for (String value : values) {
            alternatives.add(name(value));
        }
        Pattern pattern = Regex.compile("(?:" + alternatives + ")");
        return flow -> {
            for (String name : names.apply(flow)) {
                if (pattern.matches(name)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** The node's name matches: {@code node}, {@code cluster/node}, {@code cluster/}. */
    static Predicate<Flow> nodes(List<String> values) throws InvalidFilterException {
        var alternatives = new StringJoiner("|");
        for (String value : values) {
            alternatives.add(node(value));
        }
        Pattern pattern = Regex.compile("(?:" + alternatives + ")");
        return flow -> {
            String name = flow.getNodeName();
            if (name.isEmpty()) {
                return false;
            }
            return pattern.matches(name.indexOf('/') < 0 ? DEFAULT_CLUSTER + "/" + name : name);
        };
    }

    private static String node(String value) throws InvalidFilterException {
        String[] parts = value.split("/", -1);
        if (value.isEmpty() || parts.length > 2) {
            throw new InvalidFilterException("\"%s\" must be [cluster/]node".formatted(value));
        }
        String cluster = parts.length == 2 ? parts[0] : "";
        String node = parts[parts.length - 1];
        return (cluster.isEmpty() ? ANY_NAME : name(cluster))
                + "/"
                + (node.isEmpty() ? ANY_NAME : name(node));
    }

    private static String name(String value) throws InvalidFilterException {
        String name = value.strip().toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.isEmpty() || name.endsWith(".")) {
            throw new InvalidFilterException("\"%s\" is no name".formatted(value));
        }
        var expression = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (c == '.') {
                expression.append("\\.");
            } else if (c == '*') {
                expression.append("[-.0-9a-z]*");
            } else if (c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z') {
                expression.append(c);
            } else {
                throw new InvalidFilterException(
                        "\"%s\" holds '%c'; a name has letters, digits, '-', '_', '.' and '*'"
                                .formatted(value, c));
            }
        }
        return expression.toString();
    }
}
