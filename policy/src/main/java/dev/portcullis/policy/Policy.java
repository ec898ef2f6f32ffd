package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One policy object: its name, labels and annotations, and its rules as {@code spec}, as
 * {@code specs} or both. Selectors stand as they were written; the engine adds what a policy's
 * namespace implies.
 */
public record Policy(
        PolicyId id,
        Optional<Rule> spec,
        List<Rule> specs,
        Map<String, String> labels,
        Map<String, String> annotations) {

    public Policy {
        requireNonNull(id, "id is null");
        requireNonNull(spec, "spec is null");
        specs = List.copyOf(specs);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** A policy of one rule, as {@code spec} gives it. */
    public static Policy of(PolicyId id, Rule rule) {
        return new Policy(id, Optional.of(rule), List.of(), Map.of(), Map.of());
    }

    /** All rules, that of {@code spec} first. */
    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(specs.size() + 1);
        spec.ifPresent(rules::add);
        rules.addAll(specs);
        return rules;
    }

    /**
     * What stands before paths into the rule of that index: nothing for {@code spec}, such as
     * {@code specs[1].} for others.
     */
    public String pathTo(int rule) {
        int before = spec.isPresent() ? 1 : 0;
        return rule < before ? "" : "specs[" + (rule - before) + "].";
    }
}
