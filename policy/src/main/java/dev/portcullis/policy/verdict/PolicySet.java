package dev.portcullis.policy.verdict;

import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Label;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A set of policies, compiled: says of any connection whether it may pass, and why. Immutable in
 * what it answers and safe for any number of threads; it remembers decisions in bounded caches.
 *
 * <p>A change of policies or of what is known of the cluster is a new set. Replies to an allowed
 * connection are not asked about; established connections are to be asked about again with a new
 * set, as Cilium checks every packet of the original direction.
 */
public final class PolicySet {

    private static final int REMEMBERED_SUBJECTS = 16_384;
    private static final int REMEMBERED_DECISIONS = 262_144;

    private final List<Policy> policies;
    private final ClusterFacts facts;
    private final Map<String, List<CompiledRule>> byNamespace = new HashMap<>();
    private final List<CompiledRule> anyNamespace = new ArrayList<>();
    private final BoundedCache<SubjectKey, SubjectRules> subjects =
            new BoundedCache<>(REMEMBERED_SUBJECTS);
    private final BoundedCache<DecisionKey, DirectionVerdict> decisions =
            new BoundedCache<>(REMEMBERED_DECISIONS);

    private record SubjectKey(Direction direction, Labels labels, boolean pod) {}

    private record DecisionKey(
            Direction direction,
            Labels subject,
            Labels remote,
            Optional<IpAddress> address,
            Optional<Map<String, Peer.NamedPort>> ports,
            int port,
            Protocol protocol,
            int kinds) {}

    private PolicySet(Collection<Policy> policies, ClusterFacts facts) {
        this.policies = List.copyOf(policies);
        this.facts = facts;
        Compiler compiler = new Compiler(facts);
        for (Policy policy : this.policies) {
            for (CompiledRule rule : compiler.compile(policy)) {
                String namespace = policy.id().namespace();
                if (namespace.isEmpty()) {
                    anyNamespace.add(rule);
                } else {
                    byNamespace.computeIfAbsent(namespace, _ -> new ArrayList<>()).add(rule);
                }
            }
        }
    }

    /** Compiles policies where nothing more is known of the cluster. */
    public static PolicySet compile(Collection<Policy> policies) {
        return compile(policies, ClusterFacts.NONE);
    }

    /** Compiles policies with what is known of the cluster. */
    public static PolicySet compile(Collection<Policy> policies, ClusterFacts facts) {
        return new PolicySet(policies, facts);
    }

    /** The policies in this set, in the order given. */
    public List<Policy> policies() {
        return policies;
    }

    /** What is known of the cluster. */
    public ClusterFacts facts() {
        return facts;
    }

    /** Whether the connection may pass: the egress of its client and the ingress of its server. */
    public Verdict decide(Connection connection) {
        return new Verdict(decideEgress(connection), decideIngress(connection));
    }

    /** Whether the client's policies let the connection out. */
    public DirectionVerdict decideEgress(Connection connection) {
        return decide(connection, Direction.EGRESS);
    }

    /** Whether the server's policies let the connection in. */
    public DirectionVerdict decideIngress(Connection connection) {
        return decide(connection, Direction.INGRESS);
    }

    /** Whether the policies of one side let the connection pass. */
    public DirectionVerdict decide(Connection connection, Direction direction) {
        Peer subject = connection.subject(direction);
        if (!hasPolicies(subject)) {
            return new DirectionVerdict.Allowed(
                    direction, false, MatchKind.ALL, new AllowReason.NotEnforcedHere());
        }
        if (facts.settings().enforcement() == ClusterFacts.Enforcement.NEVER) {
            return new DirectionVerdict.Allowed(
                    direction, false, MatchKind.ALL, new AllowReason.NeverEnforced());
        }
        DirectionVerdict made =
                decisions.get(key(connection, direction), _ -> judge(connection, direction));
        return connection.request().isPresent()
                        && made instanceof DirectionVerdict.Redirected redirected
                ? inside(redirected, connection)
                : made;
    }

    /** The policies that isolate a peer in that direction; empty if everything may pass that no rule denies. */
    public List<PolicyId> isolates(Peer subject, Direction direction) {
        return hasPolicies(subject) ? rules(subject, direction).isolatedBy() : List.of();
    }

    /** True if policies are enforced for a peer in that direction: only then Cilium reports verdicts. */
    public boolean enforces(Peer subject, Direction direction) {
        return hasPolicies(subject)
                && facts.settings().enforcement() != ClusterFacts.Enforcement.NEVER
                && rules(subject, direction).enforced();
    }

    /** The policies that are about a peer. */
    public List<Policy> selecting(Peer subject) {
        return hasPolicies(subject)
                ? candidates(subject).stream()
                        .filter(rule -> rule.selects(subject) instanceof Match.Yes)
                        .map(CompiledRule::policy)
                        .distinct()
                        .toList()
                : List.of();
    }

    /** False if no policy is about a peer; true also where that cannot be told. */
    public boolean mayBeAbout(Peer subject) {
        return hasPolicies(subject)
                && candidates(subject).stream()
                        .anyMatch(rule -> !(rule.selects(subject) instanceof Match.No));
    }

    /** Only what Cilium manages has policies: pods, its own reserved endpoints, and nodes. */
    private static boolean hasPolicies(Peer peer) {
        return switch (peer) {
            case Peer.Pod _ -> true;
            case Peer.Outside _ -> false;
            case Peer.Entity entity ->
                    !entity.labels().isReserved("world")
                            && !entity.labels().isReserved("unmanaged");
        };
    }

    private static DecisionKey key(Connection connection, Direction direction) {
        Peer subject = connection.subject(direction);
        Peer remote = connection.remote(direction);
        return new DecisionKey(
                direction,
                subject.labels(),
                remote.labels(),
                switch (remote) {
                    case Peer.Pod _ -> Optional.empty();
                    case Peer.Entity entity -> entity.address();
                    case Peer.Outside outside -> Optional.of(outside.address());
                },
                connection.to() instanceof Peer.Pod pod ? pod.ports() : Optional.empty(),
                connection.port(),
                connection.protocol(),
                kind(subject) * 3 + kind(remote));
    }

    private static int kind(Peer peer) {
        return switch (peer) {
            case Peer.Pod _ -> 0;
            case Peer.Entity _ -> 1;
            case Peer.Outside _ -> 2;
        };
    }

    private DirectionVerdict judge(Connection connection, Direction direction) {
        Peer subject = connection.subject(direction);
        boolean ownHost =
                direction == Direction.INGRESS
                        && facts.settings().ownHostAlwaysAllowed()
                        && subject instanceof Peer.Pod
                        && connection.from().labels().isReserved("host");
        return new Judge(rules(subject, direction), direction, ownHost).decide(connection);
    }

    private static DirectionVerdict inside(
            DirectionVerdict.Redirected redirected, Connection connection) {
        RequestVerdict request = redirected.redirect().decide(connection.request().orElseThrow());
        return switch (request) {
            case RequestVerdict.Allowed allowed ->
                    new DirectionVerdict.Allowed(
                            redirected.direction(),
                            true,
                            redirected.match(),
                            new AllowReason.ByRules(List.of(allowed.rule())));
            case RequestVerdict.Refused refused ->
                    new DirectionVerdict.Denied(
                            redirected.direction(), redirected.match(), refused.reason());
            case RequestVerdict.Undecidable undecidable ->
                    new DirectionVerdict.Undecidable(
                            redirected.direction(), true, List.of(undecidable.doubt()));
        };
    }

    private List<CompiledRule> candidates(Peer subject) {
        List<CompiledRule> ofNamespace =
                byNamespace.getOrDefault(
                        subject.labels().get(LabelKey.k8s(Labels.NAMESPACE)).orElse(""), List.of());
        if (ofNamespace.isEmpty()) {
            return anyNamespace;
        }
        List<CompiledRule> all = new ArrayList<>(ofNamespace);
        all.addAll(anyNamespace);
        return all;
    }

    private SubjectRules rules(Peer subject, Direction direction) {
        return subjects.get(
                new SubjectKey(direction, subject.labels(), subject instanceof Peer.Pod),
                _ -> gather(subject, direction));
    }

    private SubjectRules gather(Peer subject, Direction direction) {
        List<CompiledEntry> allows = new ArrayList<>();
        List<CompiledEntry> denies = new ArrayList<>();
        List<PolicyId> isolatedBy = new ArrayList<>();
        Optional<Doubt> unsure = Optional.empty();
        boolean spokenOf = false;
        for (CompiledRule rule : candidates(subject)) {
            if (!rule.rule().speaksOf(direction)) {
                continue;
            }
            switch (rule.selects(subject)) {
                case Match.No _ -> {}
                case Match.Unknown unknown ->
                        unsure =
                                Optional.of(
                                        new Doubt(
                                                new RuleRef(rule.policy().id(), "nodeSelector"),
                                                unknown.because()));
                case Match.Yes _ -> {
                    spokenOf = true;
                    allows.addAll(rule.allows(direction));
                    denies.addAll(rule.denies(direction));
                    if (rule.rule().isolates(direction)
                            && !isolatedBy.contains(rule.policy().id())) {
                        isolatedBy.add(rule.policy().id());
                    }
                }
            }
        }
        boolean always =
                facts.settings().enforcement() == ClusterFacts.Enforcement.ALWAYS
                        || subject.labels().has(new LabelKey(Label.RESERVED, "init"));
        return new SubjectRules(
                spokenOf || always,
                always || !isolatedBy.isEmpty(),
                isolatedBy,
                allows,
                denies,
                unsure);
    }
}
