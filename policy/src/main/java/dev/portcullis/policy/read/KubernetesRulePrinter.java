package dev.portcullis.policy.read;

import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes the rule of a Kubernetes NetworkPolicy back from the shape it is read into. */
final class KubernetesRulePrinter {

    private static final String OF_NAMESPACE = Labels.NAMESPACE_LABELS + ".";

    private KubernetesRulePrinter() {}

    static Map<String, Object> tree(Rule rule, String namespace) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("podSelector", SelectorPrinter.tree(rule.subject().selector(), LabelKey::key));
        List<String> types = new ArrayList<>();
        if (!rule.ingress().isEmpty()) {
            types.add("Ingress");
        }
        if (!rule.egress().isEmpty()) {
            types.add("Egress");
        }
        tree.put("policyTypes", types);
        section(tree, "ingress", "from", rule.ingress(), namespace);
        section(tree, "egress", "to", rule.egress(), namespace);
        return tree;
    }

    private static void section(
            Map<String, Object> tree,
            String section,
            String word,
            List<RuleEntry> entries,
            String namespace) {
        List<Object> printed = new ArrayList<>();
        for (RuleEntry entry : entries) {
            if (entry.isEmpty()) {
                continue;
            }
            Map<String, Object> one = new LinkedHashMap<>();
            List<Object> peers = new ArrayList<>();
            for (PeerRule peer : entry.peers()) {
                switch (peer) {
                    case PeerRule.Endpoints endpoints ->
                            endpoints
                                    .selectors()
                                    .forEach(selector -> peers.add(peer(selector, namespace)));
                    case PeerRule.CidrSets sets ->
                            sets.sets()
                                    .forEach(
                                            set ->
                                                    peers.add(
                                                            Map.of(
                                                                    "ipBlock",
                                                                    PeersPrinter.set(set))));
                    case PeerRule.Entities _,
                            PeerRule.Cidrs _,
                            PeerRule.Nodes _,
                            PeerRule.Groups _,
                            PeerRule.Services _,
                            PeerRule.Names _ -> {}
                }
            }
            if (!peers.isEmpty()) {
                one.put(word, peers);
            }
            List<Object> ports = new ArrayList<>();
            for (PortRule port : entry.toPorts()) {
                port.ports().forEach(match -> ports.add(port(match)));
            }
            if (!ports.isEmpty()) {
                one.put("ports", ports);
            }
            printed.add(one);
        }
        if (!printed.isEmpty()) {
            tree.put(section, printed);
        }
    }

    private static Map<String, Object> peer(Selector selector, String namespace) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Selector pods =
                only(selector, key -> !ofNamespace(key) && !key.key().equals(Labels.NAMESPACE));
        Selector namespaces = only(selector, KubernetesRulePrinter::ofNamespace);
        if (namespace.equals(selector.matchLabels().get(LabelKey.k8s(Labels.NAMESPACE)))) {
            tree.put("podSelector", SelectorPrinter.tree(pods, LabelKey::key));
            return tree;
        }
        tree.put(
                "namespaceSelector",
                SelectorPrinter.tree(
                        namespaces, key -> key.key().substring(OF_NAMESPACE.length())));
        if (!pods.isEmpty()) {
            tree.put("podSelector", SelectorPrinter.tree(pods, LabelKey::key));
        }
        return tree;
    }

    private static boolean ofNamespace(LabelKey key) {
        return key.key().startsWith(OF_NAMESPACE);
    }

    private static Selector only(Selector selector, Predicate<LabelKey> keys) {
        Map<LabelKey, String> labels = new LinkedHashMap<>(selector.matchLabels());
        labels.keySet().removeIf(keys.negate());
        return new Selector(
                labels,
                selector.matchExpressions().stream().filter(one -> keys.test(one.key())).toList());
    }

    private static Map<String, Object> port(PortMatch port) {
        Map<String, Object> tree = new LinkedHashMap<>();
        port.protocol().ifPresent(protocol -> tree.put("protocol", protocol.name()));
        switch (port) {
            case PortMatch.Named named -> tree.put("port", named.name());
            case PortMatch.Numbers numbers -> {
                if (numbers.first() != 0) {
                    tree.put("port", numbers.first());
                }
                if (numbers.last() != numbers.first()) {
                    tree.put("endPort", numbers.last());
                }
            }
        }
        return tree;
    }
}
