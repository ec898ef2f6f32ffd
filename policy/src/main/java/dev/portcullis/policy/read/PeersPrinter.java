package dev.portcullis.policy.read;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.NamePattern;
import dev.portcullis.policy.PeerRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the ways of naming peers. */
final class PeersPrinter {

    private PeersPrinter() {}

    static void print(Map<String, Object> entry, PeerRule peers, Direction direction) {
        String word = direction == Direction.INGRESS ? "from" : "to";
        switch (peers) {
            case PeerRule.Endpoints endpoints ->
                    entry.put(
                            word + "Endpoints",
                            endpoints.selectors().stream().map(SelectorPrinter::tree).toList());
            case PeerRule.Entities entities ->
                    entry.put(
                            word + "Entities",
                            entities.kinds().stream().map(EntityKind::word).toList());
            case PeerRule.Cidrs cidrs ->
                    entry.put(word + "CIDR", cidrs.blocks().stream().map(Cidr::toString).toList());
            case PeerRule.CidrSets sets ->
                    entry.put(
                            word + "CIDRSet", sets.sets().stream().map(PeersPrinter::set).toList());
            case PeerRule.Nodes nodes ->
                    entry.put(
                            word + "Nodes",
                            nodes.selectors().stream().map(SelectorPrinter::tree).toList());
            case PeerRule.Groups groups -> entry.put(word + "Groups", groups.groups());
            case PeerRule.Services services ->
                    entry.put(
                            "toServices",
                            services.services().stream().map(PeersPrinter::service).toList());
            case PeerRule.Names names -> entry.put("toFQDNs", names(names.names()));
        }
    }

    static Map<String, Object> set(PeerRule.CidrSet set) {
        Map<String, Object> tree = new LinkedHashMap<>();
        switch (set.source()) {
            case PeerRule.CidrSet.Block block -> tree.put("cidr", block.cidr().toString());
            case PeerRule.CidrSet.GroupNamed named -> tree.put("cidrGroupRef", named.name());
            case PeerRule.CidrSet.GroupsSelected selected ->
                    tree.put(
                            "cidrGroupSelector",
                            SelectorPrinter.tree(selected.selector(), key -> key.key()));
        }
        if (!set.except().isEmpty()) {
            tree.put("except", set.except().stream().map(Cidr::toString).toList());
        }
        return tree;
    }

    private static Map<String, Object> service(PeerRule.ServiceRule rule) {
        Map<String, Object> inner = new LinkedHashMap<>();
        return switch (rule) {
            case PeerRule.ServiceRule.Named named -> {
                inner.put("serviceName", named.name());
                named.namespace().ifPresent(namespace -> inner.put("namespace", namespace));
                yield Map.of("k8sService", inner);
            }
            case PeerRule.ServiceRule.Selected selected -> {
                inner.put("selector", SelectorPrinter.tree(selected.selector()));
                selected.namespace().ifPresent(namespace -> inner.put("namespace", namespace));
                yield Map.of("k8sServiceSelector", inner);
            }
        };
    }

    static List<Object> names(List<NamePattern> names) {
        return names.stream()
                .<Object>map(
                        name ->
                                switch (name) {
                                    case NamePattern.Exact exact ->
                                            Map.of("matchName", exact.written());
                                    case NamePattern.Wildcard wildcard ->
                                            Map.of("matchPattern", wildcard.written());
                                })
                .toList();
    }
}
