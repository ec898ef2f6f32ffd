package dev.portcullis.policy.read;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rule of a Kubernetes NetworkPolicy into the same shape as Cilium's: an entry without
 * peers allows the entity {@code all}, a namespace selector becomes labels of the pod's namespace,
 * and a policy type without entries becomes one empty entry, which isolates.
 */
final class KubernetesRuleReader {

    private KubernetesRuleReader() {}

    static Optional<Rule> read(Cursor spec, String namespace) {
        if (!spec.isMap(Set.of("podSelector", "policyTypes", "ingress", "egress"))) {
            return Optional.empty();
        }
        Cursor subject = spec.at("podSelector");
        Selector selected =
                subject.isPresent()
                        ? SelectorReader.ofKubernetes("").read(subject)
                        : Selector.EVERYTHING;
        List<String> types = spec.at("policyTypes").texts();
        for (String type : types) {
            if (!type.equals("Ingress") && !type.equals("Egress")) {
                spec.at("policyTypes")
                        .problem("There is no such policy type.", "Write Ingress, Egress or both.");
            }
        }
        List<RuleEntry> ingress = section(spec.at("ingress"), "from", namespace);
        List<RuleEntry> egress = section(spec.at("egress"), "to", namespace);
        boolean egressMeant = types.contains("Egress");
        boolean ingressMeant = types.isEmpty() || types.contains("Ingress");
        enforcedAnyway(spec, "ingress", ingressMeant || ingress.isEmpty());
        enforcedAnyway(spec, "egress", types.isEmpty() || egressMeant || egress.isEmpty());
        return Optional.of(
                new Rule(
                        new Rule.Subject.Endpoints(selected),
                        meant(ingressMeant, ingress),
                        List.of(),
                        meant(egressMeant, egress),
                        List.of(),
                        Rule.DefaultDeny.UNSAID,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Cilium reads entries whether or not policyTypes names their direction. */
    private static void enforcedAnyway(Cursor spec, String section, boolean named) {
        if (!named) {
            spec.at(section)
                    .warning(
                            "policyTypes does not name "
                                    + section
                                    + ", but Cilium enforces these entries.",
                            "Add it to policyTypes, or remove the entries.");
        }
    }

    private static List<RuleEntry> meant(boolean meant, List<RuleEntry> entries) {
        return meant && entries.isEmpty() ? List.of(RuleEntry.of(List.of(), List.of())) : entries;
    }

    private static List<RuleEntry> section(Cursor section, String word, String namespace) {
        List<RuleEntry> entries = new ArrayList<>();
        for (Cursor entry : section.list()) {
            if (!entry.isMap(Set.of(word, "ports"))) {
                continue;
            }
            List<PeerRule> peers = new ArrayList<>();
            List<Selector> selectors = new ArrayList<>();
            List<PeerRule.CidrSet> blocks = new ArrayList<>();
            for (Cursor peer : entry.at(word).list()) {
                peer(peer, namespace, selectors, blocks);
            }
            if (!selectors.isEmpty()) {
                peers.add(new PeerRule.Endpoints(selectors));
            }
            if (!blocks.isEmpty()) {
                peers.add(new PeerRule.CidrSets(blocks));
            }
            if (peers.isEmpty()) {
                peers.add(new PeerRule.Entities(List.of(EntityKind.ALL)));
            }
            List<PortRule> ports = new ArrayList<>();
            entry.at("ports")
                    .list()
                    .forEach(
                            port ->
                                    port(port)
                                            .ifPresent(
                                                    one -> ports.add(PortRule.of(List.of(one)))));
            entries.add(RuleEntry.of(peers, ports));
        }
        return entries;
    }

    private static void peer(
            Cursor peer,
            String namespace,
            List<Selector> selectors,
            List<PeerRule.CidrSet> blocks) {
        if (!peer.isMap(Set.of("podSelector", "namespaceSelector", "ipBlock"))) {
            return;
        }
        Cursor pods = peer.at("podSelector");
        Cursor namespaces = peer.at("namespaceSelector");
        Cursor block = peer.at("ipBlock");
        if (block.isPresent()) {
            if (pods.isPresent() || namespaces.isPresent()) {
                peer.problem("ipBlock does not go with selectors.", "Write two peers.");
            }
            block(block).ifPresent(blocks::add);
        } else if (pods.isPresent() || namespaces.isPresent()) {
            selectors.add(selector(pods, namespaces, namespace));
        } else {
            peer.problem(
                    "A peer needs a podSelector, a namespaceSelector or an ipBlock.",
                    "Write one of them.");
        }
    }

    private static Selector selector(Cursor pods, Cursor namespaces, String namespace) {
        Selector selector =
                pods.isPresent() ? SelectorReader.ofKubernetes("").read(pods) : Selector.EVERYTHING;
        if (!namespaces.isPresent()) {
            return selector.and(LabelKey.k8s(Labels.NAMESPACE), namespace);
        }
        Selector ofNamespaces =
                SelectorReader.ofKubernetes(Labels.NAMESPACE_LABELS + ".").read(namespaces);
        if (ofNamespaces.isEmpty()) {
            return selector.and(
                    new Selector.Requirement(
                            LabelKey.k8s(Labels.NAMESPACE), Selector.Operator.EXISTS, List.of()));
        }
        for (Map.Entry<LabelKey, String> label : ofNamespaces.matchLabels().entrySet()) {
            selector = selector.and(label.getKey(), label.getValue());
        }
        for (Selector.Requirement requirement : ofNamespaces.matchExpressions()) {
            selector = selector.and(requirement);
        }
        return selector;
    }

    private static Optional<PeerRule.CidrSet> block(Cursor block) {
        if (!block.isMap(Set.of("cidr", "except"))) {
            return Optional.empty();
        }
        Cursor cidr = block.at("cidr");
        if (!cidr.isPresent()) {
            cidr.problem("The block is missing.", "Write one such as 10.0.0.0/8.");
        }
        Optional<Cidr> read = cidr.text().flatMap(typed -> CidrSetReader.block(cidr, typed));
        List<Cidr> except = CidrSetReader.except(block.at("except"), read);
        if (read.filter(except::contains).isPresent()) {
            block.at("except")
                    .problem("An exception is the whole block.", "Remove it, or the block.");
        }
        return read.map(found -> new PeerRule.CidrSet(new PeerRule.CidrSet.Block(found), except));
    }

    private static Optional<PortMatch> port(Cursor entry) {
        if (!entry.isMap(Set.of("port", "endPort", "protocol"))) {
            return Optional.empty();
        }
        Optional<String> word = entry.at("protocol").text();
        Optional<Protocol> protocol =
                word.isEmpty() ? Optional.of(Protocol.TCP) : word.flatMap(Protocol::parse);
        if (protocol.isEmpty() || !protocol.get().hasPorts()) {
            entry.at("protocol")
                    .problem("There is no such protocol here.", "Write TCP, UDP or SCTP.");
            return Optional.empty();
        }
        Cursor port = entry.at("port");
        Cursor end = entry.at("endPort");
        if (port.value() instanceof String name) {
            if (end.isPresent()) {
                end.problem(
                        "A named port has no range.",
                        "Remove endPort, or write the port's number.");
            }
            if (!name.matches("(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")) {
                port.problem(
                        "This is not a port's name.",
                        "Use at most 15 lower-case letters, digits and hyphens.");
                return Optional.empty();
            }
            return Optional.of(new PortMatch.Named(name, protocol));
        }
        if (!port.isPresent()) {
            if (end.isPresent()) {
                end.problem("A range needs its first port.", "Write port.");
            }
            return Optional.of(new PortMatch.Numbers(0, 0, protocol));
        }
        Optional<Integer> first = port.number(1, 65535);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> last = end.isPresent() ? end.number(first.get(), 65535) : first;
        return last.map(found -> new PortMatch.Numbers(first.get(), found, protocol));
    }
}
