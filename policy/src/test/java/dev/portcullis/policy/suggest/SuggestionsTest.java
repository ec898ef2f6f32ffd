package dev.portcullis.policy.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.GeneratedPolicies;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.StableLabels;
import dev.portcullis.policy.examples.TestConnections;
import dev.portcullis.policy.examples.TestWindows;
import dev.portcullis.policy.examples.TestYaml;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.PolicyPrinter;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final PolicySet NOTHING = PolicySet.compile(List.of());

    @Provide
    Arbitrary<FlowWindow> windows() {
        return GeneratedPolicies.connections()
                .map(
                        connection ->
                                Connection.of(
                                        connection.from(),
                                        connection.to(),
                                        connection.port(),
                                        connection.protocol()))
                .map(
                        connection ->
                                new ObservedFlow(connection, Recorded.ALLOWED, Instant.EPOCH, "f"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(flows -> FlowWindow.fold(flows, 0));
    }

    @Provide
    Arbitrary<List<Policy>> existing() {
        return GeneratedPolicies.policies(true).list().uniqueElements(Policy::id).ofMaxSize(2);
    }

    @Provide
    Arbitrary<Connection> connections() {
        return GeneratedPolicies.connections();
    }

    @Property
    void appliedToTheSameFlowsASuggestionDeniesNoneOfThem(
            @ForAll("windows") FlowWindow window, @ForAll("existing") List<Policy> existing) {
        PolicySet before = PolicySet.compile(existing);
        Suggestion suggestion = Suggestions.from(window, before, _ -> true);
        PolicySet after = PolicySet.compile(Suggestions.applied(before, suggestion));
        Set<Connection> left =
                suggestion.left().stream()
                        .map(one -> one.flow().connection())
                        .collect(Collectors.toSet());

        for (FoldedFlow flow : window.folded()) {
            if (!left.contains(flow.connection())) {
                assertThat(after.decide(flow.connection()).outcome()).isNotEqualTo(Outcome.DENIED);
            }
        }
    }

    /** Beyond what was observed, a suggestion admits only other pods of the same workloads. */
    @Property
    void aSuggestionAdmitsNothingUnobserved(
            @ForAll("windows") FlowWindow window, @ForAll("connections") Connection asked) {
        Connection connection =
                Connection.of(asked.from(), asked.to(), asked.port(), asked.protocol());
        Suggestion suggestion = Suggestions.from(window, NOTHING, _ -> true);
        PolicySet after = PolicySet.compile(suggestion.policies());

        for (Direction direction : Direction.values()) {
            DirectionVerdict verdict = after.decide(connection, direction);
            boolean fromOwnHost =
                    direction == Direction.INGRESS && connection.from().labels().isReserved("host");
            if (verdict.enforced() && !fromOwnHost && Verdict.outcome(verdict) != Outcome.DENIED) {
                assertThat(window.folded())
                        .anySatisfy(
                                flow -> assertThat(same(flow.connection(), connection)).isTrue());
            }
        }
    }

    private static boolean same(Connection one, Connection other) {
        return one.port() == other.port()
                && one.protocol() == other.protocol()
                && workload(one.from()).equals(workload(other.from()))
                && workload(one.to()).equals(workload(other.to()));
    }

    private static Object workload(Peer peer) {
        return switch (peer) {
            case Peer.Pod pod -> List.of(pod.namespace(), StableLabels.selector(pod));
            case Peer.Outside outside -> outside.address();
            case Peer.Entity entity ->
                    entity.labels().isReserved("kube-apiserver")
                                    || entity.labels().isReserved("remote-node")
                            ? "node"
                            : entity.labels();
        };
    }

    @Property(tries = 200)
    void aSuggestionCanBeReadBack(@ForAll("windows") FlowWindow window) {
        for (Policy policy : Suggestions.from(window, NOTHING, _ -> true).policies()) {
            assertThat(PolicyParser.parseYaml(PolicyPrinter.yaml(policy)))
                    .isInstanceOfSatisfying(
                            ParseResult.Parsed.class,
                            parsed -> assertThat(parsed.policies()).containsExactly(policy));
        }
    }

    @Test
    void stoppedFlowsAreNoReasonToOpenAnything() {
        Suggestion suggestion =
                Suggestions.from(
                        TestWindows.of("stopped drills/intruder -> users/mysql:3306"),
                        NOTHING,
                        _ -> true);

        assertThat(suggestion.policies()).isEmpty();
    }

    @Test
    void labelsOfOneRolloutAreLeftOut() {
        Suggestion suggestion =
                Suggestions.from(
                        TestWindows.of("passed shop/storefront -> users/user-service:8080"),
                        NOTHING,
                        pod -> pod.namespace().equals("users"));

        assertThat(suggestion.policies())
                .singleElement()
                .satisfies(
                        policy -> {
                            assertThat(policy.id())
                                    .isEqualTo(PolicyId.cnp("users", "user-service-ingress"));
                            assertThat(PolicyPrinter.yaml(policy))
                                    .contains(
                                            "app: storefront",
                                            "k8s:io.kubernetes.pod.namespace: shop",
                                            "port: '8080'")
                                    .doesNotContain("pod-template-hash");
                        });
    }

    @Test
    void whatExistsIsExtendedRatherThanRepeated() {
        PolicySet existing =
                PolicySet.compile(
                        TestWindows.policies(
                                TestYaml.cnp(
                                        "users",
                                        "mysql-in",
                                        "mysql",
                                        "ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")));
        Suggestion suggestion =
                Suggestions.from(
                        TestWindows.of(
                                "passed users/user-service -> users/mysql:3306",
                                "passed users/exporter -> users/mysql:3306"),
                        existing,
                        pod -> pod.pod().equals("mysql"));

        assertThat(suggestion.extended()).containsExactly(PolicyId.cnp("users", "mysql-in"));
        assertThat(suggestion.policies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.rules().getFirst().ingress()).hasSize(2));
    }

    @Test
    void manyPortsChosenAtRandomBecomeARangeAndItIsSaid() {
        String[] flows =
                IntStream.range(0, 12)
                        .mapToObj(
                                i -> "passed users/user-service -> users/mysql:" + (40_000 + 7 * i))
                        .toArray(String[]::new);
        Suggestion suggestion =
                Suggestions.from(TestWindows.of(flows), NOTHING, pod -> pod.pod().equals("mysql"));

        assertThat(suggestion.generalisations())
                .anyMatch(sentence -> sentence.contains("12 different TCP ports"));
        assertThat(
                        PolicySet.compile(suggestion.policies())
                                .decideIngress(
                                        Connection.of(
                                                TestConnections.peer("users/user-service"),
                                                TestConnections.peer("users/mysql"),
                                                51_234,
                                                Protocol.TCP)))
                .isInstanceOf(DirectionVerdict.Allowed.class);
    }

    @Test
    void aWorkloadThatWasNotSeenToAskForNamesIsWarnedOf() {
        Suggestion suggestion =
                Suggestions.from(
                        TestWindows.of("passed shop/storefront -> users/user-service:8080"),
                        NOTHING,
                        _ -> true);

        assertThat(suggestion.generalisations())
                .anyMatch(sentence -> sentence.contains("add DNS before"));
    }

    @Test
    void aFlowThatADenyRuleStopsIsLeftWithTheReason() {
        PolicySet existing =
                PolicySet.compile(
                        TestWindows.policies(
                                TestYaml.cnp(
                                        "users",
                                        "shut",
                                        "mysql",
                                        "ingressDeny: [{fromEntities: [all]}]\n")));
        Suggestion suggestion =
                Suggestions.from(
                        TestWindows.of("passed users/exporter -> users/mysql:3306"),
                        existing,
                        _ -> true);

        assertThat(suggestion.left())
                .singleElement()
                .satisfies(left -> assertThat(left.because()).contains("denied by users/shut"));
    }

    @Test
    void whatWasNotSeenToArriveIsLeftAndSaidToBe() {
        Suggestion suggestion =
                Suggestions.from(
                        TestWindows.of(
                                "unseen users/exporter -> users/mysql:3306",
                                "unseen drills/drill -> users/mysql:3306",
                                "stopped drills/drill -> users/mysql:3306"),
                        NOTHING,
                        _ -> true);

        assertThat(suggestion.policies()).isEmpty();
        assertThat(suggestion.left())
                .singleElement()
                .satisfies(left -> assertThat(left.because()).contains("not seen to arrive"));
    }
}
