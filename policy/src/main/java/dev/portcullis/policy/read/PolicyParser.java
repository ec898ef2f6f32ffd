package dev.portcullis.policy.read;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PolicyKind;
import dev.portcullis.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy objects from trees of maps, lists and scalars, as YAML and JSON give them. As strict
 * as Cilium and the API server: an unknown field is a problem, not something to skip.
 */
public final class PolicyParser {

    private static final Set<String> FIELDS =
            Set.of("apiVersion", "kind", "metadata", "spec", "specs", "status");

    private static final Map<PolicyKind, String> GROUPS =
            Map.of(
                    PolicyKind.CILIUM_NETWORK_POLICY, "cilium.io/v2",
                    PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY, "cilium.io/v2",
                    PolicyKind.NETWORK_POLICY, "networking.k8s.io/v1");

    private PolicyParser() {}

    /** True if the object is of one of the kinds read here. */
    public static boolean isPolicy(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map && kind(map.get("kind")).isPresent();
    }

    /** Reads one object, or a {@code List} of them. An object without a namespace is in {@code default}. */
    public static ParseResult parse(@Nullable Object tree) {
        return parse(tree, "default");
    }

    /** Reads one object, or a {@code List} of them; an object without a namespace is in the one given. */
    public static ParseResult parse(@Nullable Object tree, String namespace) {
        Findings findings = new Findings();
        List<Policy> policies = new ArrayList<>();
        read(new Cursor(tree, "", findings), namespace, policies);
        return findings.anyProblem()
                ? new ParseResult.Rejected(findings.problems())
                : new ParseResult.Parsed(policies, findings.warnings());
    }

    /**
     * Which fields the maps in an object may have, by the path of each map that was reached; the
     * object's own are under the empty path. What stands in an editor may be incomplete or wrong.
     */
    public static Map<String, Set<String>> knownFields(@Nullable Object tree) {
        Findings findings = new Findings();
        read(new Cursor(tree, "", findings), "default", new ArrayList<>());
        return Map.copyOf(findings.fields());
    }

    /**
     * Reads every policy in a text of YAML. Whatever is not a policy in it is a problem. Where there
     * are several documents, paths begin with {@code items[0].} and so on.
     */
    public static ParseResult parseYaml(String yaml) {
        return switch (YamlReader.read(yaml)) {
            case YamlResult.Unreadable broken ->
                    new ParseResult.Rejected(
                            List.of(
                                    new Problem(
                                            broken.line() == 0 ? "" : "line " + broken.line(),
                                            broken.message(),
                                            broken.mend())));
            case YamlResult.Documents documents ->
                    documents.trees().size() == 1
                            ? parse(documents.trees().getFirst())
                            : parse(Map.of("kind", "List", "items", documents.trees()));
        };
    }

    private static void read(Cursor object, String namespace, List<Policy> policies) {
        if (!object.isMap()) {
            return;
        }
        Optional<String> kindWord = object.at("kind").text();
        if (kindWord.isPresent() && kindWord.get().endsWith("List")) {
            object.at("items").list().forEach(item -> read(item, namespace, policies));
            return;
        }
        Optional<PolicyKind> kind = kind(object.at("kind").value());
        if (kind.isEmpty()) {
            object.at("kind")
                    .problem(
                            "This is not a kind of policy.",
                            "Write CiliumNetworkPolicy, CiliumClusterwideNetworkPolicy or NetworkPolicy.");
            return;
        }
        String group = GROUPS.get(kind.get());
        if (!object.at("apiVersion").text().equals(Optional.ofNullable(group))) {
            object.at("apiVersion")
                    .problem("The version is not known for this kind.", "Write " + group + ".");
        }
        Optional<PolicyId> id = id(object.at("metadata"), kind.get(), namespace);
        if (id.isPresent() && object.isMap(FIELDS)) {
            policy(object, id.get()).ifPresent(policies::add);
        }
    }

    private static Optional<PolicyKind> kind(@Nullable Object word) {
        for (PolicyKind kind : PolicyKind.values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<PolicyId> id(Cursor metadata, PolicyKind kind, String namespace) {
        if (!metadata.isMap()) {
            return Optional.empty();
        }
        Optional<String> name = metadata.at("name").text();
        if (name.isEmpty() || !name.get().matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
            metadata.at("name")
                    .problem(
                            "The policy needs a name.",
                            "Use lower-case letters, digits, - and ., such as mysql-ingress.");
            return Optional.empty();
        }
        Optional<String> written = metadata.at("namespace").text().filter(text -> !text.isEmpty());
        if (!kind.namespaced()) {
            if (written.isPresent()) {
                metadata.at("namespace")
                        .problem("A " + kind.word() + " has no namespace.", "Remove it.");
            }
            return Optional.of(new PolicyId(kind, "", name.get()));
        }
        String chosen = written.orElse(namespace);
        if (!chosen.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            metadata.at("namespace")
                    .problem(
                            "This is not a namespace's name.",
                            "Use lower-case letters, digits and -.");
            return Optional.empty();
        }
        return Optional.of(new PolicyId(kind, chosen, name.get()));
    }

    private static Optional<Policy> policy(Cursor object, PolicyId id) {
        Cursor spec = object.at("spec");
        Cursor specs = object.at("specs");
        Optional<Rule> rule;
        List<Rule> rules = new ArrayList<>();
        if (id.kind() == PolicyKind.NETWORK_POLICY) {
            rule = KubernetesRuleReader.read(spec, id.namespace());
        } else {
            if (!spec.isPresent() && specs.list().isEmpty()) {
                object.problem("The policy has no rules.", "Write spec or specs.");
            }
            rule =
                    spec.isPresent()
                            ? RuleReader.read(spec, id.kind(), id.namespace())
                            : Optional.empty();
            specs.list()
                    .forEach(
                            one ->
                                    RuleReader.read(one, id.kind(), id.namespace())
                                            .ifPresent(rules::add));
        }
        return object.findings().anyProblem()
                ? Optional.empty()
                : Optional.of(
                        new Policy(
                                id,
                                rule,
                                rules,
                                object.at("metadata").at("labels").textMap(),
                                object.at("metadata").at("annotations").textMap()));
    }
}
