package dev.portcullis.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Policies and connections over a world small enough that they meet: three namespaces, four apps, a
 * few ports and addresses. All of it is decidable.
 */
public final class GeneratedPolicies {

    static final List<String> NAMESPACES = List.of("users", "shop", "ops");
    private static final List<String> APPS = List.of("a", "b", "c", "mysql");
    private static final List<String> BLOCKS =
            List.of(
                    "203.0.113.0/24",
                    "203.0.113.128/25",
                    "0.0.0.0/0",
                    "2001:db8::/32",
                    "198.51.100.7/32");

    private GeneratedPolicies() {}

    public static Arbitrary<Selector> selectors() {
        Arbitrary<Map<LabelKey, String>> labels =
                Arbitraries.maps(
                                Arbitraries.of(
                                        LabelKey.any("app"),
                                        LabelKey.k8s("app"),
                                        LabelKey.any("tier")),
                                Arbitraries.of(APPS))
                        .ofMaxSize(1);
        Arbitrary<Selector.Requirement> requirement =
                Combinators.combine(
                                Arbitraries.of(
                                        LabelKey.any("app"),
                                        LabelKey.k8s(Labels.NAMESPACE),
                                        LabelKey.k8s(Labels.NAMESPACE_LABELS + ".team")),
                                Arbitraries.of(Selector.Operator.class),
                                Arbitraries.of("a", "b", "users", "shop")
                                        .list()
                                        .uniqueElements()
                                        .ofMinSize(1)
                                        .ofMaxSize(2))
                        .as(
                                (key, operator, values) ->
                                        new Selector.Requirement(
                                                key,
                                                operator,
                                                operator == Selector.Operator.EXISTS
                                                                || operator
                                                                        == Selector.Operator
                                                                                .DOES_NOT_EXIST
                                                        ? List.of()
                                                        : values));
        return Combinators.combine(labels, requirement.list().ofMaxSize(1)).as(Selector::new);
    }

    static Arbitrary<PeerRule> peers(Direction direction) {
        return Arbitraries.oneOf(
                selectors().list().ofMaxSize(2).map(PeerRule.Endpoints::new),
                Arbitraries.of(EntityKind.class).list().ofMaxSize(2).map(PeerRule.Entities::new),
                Arbitraries.of(BLOCKS)
                        .map(block -> Cidr.parse(block).orElseThrow())
                        .list()
                        .ofMaxSize(2)
                        .map(PeerRule.Cidrs::new),
                Arbitraries.of(BLOCKS)
                        .map(block -> Cidr.parse(block).orElseThrow())
                        .map(
                                block ->
                                        new PeerRule.CidrSets(
                                                List.of(
                                                        new PeerRule.CidrSet(
                                                                new PeerRule.CidrSet.Block(block),
                                                                block.toString()
                                                                                .equals(
                                                                                        "203.0.113.0/24")
                                                                        ? List.of(
                                                                                Cidr.parse(
                                                                                                "203.0.113.128/25")
                                                                                        .orElseThrow())
                                                                        : List.of())))));
    }

    static Arbitrary<PortRule.PortMatch> ports() {
        Arbitrary<Optional<Protocol>> protocols =
                Arbitraries.of(
                        Optional.empty(), Optional.of(Protocol.TCP), Optional.of(Protocol.UDP));
        return Combinators.combine(
                        Arbitraries.of(0, 53, 80, 3306), Arbitraries.of(0, 10), protocols)
                .as(
                        (first, more, protocol) ->
                                new PortRule.PortMatch.Numbers(
                                        first, first == 0 ? 0 : first + more, protocol));
    }

    static Arbitrary<PortRule> portRules(boolean requestsToo) {
        Arbitrary<PortRule> plain = ports().list().ofMinSize(1).ofMaxSize(2).map(PortRule::of);
        Arbitrary<PortRule> http =
                Combinators.combine(
                                Arbitraries.of(80, 3306),
                                Arbitraries.of("GET", "PUT|POST"),
                                Arbitraries.of("/", "/a.*"))
                        .as(
                                (port, method, path) ->
                                        new PortRule(
                                                List.of(
                                                        new PortRule.PortMatch.Numbers(
                                                                port,
                                                                port,
                                                                Optional.of(Protocol.TCP))),
                                                Optional.of(
                                                        new PortRule.L7Rules.Http(
                                                                List.of(
                                                                        HttpRule.of(
                                                                                method, path)))),
                                                PortRule.Proxying.NONE));
        return requestsToo ? Arbitraries.oneOf(plain, plain, http) : plain;
    }

    /** Entries that allow, or with {@code deny} such as may stand in a deny list. */
    public static Arbitrary<RuleEntry> entries(Direction direction, boolean deny) {
        Arbitrary<List<PeerRule>> peers =
                Arbitraries.oneOf(Arbitraries.just(List.of()), peers(direction).map(List::of));
        return Combinators.combine(
                        peers,
                        portRules(!deny).list().ofMaxSize(2),
                        Arbitraries.of(0, 0, 0, 8),
                        Arbitraries.of(true, false))
                .as(
                        (who, ports, icmp, v6) ->
                                icmp == 0
                                        ? RuleEntry.of(who, ports)
                                        : new RuleEntry(
                                                who,
                                                List.of(),
                                                List.of(
                                                        new RuleEntry.IcmpRule(
                                                                List.of(
                                                                        new RuleEntry.IcmpType(
                                                                                v6, icmp)))),
                                                Optional.empty()));
    }

    /** Rules that allow, and where {@code denyToo} also deny. */
    public static Arbitrary<Rule> rules(boolean denyToo) {
        Arbitrary<List<RuleEntry>> none = Arbitraries.just(List.of());
        Arbitrary<Optional<Boolean>> said =
                Arbitraries.of(Optional.empty(), Optional.of(true), Optional.of(false));
        return Combinators.combine(
                        selectors(),
                        entries(Direction.INGRESS, false).list().ofMaxSize(2),
                        denyToo ? entries(Direction.INGRESS, true).list().ofMaxSize(1) : none,
                        entries(Direction.EGRESS, false).list().ofMaxSize(2),
                        denyToo ? entries(Direction.EGRESS, true).list().ofMaxSize(1) : none,
                        said,
                        said)
                .as(
                        (subject, ingress, ingressDeny, egress, egressDeny, in, out) ->
                                new Rule(
                                        new Rule.Subject.Endpoints(subject),
                                        ingress.isEmpty()
                                                        && ingressDeny.isEmpty()
                                                        && egress.isEmpty()
                                                        && egressDeny.isEmpty()
                                                ? List.of(RuleEntry.of(List.of(), List.of()))
                                                : ingress,
                                        ingressDeny,
                                        egress,
                                        egressDeny,
                                        new Rule.DefaultDeny(in, out),
                                        Optional.empty(),
                                        Optional.empty()));
    }

    /** Policies of both of Cilium's kinds. */
    public static Arbitrary<Policy> policies(boolean denyToo) {
        Arbitrary<PolicyId> ids =
                Combinators.combine(
                                Arbitraries.of("users", "shop", ""),
                                Arbitraries.integers().between(0, 999))
                        .as(
                                (namespace, number) ->
                                        namespace.isEmpty()
                                                ? PolicyId.ccnp("p" + number)
                                                : PolicyId.cnp(namespace, "p" + number));
        return Combinators.combine(ids, rules(denyToo), rules(denyToo).list().ofMaxSize(1))
                .as(
                        (id, spec, specs) ->
                                new Policy(id, Optional.of(spec), specs, Map.of(), Map.of()));
    }

    public static Arbitrary<Peer> anyPeer() {
        return Arbitraries.oneOf(
                pods().map(pod -> pod),
                pods().map(pod -> pod),
                Arbitraries.of("203.0.113.1", "203.0.113.200", "198.51.100.7", "2001:db8::1")
                        .map(address -> new Peer.Outside(IpAddress.parse(address).orElseThrow())),
                Arbitraries.of(
                                EntityKind.HOST,
                                EntityKind.REMOTE_NODE,
                                EntityKind.KUBE_APISERVER,
                                EntityKind.HEALTH)
                        .map(Peer.Entity::of));
    }

    public static Arbitrary<Peer.Pod> pods() {
        return Combinators.combine(
                        Arbitraries.of(NAMESPACES), Arbitraries.of(APPS), Arbitraries.of(APPS))
                .as(
                        (namespace, app, tier) ->
                                Peer.Pod.of(
                                        namespace,
                                        app + "-0",
                                        Map.of("app", app, "tier", tier),
                                        Map.of("team", namespace),
                                        "default"));
    }

    public static Arbitrary<Connection> connections() {
        Arbitrary<Optional<Request>> requests =
                Arbitraries.of(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Request.Http.of("GET", "/")),
                        Optional.of(Request.Http.of("PUT", "/ab")));
        return Combinators.combine(
                        anyPeer(),
                        anyPeer(),
                        Arbitraries.of(8, 53, 80, 85, 3306),
                        Arbitraries.of(Protocol.TCP, Protocol.TCP, Protocol.UDP, Protocol.ICMP),
                        requests)
                .as(
                        (from, to, port, protocol, request) ->
                                new Connection(
                                        from, to, protocol.isIcmp() ? 8 : port, protocol, request));
    }
}
