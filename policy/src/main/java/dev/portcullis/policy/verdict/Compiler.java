package dev.portcullis.policy.verdict;

import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.HttpRule;
import dev.portcullis.policy.NamePattern;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyKind;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns rules into what can be asked quickly, and keeps where each part stands in its policy. */
final class Compiler {

    private final ClusterFacts facts;

    Compiler(ClusterFacts facts) {
        this.facts = facts;
    }

    List<CompiledRule> compile(Policy policy) {
        List<CompiledRule> compiled = new ArrayList<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            Rule rule = policy.rules().get(i);
            String prefix = policy.pathTo(i);
            compiled.add(
                    new CompiledRule(
                            policy,
                            rule,
                            PeerScope.subject(policy, rule),
                            rule.subject() instanceof Rule.Subject.Nodes,
                            section(policy, rule, prefix, Direction.INGRESS, false),
                            section(policy, rule, prefix, Direction.INGRESS, true),
                            section(policy, rule, prefix, Direction.EGRESS, false),
                            section(policy, rule, prefix, Direction.EGRESS, true)));
        }
        return compiled;
    }

    private List<CompiledEntry> section(
            Policy policy, Rule rule, String prefix, Direction direction, boolean deny) {
        List<RuleEntry> entries = deny ? rule.denies(direction) : rule.allows(direction);
        PeerMatchers matchers =
                new PeerMatchers(PeerScope.of(policy, rule, facts.clusterName()), facts);
        String section = prefix + direction.word() + (deny ? "Deny" : "");
        List<CompiledEntry> compiled = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            compiled.add(
                    entry(
                            policy,
                            section + "[" + i + "]",
                            entries.get(i),
                            matchers.of(entries.get(i), deny)));
        }
        return compiled;
    }

    private static CompiledEntry entry(
            Policy policy, String path, RuleEntry entry, PeerMatcher peer) {
        String word = policy.id().kind() == PolicyKind.NETWORK_POLICY ? "ports" : "toPorts";
        List<CompiledEntry.Ports> ports = new ArrayList<>();
        for (int i = 0; i < entry.toPorts().size(); i++) {
            ports.add(
                    ports(
                            new RuleRef(policy.id(), path + "." + word + "[" + i + "]"),
                            entry.toPorts().get(i)));
        }
        for (int i = 0; i < entry.icmps().size(); i++) {
            ports.add(
                    plain(
                            new RuleRef(policy.id(), path + ".icmps[" + i + "]"),
                            entry.icmps().get(i).fields().stream()
                                    .<PortMatcher>map(PortMatcher.Icmp::new)
                                    .toList()));
        }
        if (ports.isEmpty()) {
            ports.add(plain(new RuleRef(policy.id(), path), List.of(new PortMatcher.Every())));
        }
        return new CompiledEntry(
                policy.id(),
                path,
                peer,
                ports,
                entry.authentication()
                        .filter(mode -> !mode.equals("disabled"))
                        .map(
                                mode ->
                                        new Hindrance(
                                                "it asks for mutual authentication ("
                                                        + mode
                                                        + "), which is not modelled",
                                                true)));
    }

    private static CompiledEntry.Ports plain(RuleRef ref, List<PortMatcher> matchers) {
        return new CompiledEntry.Ports(
                ref, matchers, Optional.empty(), List.of(), Optional.empty());
    }

    private static CompiledEntry.Ports ports(RuleRef ref, PortRule rule) {
        List<RequestRule> requests = new ArrayList<>();
        Optional<Redirect.Parser> parser = Optional.empty();
        if (rule.inside().isPresent()) {
            switch (rule.inside().get()) {
                case PortRule.L7Rules.Http http -> {
                    parser = Optional.of(Redirect.Parser.HTTP);
                    for (int i = 0; i < http.rules().size(); i++) {
                        HttpRule one = http.rules().get(i);
                        requests.add(new HttpRequestRule(inside(ref, "http", i), one));
                    }
                }
                case PortRule.L7Rules.Dns dns -> {
                    parser = Optional.of(Redirect.Parser.DNS);
                    for (int i = 0; i < dns.names().size(); i++) {
                        NamePattern one = dns.names().get(i);
                        requests.add(DnsRequestRule.of(inside(ref, "dns", i), one));
                    }
                }
            }
        }
        return new CompiledEntry.Ports(
                ref,
                rule.ports().isEmpty()
                        ? List.of(new PortMatcher.Every())
                        : rule.ports().stream().map(PortMatcher::of).toList(),
                parser,
                requests,
                hindrance(rule));
    }

    private static RuleRef inside(RuleRef port, String protocol, int index) {
        return new RuleRef(port.policy(), port.path() + ".rules." + protocol + "[" + index + "]");
    }

    private static Optional<Hindrance> hindrance(PortRule rule) {
        if (rule.ports().isEmpty()) {
            return Optional.of(
                    new Hindrance(
                            "it names no ports: Cilium's documentation reads that as all, its code as none",
                            false));
        }
        if (rule.proxying().listener().isPresent()) {
            return Optional.of(
                    new Hindrance("it hands the connection to an Envoy listener of its own", true));
        }
        return rule.proxying().serverNames().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Hindrance(
                                "it asks for a TLS server name, which is not known here", false));
    }
}
