package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * One policy object: its name, labels and annotations, and its rules. Selectors stand as they were
 * written; the engine adds what a policy's namespace implies.
 *
 * @param listed true if the rules were written as {@code specs}, so that paths into them say which
 */
public record Policy(
        PolicyId id,
        List<Rule> rules,
        boolean listed,
        Map<String, String> labels,
        Map<String, String> annotations) {

    public Policy {
        requireNonNull(id, "id is null");
        rules = List.copyOf(rules);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** A policy of one rule, as {@code spec} gives it. */
    public static Policy of(PolicyId id, Rule rule) {
        return new Policy(id, List.of(rule), false, Map.of(), Map.of());
    }
}
