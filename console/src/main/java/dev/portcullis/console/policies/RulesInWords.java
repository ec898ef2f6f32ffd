package dev.portcullis.console.policies;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.NamePattern;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in sentences what a policy's rules do. */
public final class RulesInWords {
    private RulesInWords() {}

    /** One sentence for each thing the policy does, in its order. */
    public static List<String> of(Policy policy) {
        var sentences = new ArrayList<String>();
        for (var rule : policy.rules()) {
            for (var direction : Direction.values()) {
                sentences.addAll(of(rule, direction));
            }
        }
        return sentences;
    }

    private static List<String> of(Rule rule, Direction direction) {
        var sentences = new ArrayList<String>();
        var subject = subject(rule.subject());
        for (var entry : rule.allows(direction)) {
            sentences.add(
                    direction == Direction.INGRESS
                            ? "%s may reach %s%s."
                                    .formatted(upperFirst(peers(entry)), subject, ports(entry))
                            : "%s may reach %s%s."
                                    .formatted(upperFirst(subject), peers(entry), ports(entry)));
        }
        for (var entry : rule.denies(direction)) {
            sentences.add(
                    direction == Direction.INGRESS
                            ? "%s never reaches %s%s, whatever else allows it."
                                    .formatted(upperFirst(peers(entry)), subject, ports(entry))
                            : "%s never reaches %s%s, whatever else allows it."
                                    .formatted(upperFirst(subject), peers(entry), ports(entry)));
        }
        if (rule.isolates(direction)) {
            sentences.add(
                    direction == Direction.INGRESS
                            ? "Every other source is denied, because selecting %s for ingress isolates it."
                                    .formatted(subject)
                            : "Every other destination is denied, because selecting %s for egress isolates it."
                                    .formatted(subject));
        }
        return sentences;
    }

    static String subject(Rule.Subject subject) {
        return switch (subject) {
            case Rule.Subject.Endpoints(var selector) -> pods(selector);
            case Rule.Subject.Nodes(var selector) ->
                    selector.isEmpty() ? "every node" : "nodes with " + selector;
        };
    }

    private static String pods(Selector selector) {
        return selector.isEmpty() ? "every pod" : "pods with " + selector;
    }

    static String peers(RuleEntry entry) {
        return entry.peers().isEmpty()
                ? "everyone"
                : entry.peers().stream()
                        .map(RulesInWords::peer)
                        .collect(Collectors.joining(" and "));
    }

    private static String peer(PeerRule peer) {
        return switch (peer) {
            case PeerRule.Endpoints(var selectors) ->
                    selectors.isEmpty()
                            ? "nobody"
                            : selectors.stream()
                                    .map(RulesInWords::pods)
                                    .collect(Collectors.joining(" or "));
            case PeerRule.Entities(var kinds) ->
                    kinds.stream()
                            .map(kind -> kind.word())
                            .collect(Collectors.joining(" or ", "the entity ", ""));
            case PeerRule.Cidrs(var blocks) ->
                    blocks.stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(" or ", "addresses in ", ""));
            case PeerRule.CidrSets(var sets) ->
                    "addresses in %d block%s".formatted(sets.size(), sets.size() == 1 ? "" : "s");
            case PeerRule.Nodes(var selectors) ->
                    "nodes with "
                            + selectors.stream()
                                    .map(Selector::toString)
                                    .collect(Collectors.joining(" or "));
            case PeerRule.Groups _ -> "groups of a cloud provider";
            case PeerRule.Services(var services) ->
                    "%d Service%s".formatted(services.size(), services.size() == 1 ? "" : "s");
            case PeerRule.Names(var names) ->
                    names.stream()
                            .map(NamePattern::written)
                            .collect(Collectors.joining(" or ", "the names ", ""));
        };
    }

    static String ports(RuleEntry entry) {
        if (entry.toPorts().isEmpty()) {
            return entry.icmps().isEmpty() ? "" : " by ICMP";
        }
        return entry.toPorts().stream()
                .map(RulesInWords::port)
                .collect(Collectors.joining(" and ", " on ", ""));
    }

    private static String port(PortRule rule) {
        var numbers =
                rule.ports().isEmpty()
                        ? "every port"
                        : rule.ports().stream()
                                .map(RulesInWords::match)
                                .collect(Collectors.joining(", "));
        return numbers
                + rule.inside()
                        .map(
                                inside ->
                                        switch (inside) {
                                            case PortRule.L7Rules.Http(var rules) ->
                                                    rules.isEmpty()
                                                            ? " with any HTTP request"
                                                            : " with %d kind%s of HTTP request"
                                                                    .formatted(
                                                                            rules.size(),
                                                                            rules.size() == 1
                                                                                    ? ""
                                                                                    : "s");
                                            case PortRule.L7Rules.Dns(var names) ->
                                                    " for " + names(names);
                                        })
                        .orElse("");
    }

    private static String names(List<NamePattern> patterns) {
        return patterns.isEmpty() || patterns.stream().anyMatch(p -> p.written().equals("*"))
                ? "any name"
                : patterns.stream().map(NamePattern::written).collect(Collectors.joining(", "));
    }

    private static String match(PortMatch match) {
        var protocol = match.protocol().map(p -> "/" + p.name()).orElse("");
        return switch (match) {
            case PortMatch.Named named -> "the port named " + named.name() + protocol;
            case PortMatch.Numbers numbers ->
                    numbers.everyPort()
                            ? "every port" + protocol
                            : numbers.first() == numbers.last()
                                    ? numbers.first() + protocol
                                    : numbers.first() + " to " + numbers.last() + protocol;
        };
    }

    private static String upperFirst(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
