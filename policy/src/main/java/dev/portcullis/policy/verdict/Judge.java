package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides one side of a connection by everything said about its subject. Denials come first, then
 * doubts about them, then what is allowed. {@code docs/policy-support.md} shows each case.
 */
final class Judge {

    private final SubjectRules rules;
    private final Direction direction;
    private final boolean ownHost;

    /**
     * @param ownHost true if the connection comes from the pod's own node and such always passes
     */
    Judge(SubjectRules rules, Direction direction, boolean ownHost) {
        this.rules = rules;
        this.direction = direction;
        this.ownHost = ownHost;
    }

    /** One port rule that matches, and how closely. */
    private record Hit(CompiledEntry entry, CompiledEntry.Ports ports, MatchKind kind) {

        /** Closer ports first, then closer peers: the order in which Cilium's map is looked up. */
        static final Comparator<Hit> CLOSEST =
                Comparator.comparing(
                        hit ->
                                switch (hit.kind) {
                                    case L3_L4 -> 0;
                                    case L4_ONLY -> 1;
                                    case L3_PROTO -> 2;
                                    case PROTO_ONLY -> 3;
                                    case L3_ONLY -> 4;
                                    case ALL -> 5;
                                    case NONE -> 6;
                                });

        static Hit of(CompiledEntry entry, CompiledEntry.Ports ports, PortMatcher port) {
            boolean anybody = entry.peer().anybody();
            MatchKind kind =
                    port.narrow()
                            ? anybody ? MatchKind.L4_ONLY : MatchKind.L3_L4
                            : port.namesProtocol()
                                    ? anybody ? MatchKind.PROTO_ONLY : MatchKind.L3_PROTO
                                    : anybody ? MatchKind.ALL : MatchKind.L3_ONLY;
            return new Hit(entry, ports, kind);
        }
    }

    private static final class Found {
        final List<Hit> hits = new ArrayList<>();
        final List<Doubt> doubts = new ArrayList<>();
        final List<Doubt> overriding = new ArrayList<>();
    }

    /** Decides the connection, leaving what is asked for inside aside. */
    DirectionVerdict decide(Connection connection) {
        Found denied = find(rules.denies(), connection);
        if (!denied.hits.isEmpty()) {
            return new DirectionVerdict.Denied(
                    direction,
                    denied.hits.getFirst().kind(),
                    new DenyReason.DenyRules(refs(denied.hits)));
        }
        if (ownHost) {
            return new DirectionVerdict.Allowed(
                    direction, rules.enforced(), MatchKind.L3_ONLY, new AllowReason.FromOwnHost());
        }
        if (!denied.doubts.isEmpty()) {
            return undecidable(denied.doubts);
        }
        if (rules.unsure().isPresent()) {
            return undecidable(List.of(rules.unsure().get()));
        }
        Found allowed = find(rules.allows(), connection);
        if (!allowed.overriding.isEmpty()) {
            return undecidable(allowed.overriding);
        }
        List<Hit> plain = allowed.hits.stream().filter(hit -> !hit.ports().looksInside()).toList();
        List<Hit> inside = allowed.hits.stream().filter(hit -> hit.ports().looksInside()).toList();
        if (!inside.isEmpty()) {
            return allowed.doubts.isEmpty() || !plain.isEmpty()
                    ? redirected(allowed.hits, plain, inside)
                    : undecidable(allowed.doubts);
        }
        if (!plain.isEmpty()) {
            return new DirectionVerdict.Allowed(
                    direction,
                    rules.enforced(),
                    plain.getFirst().kind(),
                    new AllowReason.ByRules(refs(plain)));
        }
        if (!allowed.doubts.isEmpty() && (rules.isolated() || changesWhatPasses(connection))) {
            return undecidable(allowed.doubts);
        }
        if (!rules.isolated()) {
            return new DirectionVerdict.Allowed(
                    direction, rules.enforced(), MatchKind.ALL, new AllowReason.NotIsolated());
        }
        return new DirectionVerdict.Denied(
                direction,
                MatchKind.NONE,
                new DenyReason.DefaultDeny(
                        rules.isolatedBy(),
                        new NearestRules(rules.allows(), connection, direction)));
    }

    /** True if a doubtful rule would look inside, and so could refuse what passes without it. */
    private boolean changesWhatPasses(Connection connection) {
        for (CompiledEntry entry : rules.allows()) {
            for (CompiledEntry.Ports ports : entry.ports()) {
                if ((ports.looksInside() || ports.hindrance().isPresent())
                        && !(entry.peer().match(connection.remote(direction))
                                instanceof Match.No)) {
                    return true;
                }
            }
        }
        return false;
    }

    private DirectionVerdict redirected(List<Hit> all, List<Hit> plain, List<Hit> inside) {
        List<RequestRule> requests = new ArrayList<>();
        Optional<RuleRef> letsAllPass = plain.stream().findFirst().map(hit -> hit.ports().ref());
        for (Hit hit : inside) {
            requests.addAll(hit.ports().requests());
            if (hit.ports().requests().isEmpty() && letsAllPass.isEmpty()) {
                letsAllPass = Optional.of(hit.ports().ref());
            }
        }
        Redirect.Parser parser = inside.getFirst().ports().parser().orElseThrow();
        return new DirectionVerdict.Redirected(
                direction,
                all.getFirst().kind(),
                new Redirect(parser, refs(all), letsAllPass, requests));
    }

    private DirectionVerdict undecidable(List<Doubt> doubts) {
        return new DirectionVerdict.Undecidable(direction, rules.enforced(), doubts);
    }

    private Found find(List<CompiledEntry> entries, Connection connection) {
        Found found = new Found();
        for (CompiledEntry entry : entries) {
            Match peer = entry.peer().match(connection.remote(direction));
            if (peer instanceof Match.No) {
                continue;
            }
            for (CompiledEntry.Ports ports : entry.ports()) {
                consider(found, entry, ports, peer, connection);
            }
        }
        found.hits.sort(Hit.CLOSEST);
        return found;
    }

    private static void consider(
            Found found,
            CompiledEntry entry,
            CompiledEntry.Ports ports,
            Match peer,
            Connection connection) {
        PortMatcher closest = null;
        Match best = Match.NO;
        for (PortMatcher matcher : ports.matchers()) {
            Match match = matcher.match(connection);
            if (match instanceof Match.Yes
                    && (closest == null || (matcher.narrow() && !closest.narrow()))) {
                closest = matcher;
            }
            best = best.or(match);
        }
        Match both = peer.and(best);
        Optional<Hindrance> hindrance = entry.hindrance().or(ports::hindrance);
        if (hindrance.isPresent() && !(both instanceof Match.No)) {
            (hindrance.get().overrides() ? found.overriding : found.doubts)
                    .add(new Doubt(ports.ref(), hindrance.get().because()));
            return;
        }
        switch (both) {
            case Match.No _ -> {}
            case Match.Unknown unknown ->
                    found.doubts.add(new Doubt(ports.ref(), unknown.because()));
            case Match.Yes _ -> {
                if (closest != null) {
                    found.hits.add(Hit.of(entry, ports, closest));
                }
            }
        }
    }

    private static List<RuleRef> refs(List<Hit> hits) {
        return hits.stream().map(hit -> hit.ports().ref()).distinct().limit(16).toList();
    }
}
