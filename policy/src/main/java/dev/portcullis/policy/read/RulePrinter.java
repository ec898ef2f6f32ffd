package dev.portcullis.policy.read;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a rule of a Cilium policy. */
final class RulePrinter {

    private RulePrinter() {}

    static Map<String, Object> tree(Rule rule) {
        Map<String, Object> tree = new LinkedHashMap<>();
        rule.description().ifPresent(text -> tree.put("description", text));
        switch (rule.subject()) {
            case Rule.Subject.Endpoints endpoints ->
                    tree.put("endpointSelector", SelectorPrinter.tree(endpoints.selector()));
            case Rule.Subject.Nodes nodes ->
                    tree.put("nodeSelector", SelectorPrinter.tree(nodes.selector()));
        }
        Map<String, Object> defaultDeny = new LinkedHashMap<>();
        rule.enableDefaultDeny().ingress().ifPresent(said -> defaultDeny.put("ingress", said));
        rule.enableDefaultDeny().egress().ifPresent(said -> defaultDeny.put("egress", said));
        if (!defaultDeny.isEmpty()) {
            tree.put("enableDefaultDeny", defaultDeny);
        }
        section(tree, "ingress", rule.ingress(), Direction.INGRESS);
        section(tree, "ingressDeny", rule.ingressDeny(), Direction.INGRESS);
        section(tree, "egress", rule.egress(), Direction.EGRESS);
        section(tree, "egressDeny", rule.egressDeny(), Direction.EGRESS);
        rule.log().ifPresent(value -> tree.put("log", Map.of("value", value)));
        return tree;
    }

    private static void section(
            Map<String, Object> tree, String word, List<RuleEntry> entries, Direction direction) {
        if (entries.isEmpty()) {
            return;
        }
        List<Object> printed = new ArrayList<>();
        for (RuleEntry entry : entries) {
            Map<String, Object> one = new LinkedHashMap<>();
            entry.peers().forEach(peers -> PeersPrinter.print(one, peers, direction));
            if (!entry.toPorts().isEmpty()) {
                one.put("toPorts", entry.toPorts().stream().map(PortsPrinter::tree).toList());
            }
            if (!entry.icmps().isEmpty()) {
                one.put("icmps", entry.icmps().stream().map(RulePrinter::icmp).toList());
            }
            entry.authentication()
                    .ifPresent(mode -> one.put("authentication", Map.of("mode", mode)));
            printed.add(one);
        }
        tree.put(word, printed);
    }

    private static Map<String, Object> icmp(RuleEntry.IcmpRule rule) {
        return Map.of(
                "fields",
                rule.fields().stream()
                        .map(
                                field -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("family", field.v6() ? "IPv6" : "IPv4");
                                    one.put("type", field.type());
                                    return one;
                                })
                        .toList());
    }
}
