package dev.portcullis.policy.read;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes policies as the objects they are read from: reading what is written gives the same policy. */
public final class PolicyPrinter {

    private PolicyPrinter() {}

    /** The policy as a tree of maps, lists and scalars, in the order people write them. */
    public static Map<String, Object> tree(Policy policy) {
        Map<String, Object> tree = new LinkedHashMap<>();
        boolean kubernetes = policy.id().kind() == PolicyKind.NETWORK_POLICY;
        tree.put("apiVersion", kubernetes ? "networking.k8s.io/v1" : "cilium.io/v2");
        tree.put("kind", policy.id().kind().word());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", policy.id().name());
        if (!policy.id().namespace().isEmpty()) {
            metadata.put("namespace", policy.id().namespace());
        }
        if (!policy.labels().isEmpty()) {
            metadata.put("labels", new TreeMap<>(policy.labels()));
        }
        if (!policy.annotations().isEmpty()) {
            metadata.put("annotations", new TreeMap<>(policy.annotations()));
        }
        tree.put("metadata", metadata);
        policy.spec()
                .ifPresent(
                        rule ->
                                tree.put(
                                        "spec",
                                        kubernetes
                                                ? KubernetesRulePrinter.tree(
                                                        rule, policy.id().namespace())
                                                : RulePrinter.tree(rule)));
        if (!policy.specs().isEmpty()) {
            tree.put("specs", policy.specs().stream().map(RulePrinter::tree).toList());
        }
        return tree;
    }

    /** The policy as one document of YAML. */
    public static String yaml(Policy policy) {
        return yaml(List.of(policy));
    }

    /** The policies as documents of YAML, separated by {@code ---}. */
    public static String yaml(List<Policy> policies) {
        Dump dump =
                new Dump(
                        DumpSettings.builder()
                                .setDefaultFlowStyle(FlowStyle.BLOCK)
                                .setIndicatorIndent(0)
                                .setDereferenceAliases(true)
                                .setWidth(120)
                                .build());
        return String.join(
                "---\n", policies.stream().map(policy -> dump.dumpToString(tree(policy))).toList());
    }
}
