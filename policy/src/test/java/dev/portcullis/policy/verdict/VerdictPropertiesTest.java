package dev.portcullis.policy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.GeneratedPolicies;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of verdicts whatever the policies are. */
class VerdictPropertiesTest {

    @Provide
    Arbitrary<List<Policy>> policies() {
        return GeneratedPolicies.policies(true).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Policy>> policiesWithoutDenials() {
        return GeneratedPolicies.policies(false).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<Policy> allowingPolicy() {
        return GeneratedPolicies.policies(false);
    }

    @Provide
    Arbitrary<Connection> connections() {
        return GeneratedPolicies.connections();
    }

    @Provide
    Arbitrary<Direction> directions() {
        return Arbitraries.of(Direction.class);
    }

    /** A clusterwide deny of everything beats whatever else is said. */
    @Property
    void denyBeatsAllow(
            @ForAll("policies") List<Policy> policies,
            @ForAll("connections") Connection connection,
            @ForAll("directions") Direction direction) {
        Assume.that(connection.subject(direction) instanceof Peer.Pod);
        RuleEntry everybody =
                RuleEntry.of(
                        List.of(
                                new PeerRule.Entities(
                                        List.of(dev.portcullis.policy.EntityKind.ALL))),
                        List.of());
        boolean in = direction == Direction.INGRESS;
        Policy deny =
                Policy.of(
                        PolicyId.ccnp("deny-all"),
                        new Rule(
                                new Rule.Subject.Endpoints(Selector.EVERYTHING),
                                List.of(),
                                in ? List.of(everybody) : List.of(),
                                List.of(),
                                in ? List.of() : List.of(everybody),
                                Rule.DefaultDeny.UNSAID,
                                Optional.empty(),
                                Optional.empty()));
        DirectionVerdict verdict =
                PolicySet.compile(with(policies, deny)).decide(connection, direction);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        DirectionVerdict.Denied.class,
                        denied ->
                                assertThat(denied.reason())
                                        .isInstanceOf(DenyReason.DenyRules.class));
        assertThat(verdict.policies()).contains(deny.id());
    }

    /** Where a rule allows a connection, one more allow does not change that. */
    @Property
    void addingAnAllowNeverTakesAnAllowAway(
            @ForAll("policies") List<Policy> policies,
            @ForAll("allowingPolicy") Policy more,
            @ForAll("connections") Connection connection,
            @ForAll("directions") Direction direction) {
        DirectionVerdict before = PolicySet.compile(policies).decide(connection, direction);
        Assume.that(
                before instanceof DirectionVerdict.Allowed allowed
                        && !(allowed.reason() instanceof AllowReason.NotIsolated));

        DirectionVerdict after =
                PolicySet.compile(with(policies, more)).decide(connection, direction);

        assertThat(Verdict.outcome(after)).isIn(Outcome.ALLOWED, Outcome.REDIRECTED);
        if (after instanceof DirectionVerdict.Redirected redirected) {
            assertThat(redirected.redirect().letsAllPass()).isPresent();
        }
    }

    @Property
    void theOrderOfPoliciesDoesNotMatter(
            @ForAll("policies") List<Policy> policies,
            @ForAll("connections") Connection connection,
            @ForAll Random random) {
        List<Policy> shuffled = new ArrayList<>(policies);
        Collections.shuffle(shuffled, random);

        Verdict one = PolicySet.compile(policies).decide(connection);
        Verdict other = PolicySet.compile(shuffled).decide(connection);

        assertThat(other.outcome()).isEqualTo(one.outcome());
        assertThat(other.ingress().enforced()).isEqualTo(one.ingress().enforced());
        assertThat(other.egress().match()).isEqualTo(one.egress().match());
    }

    /** A policy without allows, added to others, only ever closes. */
    @Property
    void isolatingOnlyEverCloses(
            @ForAll("policies") List<Policy> policies,
            @ForAll("connections") Connection connection,
            @ForAll("directions") Direction direction) {
        RuleEntry nobody = RuleEntry.of(List.of(), List.of());
        Policy wall =
                Policy.of(
                        PolicyId.ccnp("wall"),
                        new Rule(
                                new Rule.Subject.Endpoints(Selector.EVERYTHING),
                                List.of(nobody),
                                List.of(),
                                List.of(nobody),
                                List.of(),
                                Rule.DefaultDeny.UNSAID,
                                Optional.empty(),
                                Optional.empty()));
        DirectionVerdict before = PolicySet.compile(policies).decide(connection, direction);
        DirectionVerdict after =
                PolicySet.compile(with(policies, wall)).decide(connection, direction);

        if (Verdict.outcome(before) == Outcome.DENIED) {
            assertThat(Verdict.outcome(after)).isEqualTo(Outcome.DENIED);
        }
        if (connection.subject(direction) instanceof Peer.Pod pod) {
            assertThat(PolicySet.compile(with(policies, wall)).isolates(pod, direction))
                    .contains(wall.id());
            boolean stays =
                    before instanceof DirectionVerdict.Allowed allowed
                            && allowed.reason() instanceof AllowReason.NotIsolated;
            assertThat(Verdict.outcome(after))
                    .isEqualTo(stays ? Outcome.DENIED : Verdict.outcome(before));
        }
    }

    /** A namespaced policy says nothing about pods of another namespace. */
    @Property
    void aPolicyIsAboutItsOwnNamespaceOnly(
            @ForAll("policies") List<Policy> policies,
            @ForAll("connections") Connection connection) {
        Assume.that(connection.to() instanceof Peer.Pod);
        String namespace = ((Peer.Pod) connection.to()).namespace();
        List<Policy> others =
                policies.stream()
                        .filter(policy -> !policy.id().namespace().equals(namespace))
                        .toList();
        List<Policy> namespacedOthers =
                others.stream().filter(policy -> policy.id().kind().namespaced()).toList();

        assertThat(PolicySet.compile(namespacedOthers).selecting(connection.to())).isEmpty();
        assertThat(PolicySet.compile(namespacedOthers).decideIngress(connection).enforced())
                .isFalse();
    }

    /** The set answers as if each question were the first it hears. */
    @Property
    void whatIsRememberedIsWhatWouldBeDecided(
            @ForAll("policies") List<Policy> policies,
            @ForAll("connections") Connection one,
            @ForAll("connections") Connection other) {
        PolicySet set = PolicySet.compile(policies);
        set.decide(one);
        Verdict first = set.decide(other);

        assertThat(set.decide(other)).usingRecursiveComparison().isEqualTo(first);
        assertThat(PolicySet.compile(policies).decide(other).outcome()).isEqualTo(first.outcome());
    }

    /** Whoever is denied is told by which rule, or by whom they are isolated. */
    @Property
    void everyVerdictNamesItsReason(
            @ForAll("policies") List<Policy> policies,
            @ForAll("connections") Connection connection) {
        Verdict verdict = PolicySet.compile(policies).decide(connection);

        assertThat(Reasons.sentence(verdict)).isNotBlank().endsWith(".");
        for (DirectionVerdict side : List.of(verdict.egress(), verdict.ingress())) {
            if (side instanceof DirectionVerdict.Denied denied) {
                switch (denied.reason()) {
                    case DenyReason.DenyRules deny -> assertThat(deny.rules()).isNotEmpty();
                    case DenyReason.DefaultDeny none -> assertThat(none.isolatedBy()).isNotEmpty();
                    case DenyReason.RequestRefused refused ->
                            assertThat(refused.rules()).isNotEmpty();
                }
            }
        }
    }

    /** Without denials, two sets of policies allow together what either allows by a rule. */
    @Property
    void rulesAddUp(
            @ForAll("policiesWithoutDenials") List<Policy> some,
            @ForAll("policiesWithoutDenials") List<Policy> more,
            @ForAll("connections") Connection connection,
            @ForAll("directions") Direction direction) {
        List<Policy> all = new ArrayList<>(some);
        all.addAll(more);
        boolean either =
                allowsByRule(some, connection, direction)
                        || allowsByRule(more, connection, direction);
        Assume.that(either);

        assertThat(allowsByRule(all, connection, direction)).isTrue();
    }

    private static boolean allowsByRule(
            List<Policy> policies, Connection connection, Direction direction) {
        return switch (PolicySet.compile(policies).decide(connection, direction)) {
            case DirectionVerdict.Allowed allowed ->
                    !(allowed.reason() instanceof AllowReason.NotIsolated);
            case DirectionVerdict.Redirected _ -> true;
            case DirectionVerdict.Denied _, DirectionVerdict.Undecidable _ -> false;
        };
    }

    private static List<Policy> with(List<Policy> policies, Policy more) {
        List<Policy> all = new ArrayList<>(policies);
        all.add(more);
        return all;
    }
}
