package dev.portcullis.console.flows.internal;

import static dev.portcullis.console.flows.TestFlows.CONSOLE;
import static dev.portcullis.console.flows.TestFlows.INTERNET;
import static dev.portcullis.console.flows.TestFlows.INTRUDER;
import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static dev.portcullis.console.flows.TestFlows.STOREFRONT;
import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static dev.portcullis.console.flows.TestFlows.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.LossPlace;
import dev.portcullis.hubble.StreamEvent;
import dev.portcullis.hubble.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlowStoreTest {
    private final TestStoreOf the = new TestStoreOf();

    @Test
    void aDeniedSynCountsOnceThoughItIsReportedTwice() {
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));

        var edge = the.onlyEdge();
        assertThat(edge.source()).isEqualTo("drills/intruder");
        assertThat(edge.destination()).isEqualTo("users/mysql");
        assertThat(edge.dropped()).isEqualTo(1);
        assertThat(edge.forwarded()).isZero();
        assertThat(edge.lastDropReason()).isEqualTo("Policy denied");
        assertThat(edge.lastDenied()).isEqualTo(the.now());
    }

    @Test
    void itCountsOnceAlsoWhenTheDropComesFirst() {
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL).reversed());

        assertThat(the.onlyEdge().dropped()).isEqualTo(1);
    }

    @Test
    void eachRetriedSynIsAnotherAttempt() {
        for (int retry = 0; retry < 3; retry++) {
            the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
            the.clock.pass(Duration.ofSeconds(1));
        }

        assertThat(the.onlyEdge().dropped()).isEqualTo(3);
    }

    @Test
    void aDropWithoutAVerdictCountsItself() {
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL).getLast());

        assertThat(the.onlyEdge().dropped()).isEqualTo(1);
    }

    @Test
    void anAllowedSynCountsOnceThoughBothSidesAndATraceReportIt() {
        the.take(TestFlows.allowedSyn(the.now(), USER_SERVICE, MYSQL));

        var edge = the.onlyEdge();
        assertThat(edge.forwarded()).isEqualTo(1);
        assertThat(edge.policies()).containsExactly("users/mysql-ingress");
    }

    @Test
    void whatOnlyTheSendersSideSawIsUndecided() {
        the.take(TestFlows.leftOnly(the.now(), STOREFRONT, MYSQL));

        var edge = the.onlyEdge();
        assertThat(edge.undecided()).isEqualTo(1);
        assertThat(edge.forwarded()).isZero();
    }

    @Test
    void anAnswerIsFoldedOntoWhatItAnswers() {
        the.take(TestFlows.packet(the.now(), USER_SERVICE, MYSQL));
        the.take(TestFlows.reply(the.now(), USER_SERVICE, MYSQL));

        var edge = the.onlyEdge();
        assertThat(edge.port()).isEqualTo(3306);
        assertThat(edge.forwarded()).isEqualTo(1);
    }

    @Test
    void requestsAreCountedWhereAProxyReadsThem() {
        the.take(TestFlows.request(the.now(), STOREFRONT, USER_SERVICE, Verdict.FORWARDED));
        the.take(TestFlows.request(the.now(), STOREFRONT, USER_SERVICE, Verdict.DROPPED));

        var edge = the.onlyEdge();
        assertThat(edge.requests()).isEqualTo(1);
        assertThat(edge.dropped()).isEqualTo(1);
        assertThat(edge.l7()).isEqualTo("HTTP");
    }

    @Test
    void addressesOutsideAreOneNode() {
        the.take(TestFlows.packet(the.now(), INTERNET, on(STOREFRONT, 80)));
        the.take(
                TestFlows.packet(the.now(), TestFlows.world("2001:db8::7", 9), on(STOREFRONT, 80)));

        assertThat(the.onlyEdge().source()).isEqualTo("reserved:world");
    }

    @Test
    void aPodWithoutAWorkloadIsFoundThroughItsOwner() {
        var nameless =
                new FlowPeer("", "shop", "owned-1", "", "", List.of(), 0, List.of(), "10.0.0.9", 1);
        the.take(TestFlows.packet(the.now(), nameless, on(STOREFRONT, 80)));

        assertThat(the.onlyEdge().source()).isEqualTo("shop/owner");
    }

    @Test
    void ratesFollowTheLastSecondsAndFade() {
        for (int second = 0; second < 5; second++) {
            for (int i = 0; i < 4; i++) {
                the.take(TestFlows.deniedSyn(the.now(), on(INTRUDER, 40_000 + i), MYSQL));
            }
            the.clock.pass(Duration.ofSeconds(1));
        }
        assertThat(the.onlyEdge().droppedRate()).isEqualTo(4.0);

        the.clock.pass(Duration.ofSeconds(6));
        assertThat(the.onlyEdge().droppedRate()).isZero();
        assertThat(the.onlyEdge().dropped()).isEqualTo(20);
    }

    @Test
    void deltasAreNumberedWithoutHolesAndHoldOnlyWhatChanged() {
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
        var first = the.store.drain().orElseThrow();
        the.take(TestFlows.packet(the.now(), USER_SERVICE, MYSQL));
        var second = the.store.drain().orElseThrow();

        assertThat(second.seq()).isEqualTo(first.seq() + 1);
        assertThat(first.edges()).extracting(MapEdge::source).containsExactly("drills/intruder");
        assertThat(second.edges())
                .extracting(MapEdge::source)
                .containsExactly("users/user-service");
        assertThat(second.nodes()).extracting(MapNode::id).containsExactly("users/user-service");
        assertThat(the.store.map().seq()).isEqualTo(second.seq());
    }

    @Test
    void nothingIsSentWhenNothingChanged() {
        the.store.drain();

        assertThat(the.store.drain()).isEmpty();
    }

    @Test
    void aDenialIsSentWithTheNextDeltaAndOrdinaryTrafficOnceASecond() {
        the.take(TestFlows.packet(the.now(), INTRUDER, MYSQL));
        the.store.drain();
        for (int i = 0; i < 3; i++) {
            the.clock.pass(Duration.ofMillis(250));
            the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
            assertThat(the.store.drain().orElseThrow().edges()).hasSize(1);
        }

        the.clock.pass(Duration.ofMillis(250));
        the.take(TestFlows.packet(the.now(), INTRUDER, MYSQL));
        assertThat(the.store.drain()).isEmpty();
        the.clock.pass(Duration.ofSeconds(1));
        assertThat(the.store.drain().orElseThrow().edges()).hasSize(1);
    }

    @Test
    void inAStormOfDenialsOnlySoManyEdgesHurryAndTheRestComesWithinItsSecond() {
        var edges = 1_000;
        the.take(denialsFrom(edges));
        the.store.drain();
        the.clock.pass(Duration.ofMillis(250));
        the.take(denialsFrom(edges));
        assertThat(the.store.drain().orElseThrow().edges()).hasSize(500);

        the.clock.pass(Duration.ofSeconds(1));
        assertThat(the.store.drain().orElseThrow().edges()).hasSize(edges);
    }

    @Test
    void quietEdgesAreForgottenAndSaidToBeGone() {
        the.take(TestFlows.packet(the.now(), USER_SERVICE, MYSQL));
        var id = the.onlyEdge().id();
        the.store.drain();
        the.clock.pass(Duration.ofMinutes(16));

        var removed = the.store.drain().orElseThrow().removed();
        assertThat(removed.edges()).containsExactly(id);
        assertThat(removed.nodes()).containsExactlyInAnyOrder("users/user-service", "users/mysql");
    }

    @Test
    void whatKubernetesListsIsOnTheMapWithoutTraffic() {
        the.list("users", "mysql", true);

        assertThat(the.store.map().nodes())
                .singleElement()
                .satisfies(
                        node -> {
                            assertThat(node.guarded()).isTrue();
                            assertThat(node.pods()).isEqualTo(1);
                            assertThat(node.isolatedIngress()).isNull();
                        });
        assertThat(the.store.map().posture().known()).isFalse();
    }

    @Test
    void trafficToAGuardedWorkloadIsKeptBySecond() {
        the.list("users", "mysql", true);
        the.store.drain();
        the.take(TestFlows.packet(the.now(), USER_SERVICE, MYSQL));
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
        the.clock.pass(Duration.ofSeconds(1));

        assertThat(the.store.trafficTo("users/mysql"))
                .singleElement()
                .satisfies(
                        second -> {
                            assertThat(second.allowed()).isEqualTo(1);
                            assertThat(second.denied()).isEqualTo(1);
                        });
    }

    @Test
    void ratesStandStillWhileTheStreamIsAway() {
        the.store.accept(List.of(new StreamEvent.Connected(the.now(), "relay:80", "1.19")));
        the.take(TestFlows.packet(the.now(), USER_SERVICE, MYSQL));
        the.store.drain();
        the.store.accept(
                List.of(new StreamEvent.Disconnected(the.now(), "gone", Duration.ofSeconds(1))));
        the.clock.pass(Duration.ofSeconds(9));

        assertThat(the.store.drain().orElseThrow().edges()).isEmpty();
    }

    @Test
    void lossesAndGapsAreAddedUpAndShown() {
        var now = the.now();
        the.store.accept(
                List.of(
                        new StreamEvent.Connected(now, "relay:80", "1.19"),
                        new StreamEvent.EventsLost(
                                LossPlace.RING, 30, "node-1", Optional.of(now), Optional.of(now)),
                        new StreamEvent.EventsLost(
                                LossPlace.RING, 12, "node-1", Optional.of(now), Optional.of(now)),
                        new StreamEvent.Gap(
                                "node-1", now, now.plusSeconds(3), OptionalLong.of(5))));

        var status = the.store.status();
        assertThat(status.connected()).isTrue();
        assertThat(status.lost()).isEqualTo(47);
        assertThat(status.missing()).hasSize(2);
        assertThat(status.missing().getFirst().events()).isEqualTo(42);
    }

    @Test
    void theNewestFlowsAreFoundAgain() {
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
        the.take(TestFlows.packet(the.now(), CONSOLE, on(USER_SERVICE, 8080)));

        var denied =
                the.store.recent(FlowQuery.newest(10, flow -> flow.verdict() == Verdict.DROPPED));
        assertThat(denied).hasSize(2);
        assertThat(the.store.recent(FlowQuery.newest(1, _ -> true)))
                .extracting(flow -> flow.source().workload())
                .containsExactly("console");
    }

    @Test
    void aFollowerGetsEachFlowAndAFailingOneHarmsNobody() {
        var seen = new ArrayList<Verdict>();
        the.store.listen(
                _ -> {
                    throw new IllegalStateException("on purpose");
                });
        try (var _ = the.store.listen(flow -> seen.add(flow.verdict()))) {
            the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
        }
        the.take(TestFlows.packet(the.now(), USER_SERVICE, MYSQL));

        assertThat(seen).containsExactly(Verdict.DROPPED, Verdict.DROPPED);
    }

    private List<Flow> denialsFrom(int sources) {
        return IntStream.range(0, sources)
                .mapToObj(i -> TestFlows.pod("storm", "source" + i, "Deployment", 40_000))
                .flatMap(source -> TestFlows.deniedSyn(the.now(), source, MYSQL).stream())
                .toList();
    }
}
