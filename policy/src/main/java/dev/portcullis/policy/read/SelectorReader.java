package dev.portcullis.policy.read;

import dev.portcullis.policy.Label;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads label selectors as Kubernetes and Cilium write them, and checks them as both do. */
final class SelectorReader {

    private static final Set<String> FIELDS = Set.of("matchLabels", "matchExpressions");
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern VALUE =
            Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

    private final Function<String, LabelKey> keys;

    private SelectorReader(Function<String, LabelKey> keys) {
        this.keys = keys;
    }

    /** Keys may name the source of their label: {@code k8s:app}. */
    static final SelectorReader OF_CILIUM = new SelectorReader(LabelKey::parse);

    /** Keys are Kubernetes' own, and get this before them. */
    static SelectorReader ofKubernetes(String before) {
        return new SelectorReader(key -> LabelKey.k8s(before + key));
    }

    Selector read(Cursor selector) {
        if (!selector.isMap(FIELDS)) {
            return Selector.EVERYTHING;
        }
        Map<LabelKey, String> labels = new TreeMap<>();
        Cursor matchLabels = selector.at("matchLabels");
        matchLabels
                .textMap()
                .forEach(
                        (key, value) -> {
                            checkKey(matchLabels, key);
                            checkValue(matchLabels, value);
                            labels.put(keys.apply(key), value);
                        });
        List<Selector.Requirement> requirements = new ArrayList<>();
        for (Cursor requirement : selector.at("matchExpressions").list()) {
            requirement(requirement).ifPresent(requirements::add);
        }
        return new Selector(labels, requirements);
    }

    private Optional<Selector.Requirement> requirement(Cursor written) {
        if (!written.isMap(Set.of("key", "operator", "values"))) {
            return Optional.empty();
        }
        Optional<String> key = written.at("key").text();
        Optional<String> word = written.at("operator").text();
        List<String> values = written.at("values").texts();
        if (key.isEmpty() || word.isEmpty()) {
            written.problem("A requirement needs a key and an operator.", "Write both.");
            return Optional.empty();
        }
        checkKey(written.at("key"), key.get());
        values.forEach(value -> checkValue(written.at("values"), value));
        for (Selector.Operator operator : Selector.Operator.values()) {
            if (operator.word().equals(word.get())) {
                checkCount(written.at("values"), operator, values);
                return Optional.of(
                        new Selector.Requirement(keys.apply(key.get()), operator, values));
            }
        }
        written.at("operator")
                .problem("There is no such operator.", "Write In, NotIn, Exists or DoesNotExist.");
        return Optional.empty();
    }

    private static void checkCount(Cursor where, Selector.Operator operator, List<String> values) {
        boolean needsValues =
                operator == Selector.Operator.IN || operator == Selector.Operator.NOT_IN;
        if (needsValues && values.isEmpty()) {
            where.problem(operator.word() + " needs at least one value.", "Add the values.");
        } else if (!needsValues && !values.isEmpty()) {
            where.problem(operator.word() + " takes no values.", "Remove the values.");
        }
    }

    private void checkKey(Cursor where, String typed) {
        LabelKey key = keys.apply(typed);
        if (!key.source().equals(Label.K8S) && !key.source().equals(Label.ANY)) {
            return;
        }
        String plain = LabelKey.parse(typed).key();
        int slash = plain.indexOf('/');
        String name = slash < 0 ? plain : plain.substring(slash + 1);
        String prefix = slash < 0 ? "" : plain.substring(0, slash);
        if (!NAME.matcher(name).matches()
                || (slash >= 0 && (prefix.length() > 253 || !PREFIX.matcher(prefix).matches()))) {
            where.problem(
                    "This is not a label's key.",
                    "Use letters, digits, - _ and . (at most 63), after an optional DNS name and slash.");
        }
    }

    private static void checkValue(Cursor where, String value) {
        if (!VALUE.matcher(value).matches()) {
            where.problem(
                    "This is not a label's value.",
                    "Use at most 63 letters, digits, - _ and ., beginning and ending with a letter or digit.");
        }
    }
}
