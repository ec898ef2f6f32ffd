package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the ways of naming peers in one policy into matchers, with the scope its place implies. */
final class PeerMatchers {

    private final PeerScope scope;
    private final ClusterFacts facts;

    PeerMatchers(PeerScope scope, ClusterFacts facts) {
        this.scope = scope;
        this.facts = facts;
    }

    /** The matcher for an entry: anybody where it names no peers. */
    PeerMatcher of(RuleEntry entry, boolean deny) {
        if (entry.isEmpty()) {
            return new Nobody("an empty entry");
        }
        if (entry.peers().isEmpty()) {
            return new Anybody();
        }
        return EitherPeer.of(entry.peers().stream().map(peers -> of(peers, entry, deny)).toList());
    }

    private PeerMatcher of(PeerRule rule, RuleEntry entry, boolean deny) {
        List<PeerMatcher> ways =
                switch (rule) {
                    case PeerRule.Endpoints endpoints -> endpoints(endpoints);
                    case PeerRule.Entities entities ->
                            entities.kinds().stream()
                                    .<PeerMatcher>map(
                                            kind -> new EntityMatcher(kind, facts.clusterName()))
                                    .toList();
                    case PeerRule.Cidrs cidrs ->
                            cidrs.blocks().stream()
                                    .<PeerMatcher>map(block -> cidr(List.of(block), List.of()))
                                    .toList();
                    case PeerRule.CidrSets sets -> sets.sets().stream().map(this::cidrSet).toList();
                    case PeerRule.Nodes nodes ->
                            nodes.selectors().stream().<PeerMatcher>map(NodeMatcher::new).toList();
                    case PeerRule.Groups groups ->
                            List.of(
                                    groups.groups().isEmpty()
                                            ? emptyList("list of groups")
                                            : new UndecidablePeer(
                                                    "the addresses of cloud groups are not known here",
                                                    true));
                    case PeerRule.Services services -> List.of(services(services, entry, deny));
                    case PeerRule.Names names ->
                            names.names().isEmpty() ? List.of(emptyList("toFQDNs")) : names(names);
                };
        return ways.isEmpty() ? new Nobody("an empty list") : EitherPeer.of(ways);
    }

    private static PeerMatcher emptyList(String word) {
        return new UndecidablePeer(
                "Cilium's versions differ on whom an empty " + word + " means", false);
    }

    private List<PeerMatcher> endpoints(PeerRule.Endpoints endpoints) {
        return endpoints.selectors().stream()
                .<PeerMatcher>map(selector -> new EndpointMatcher(scope.complete(selector)))
                .toList();
    }

    private PeerMatcher cidr(List<Cidr> blocks, List<Cidr> except) {
        return new CidrMatcher(blocks, except, facts.settings().cidrMatchesNodes());
    }

    private PeerMatcher cidrSet(PeerRule.CidrSet set) {
        return switch (set.source()) {
            case PeerRule.CidrSet.Block block -> cidr(List.of(block.cidr()), set.except());
            case PeerRule.CidrSet.GroupNamed named ->
                    facts.cidrGroups()
                            .<PeerMatcher>map(
                                    known ->
                                            cidr(
                                                    known.stream()
                                                            .filter(
                                                                    group ->
                                                                            group.name()
                                                                                    .equals(
                                                                                            named
                                                                                                    .name()))
                                                            .flatMap(
                                                                    group ->
                                                                            group.blocks().stream())
                                                            .toList(),
                                                    set.except()))
                            .orElseGet(
                                    () ->
                                            new UndecidablePeer(
                                                    "the addresses of CIDR group "
                                                            + named.name()
                                                            + " are not known",
                                                    true));
            case PeerRule.CidrSet.GroupsSelected selected ->
                    facts.cidrGroups()
                            .<PeerMatcher>map(
                                    known ->
                                            cidr(
                                                    known.stream()
                                                            .filter(
                                                                    group ->
                                                                            selects(
                                                                                    selected,
                                                                                    group))
                                                            .flatMap(
                                                                    group ->
                                                                            group.blocks().stream())
                                                            .toList(),
                                                    set.except()))
                            .orElseGet(
                                    () ->
                                            new UndecidablePeer(
                                                    "the addresses of the selected CIDR groups are not known",
                                                    true));
        };
    }

    private static boolean selects(
            PeerRule.CidrSet.GroupsSelected selected, ClusterFacts.CidrGroup group) {
        return selected.selector().matches(Labels.of(group.labels()));
    }

    private List<PeerMatcher> names(PeerRule.Names names) {
        return names.names().stream()
                .<PeerMatcher>map(
                        name ->
                                facts.dns()
                                        .<PeerMatcher>map(dns -> NameMatcher.of(name, dns))
                                        .orElseGet(
                                                () ->
                                                        new UndecidablePeer(
                                                                "it is not known which addresses "
                                                                        + name.written()
                                                                        + " was resolved to",
                                                                true)))
                .toList();
    }

    /**
     * The peers behind Services. Cilium puts the selectors and addresses of those it finds into the
     * entry, of allow lists only ({@code processRule} in {@code pkg/policy/k8s/service.go}); an entry
     * into which it puts nothing has no peers, which with ports reads as any ({@code
     * PolicyEntry.L3} in {@code pkg/policy/types}). That is taken for an oversight, not for a
     * promise.
     */
    private PeerMatcher services(PeerRule.Services rule, RuleEntry entry, boolean deny) {
        if (rule.services().isEmpty()) {
            return emptyList("toServices");
        }
        if (deny) {
            return new UndecidablePeer("Cilium does not look Services up for deny lists", false);
        }
        if (facts.services().isEmpty()) {
            return new UndecidablePeer("the Services of the cluster are not known", false);
        }
        List<PeerMatcher> ways =
                facts.services().get().stream()
                        .filter(PeerMatchers::hasBackends)
                        .filter(
                                known ->
                                        rule.services().stream().anyMatch(one -> means(one, known)))
                        .map(this::backends)
                        .toList();
        if (!ways.isEmpty()) {
            return EitherPeer.of(ways);
        }
        return entry.toPorts().isEmpty() && entry.icmps().isEmpty()
                ? new Nobody("no such Service")
                : new UndecidablePeer(
                        "no such Service is known, and Cilium may then mean any peer on these ports",
                        false);
    }

    private static boolean hasBackends(ClusterFacts.Service service) {
        return !service.selector().isEmpty() || !service.endpoints().isEmpty();
    }

    private static boolean means(PeerRule.ServiceRule rule, ClusterFacts.Service service) {
        return switch (rule) {
            case PeerRule.ServiceRule.Named named ->
                    named.name().equals(service.name())
                            && named.namespace().map(service.namespace()::equals).orElse(true);
            case PeerRule.ServiceRule.Selected selected ->
                    selected.selector().matches(Labels.of(service.labels()))
                            && selected.namespace().map(service.namespace()::equals).orElse(true);
        };
    }

    private PeerMatcher backends(ClusterFacts.Service service) {
        if (service.selector().isEmpty()) {
            return cidr(service.endpoints().stream().map(PeerMatchers::only).toList(), List.of());
        }
        Map<LabelKey, String> wanted = new HashMap<>();
        service.selector().forEach((key, value) -> wanted.put(LabelKey.k8s(key), value));
        wanted.put(LabelKey.k8s(Labels.NAMESPACE), service.namespace());
        return new EndpointMatcher(new Selector(wanted, List.of()));
    }

    private static Cidr only(IpAddress address) {
        return new Cidr(address, address.bits());
    }
}
