package dev.portcullis.policy.suggest;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PolicyKind;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Policies being written: entries go into an existing policy about the same workload, else into a new one. */
final class Drafts {

    private final Map<PolicyId, Policy> policies = new LinkedHashMap<>();
    private final Set<PolicyId> existing = new LinkedHashSet<>();
    private final Set<PolicyId> changed = new LinkedHashSet<>();

    Drafts(Collection<Policy> existing) {
        for (Policy policy : existing) {
            policies.put(policy.id(), policy);
            this.existing.add(policy.id());
        }
    }

    void add(Suggestions.Side side, List<RuleEntry> entries) {
        Policy home = home(side).orElseGet(() -> fresh(side));
        Rule rule = home.spec().orElseThrow();
        Policy extended =
                new Policy(
                        home.id(),
                        Optional.of(extended(rule, side.direction(), entries)),
                        List.of(),
                        home.labels(),
                        home.annotations());
        policies.put(home.id(), extended);
        changed.add(home.id());
    }

    List<Policy> changed() {
        return changed.stream().map(this::draft).toList();
    }

    Set<PolicyId> extended() {
        Set<PolicyId> both = new LinkedHashSet<>(changed);
        both.retainAll(existing);
        return both;
    }

    private Policy draft(PolicyId id) {
        return Optional.ofNullable(policies.get(id)).orElseThrow();
    }

    /** A policy of one plain rule about the same pods that isolates them in this direction already. */
    private Optional<Policy> home(Suggestions.Side side) {
        return policies.values().stream()
                .filter(policy -> policy.id().kind() == PolicyKind.CILIUM_NETWORK_POLICY)
                .filter(policy -> policy.id().namespace().equals(side.namespace()))
                .filter(policy -> policy.specs().isEmpty())
                .filter(
                        policy ->
                                policy.spec()
                                        .filter(rule -> rule.isolates(side.direction()))
                                        .filter(rule -> rule.denies(side.direction()).isEmpty())
                                        .filter(
                                                rule ->
                                                        rule.subject()
                                                                .equals(
                                                                        new Rule.Subject.Endpoints(
                                                                                side.subject())))
                                        .isPresent())
                .findFirst();
    }

    private Policy fresh(Suggestions.Side side) {
        String name = side.name() + "-" + side.direction().word();
        PolicyId id = PolicyId.cnp(side.namespace(), name);
        for (int i = 2; policies.containsKey(id); i++) {
            id = PolicyId.cnp(side.namespace(), name + "-" + i);
        }
        return Policy.of(
                id,
                new Rule(
                        new Rule.Subject.Endpoints(side.subject()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Rule.DefaultDeny.UNSAID,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Rule extended(Rule rule, Direction direction, List<RuleEntry> entries) {
        List<RuleEntry> ingress = new ArrayList<>(rule.ingress());
        List<RuleEntry> egress = new ArrayList<>(rule.egress());
        List<RuleEntry> section = direction == Direction.INGRESS ? ingress : egress;
        for (RuleEntry entry : entries) {
            if (!section.contains(entry)) {
                section.add(entry);
            }
        }
        return new Rule(
                rule.subject(),
                ingress,
                rule.ingressDeny(),
                egress,
                rule.egressDeny(),
                rule.enableDefaultDeny(),
                rule.description(),
                rule.log());
    }
}
