package dev.portcullis.policy.read;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.PolicyKind;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one rule of a Cilium policy. */
final class RuleReader {

    private static final Set<String> FIELDS =
            Set.of(
                    "endpointSelector",
                    "nodeSelector",
                    "ingress",
                    "ingressDeny",
                    "egress",
                    "egressDeny",
                    "enableDefaultDeny",
                    "labels",
                    "description",
                    "log");

    private RuleReader() {}

    static Optional<Rule> read(Cursor spec, PolicyKind kind, String namespace) {
        if (!spec.isMap(FIELDS)) {
            return Optional.empty();
        }
        Optional<Rule.Subject> subject = subject(spec, kind, namespace);
        List<RuleEntry> ingress = section(spec.at("ingress"), Direction.INGRESS, false);
        List<RuleEntry> ingressDeny = section(spec.at("ingressDeny"), Direction.INGRESS, true);
        List<RuleEntry> egress = section(spec.at("egress"), Direction.EGRESS, false);
        List<RuleEntry> egressDeny = section(spec.at("egressDeny"), Direction.EGRESS, true);
        if (ingress.isEmpty()
                && ingressDeny.isEmpty()
                && egress.isEmpty()
                && egressDeny.isEmpty()) {
            spec.problem(
                    "A rule needs at least one entry in ingress, ingressDeny, egress or egressDeny.",
                    "To deny all, write an empty entry: ingress: [{}].");
        }
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        Rule rule =
                new Rule(
                        subject.get(),
                        ingress,
                        ingressDeny,
                        egress,
                        egressDeny,
                        defaultDeny(spec.at("enableDefaultDeny")),
                        spec.at("description").text(),
                        log(spec.at("log")));
        spec.at("labels").list();
        HostRules.check(spec, rule);
        return Optional.of(rule);
    }

    private static Optional<Rule.Subject> subject(Cursor spec, PolicyKind kind, String namespace) {
        Cursor endpoints = spec.at("endpointSelector");
        Cursor nodes = spec.at("nodeSelector");
        if (endpoints.isPresent() == nodes.isPresent()) {
            spec.problem(
                    "Exactly one of endpointSelector and nodeSelector is needed.",
                    "To mean all pods, write endpointSelector: {}.");
            return Optional.empty();
        }
        if (nodes.isPresent()) {
            if (kind == PolicyKind.CILIUM_NETWORK_POLICY) {
                nodes.problem(
                        "Nodes have no namespace.", "Write a CiliumClusterwideNetworkPolicy.");
            }
            return Optional.of(new Rule.Subject.Nodes(SelectorReader.OF_CILIUM.read(nodes)));
        }
        Selector selector = SelectorReader.OF_CILIUM.read(endpoints);
        String named = selector.matchLabels().get(LabelKey.k8s(Labels.NAMESPACE));
        if (kind == PolicyKind.CILIUM_NETWORK_POLICY && named != null && !named.equals(namespace)) {
            endpoints.warning(
                    "A policy is about pods of its own namespace only; Cilium puts "
                            + namespace
                            + " in place of this.",
                    "Remove the namespace, or move the policy there.");
        }
        return Optional.of(new Rule.Subject.Endpoints(selector));
    }

    private static List<RuleEntry> section(Cursor section, Direction direction, boolean deny) {
        Set<String> fields = new HashSet<>(PeersReader.fields(direction));
        fields.addAll(Set.of("toPorts", "icmps"));
        if (!deny) {
            fields.add("authentication");
            if (direction == Direction.EGRESS) {
                fields.add("toFQDNs");
            }
        }
        List<RuleEntry> entries = new ArrayList<>();
        for (Cursor entry : section.list()) {
            if (entry.isMap(fields, Set.of(PeersReader.gone(direction)))) {
                entries.add(entry(entry, direction, deny));
            }
        }
        return entries;
    }

    private static RuleEntry entry(Cursor entry, Direction direction, boolean deny) {
        RuleEntry read =
                new RuleEntry(
                        PeersReader.read(entry, direction, deny),
                        PortsReader.read(entry.at("toPorts"), direction, deny),
                        IcmpReader.read(entry.at("icmps")),
                        deny ? Optional.empty() : authentication(entry.at("authentication")));
        if (!read.icmps().isEmpty() && !read.toPorts().isEmpty()) {
            entry.problem("icmps does not go with toPorts.", "Write one entry for each.");
        }
        return read;
    }

    private static Optional<String> authentication(Cursor written) {
        if (!written.isPresent() || !written.isMap(Set.of("mode"))) {
            return Optional.empty();
        }
        Optional<String> mode = written.at("mode").text();
        if (mode.isEmpty()
                || !Set.of("disabled", "required", "test-always-fail").contains(mode.get())) {
            written.at("mode").problem("There is no such mode.", "Write disabled or required.");
        }
        written.warning(
                "Mutual authentication is deprecated in Cilium 1.20, to go in 1.21.",
                "Plan for encryption instead.");
        return mode;
    }

    private static Rule.DefaultDeny defaultDeny(Cursor written) {
        if (!written.isPresent() || !written.isMap(Set.of("ingress", "egress"))) {
            return Rule.DefaultDeny.UNSAID;
        }
        return new Rule.DefaultDeny(written.at("ingress").truth(), written.at("egress").truth());
    }

    private static Optional<String> log(Cursor written) {
        if (!written.isPresent() || !written.isMap(Set.of("value"))) {
            return Optional.empty();
        }
        Optional<String> value = written.at("value").text();
        if (value.isPresent() && !value.get().matches("\\p{Print}{0,32}")) {
            written.at("value")
                    .problem(
                            "The text is too long or unprintable.",
                            "Use at most 32 printable characters.");
        }
        return value;
    }
}
