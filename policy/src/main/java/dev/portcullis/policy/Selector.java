package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses identities by their labels: every entry of {@code matchLabels} and every one of
 * {@code matchExpressions} must hold. An empty selector chooses all.
 */
public record Selector(Map<LabelKey, String> matchLabels, List<Requirement> matchExpressions) {

    /** Chooses everything. */
    public static final Selector EVERYTHING = new Selector(Map.of(), List.of());

    public Selector {
        matchLabels = Collections.unmodifiableMap(new TreeMap<>(matchLabels));
        matchExpressions = List.copyOf(matchExpressions);
    }

    /** Chooses what carries these labels; keys as {@link LabelKey#parse} reads them. */
    public static Selector of(Map<String, String> labels) {
        Map<LabelKey, String> parsed = new TreeMap<>();
        labels.forEach((key, value) -> parsed.put(LabelKey.parse(key), value));
        return new Selector(parsed, List.of());
    }

    /** What a requirement asks of the label under its key. */
    public enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        /** The operator as YAML writes it. */
        public String word() {
            return word;
        }
    }

    /** One requirement on one label. As in Kubernetes, NotIn holds where the label is absent. */
    public record Requirement(LabelKey key, Operator operator, List<String> values) {

        public Requirement {
            requireNonNull(key, "key is null");
            requireNonNull(operator, "operator is null");
            values = List.copyOf(values);
        }

        /** True if these labels are as required. */
        public boolean holds(Labels labels) {
            return switch (operator) {
                case IN -> hasOneOf(labels);
                case NOT_IN -> !hasOneOf(labels);
                case EXISTS -> labels.has(key);
                case DOES_NOT_EXIST -> !labels.has(key);
            };
        }

        private boolean hasOneOf(Labels labels) {
            for (String value : values) {
                if (labels.has(key, value)) {
                    return true;
                }
            }
            return false;
        }

        /** As a person would write it: {@code app=mysql}, {@code tier in (a, b)}, {@code app exists}. */
        @Override
        public String toString() {
            return switch (operator) {
                case IN ->
                        values.size() == 1
                                ? key + "=" + values.getFirst()
                                : key + " in (" + String.join(", ", values) + ")";
                case NOT_IN ->
                        values.size() == 1
                                ? key + "≠" + values.getFirst()
                                : key + " not in (" + String.join(", ", values) + ")";
                case EXISTS -> key + " exists";
                case DOES_NOT_EXIST -> key + " absent";
            };
        }
    }

    /** True if these labels meet every requirement. */
    public boolean matches(Labels labels) {
        for (Map.Entry<LabelKey, String> wanted : matchLabels.entrySet()) {
            if (!labels.has(wanted.getKey(), wanted.getValue())) {
                return false;
            }
        }
        for (Requirement requirement : matchExpressions) {
            if (!requirement.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    /** True if it asks for nothing and so chooses all. */
    public boolean isEmpty() {
        return matchLabels.isEmpty() && matchExpressions.isEmpty();
    }

    /** All requirements, those of {@code matchLabels} first. */
    public List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>();
        matchLabels.forEach(
                (key, value) -> all.add(new Requirement(key, Operator.IN, List.of(value))));
        all.addAll(matchExpressions);
        return List.copyOf(all);
    }

    /** This selector with one more label asked for. */
    public Selector and(LabelKey key, String value) {
        Map<LabelKey, String> more = new TreeMap<>(matchLabels);
        more.put(key, value);
        return new Selector(more, matchExpressions);
    }

    /** This selector with one more requirement. */
    public Selector and(Requirement requirement) {
        List<Requirement> more = new ArrayList<>(matchExpressions);
        more.add(requirement);
        return new Selector(matchLabels, more);
    }

    @Override
    public String toString() {
        return isEmpty()
                ? "everything"
                : String.join(", ", requirements().stream().map(Requirement::toString).toList());
    }
}
