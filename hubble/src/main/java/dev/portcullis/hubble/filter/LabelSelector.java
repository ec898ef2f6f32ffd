package dev.portcullis.hubble.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One selector: requirements joined by commas, all of which must hold. {@code app=a},
 * {@code app!=a}, {@code app in (a, b)}, {@code app notin (a)}, {@code app}, {@code !app},
 * {@code n > 1}; a key may carry its source, {@code k8s:app}, {@code reserved:host}, and means any
 * source without one. Empty selects all.
 */
record LabelSelector(List<Requirement> requirements) {

    /**
     * One demand on one label.
     *
     * @param source empty for any
     * @param holds asked with the label's value, empty for a label without
     * @param ifAbsent whether a missing label satisfies it, as with "not equal"
     */
    private record Requirement(
            String source, String key, Predicate<String> holds, boolean ifAbsent) {

        boolean holds(List<String> labels) {
            for (String label : labels) {
                int equals = label.indexOf('=');
                int end = equals < 0 ? label.length() : equals;
                int colon = label.indexOf(':');
                int start = colon >= 0 && colon < end ? colon + 1 : 0;
                if (end - start == key.length()
                        && label.startsWith(key, start)
                        && (source.isEmpty()
                                || start == source.length() + 1 && label.startsWith(source))) {
                    return holds.test(equals < 0 ? "" : label.substring(equals + 1));
                }
            }
            return ifAbsent;
        }
    }

    boolean matches(List<String> labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    static LabelSelector parse(String typed) throws InvalidFilterException {
        var requirements = new ArrayList<Requirement>();
        if (!typed.isBlank()) {
            for (String part : split(typed)) {
                requirements.add(requirement(typed, part.strip()));
            }
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    private static List<String> split(String typed) throws InvalidFilterException {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(typed.substring(start, i));
                start = i + 1;
            }
            if (depth < 0 || depth > 1) {
                throw invalid(typed, "its brackets do not pair");
            }
        }
        if (depth != 0) {
            throw invalid(typed, "its brackets do not pair");
        }
        parts.add(typed.substring(start));
        return parts;
    }

    private static Requirement requirement(String typed, String part)
            throws InvalidFilterException {
        if (part.startsWith("!")) {
            return on(typed, part.substring(1).strip(), _ -> false, true);
        }
        int end = 0;
        while (end < part.length() && " \t=!<>(".indexOf(part.charAt(end)) < 0) {
            end++;
        }
        String key = part.substring(0, end);
        String rest = part.substring(end).strip();
        if (rest.isEmpty()) {
            return on(typed, key, _ -> true, false);
        }
        if (rest.startsWith("==")) {
            return on(typed, key, value(typed, rest.substring(2))::equals, false);
        }
        if (rest.startsWith("=")) {
            return on(typed, key, value(typed, rest.substring(1))::equals, false);
        }
        if (rest.startsWith("!=")) {
            String value = value(typed, rest.substring(2));
            return on(typed, key, there -> !there.equals(value), true);
        }
        if (rest.startsWith(">") || rest.startsWith("<")) {
            return comparison(typed, key, rest);
        }
        return membership(typed, key, rest);
    }

    private static Requirement membership(String typed, String key, String rest)
            throws InvalidFilterException {
        int open = rest.indexOf('(');
        if (open < 0 || !rest.endsWith(")")) {
            throw invalid(typed, "\"%s\" is no operator".formatted(rest));
        }
        var values = new ArrayList<String>();
        for (String value : rest.substring(open + 1, rest.length() - 1).split(",", -1)) {
            values.add(value(typed, value));
        }
        Set<String> allowed = Set.copyOf(values);
        return switch (rest.substring(0, open).strip()) {
            case "in" -> on(typed, key, allowed::contains, false);
            case "notin" -> on(typed, key, there -> !allowed.contains(there), true);
            default -> throw invalid(typed, "\"%s\" is no operator".formatted(rest));
        };
    }

    private static Requirement comparison(String typed, String key, String rest)
            throws InvalidFilterException {
        boolean greater = rest.startsWith(">");
        long bound;
        try {
            bound = Long.parseLong(rest.substring(1).strip());
        } catch (NumberFormatException _) {
            throw invalid(typed, "\"%s\" compares with no number".formatted(rest));
        }
        return on(
                typed,
                key,
                there -> {
                    try {
                        long value = Long.parseLong(there);
                        return greater ? value > bound : value < bound;
                    } catch (NumberFormatException _) {
                        return false;
                    }
                },
                false);
    }

    private static Requirement on(
            String typed, String typedKey, Predicate<String> holds, boolean ifAbsent)
            throws InvalidFilterException {
        int colon = typedKey.indexOf(':');
        String source = colon < 0 ? "" : typedKey.substring(0, colon);
        String key = typedKey.substring(colon + 1);
        if (key.isEmpty() || !key.chars().allMatch(LabelSelector::isKeyCharacter)) {
            throw invalid(typed, "\"%s\" is no label key".formatted(typedKey));
        }
        return new Requirement(source.equals("any") ? "" : source, key, holds, ifAbsent);
    }

    private static String value(String typed, String typedValue) throws InvalidFilterException {
        String value = typedValue.strip();
        if (!value.chars().allMatch(LabelSelector::isValueCharacter)) {
            throw invalid(typed, "\"%s\" is no label value".formatted(value));
        }
        return value;
    }

    private static boolean isKeyCharacter(int c) {
        return isValueCharacter(c) || c == '/';
    }

    private static boolean isValueCharacter(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '_'
                || c == '.';
    }

    private static InvalidFilterException invalid(String typed, String why) {
        return new InvalidFilterException("\"%s\": %s".formatted(typed, why));
    }
}
