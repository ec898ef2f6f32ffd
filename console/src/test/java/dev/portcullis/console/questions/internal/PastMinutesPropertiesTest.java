package dev.portcullis.console.questions.internal;

import static dev.portcullis.console.flows.TestFlows.INTRUDER;
import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static dev.portcullis.console.flows.TestFlows.ORDERS;
import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static dev.portcullis.console.questions.internal.TestQuestions.MYSQL_FROM;
import static dev.portcullis.console.questions.internal.TestQuestions.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.FlowMinute.EdgeCount;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.history.History.PastEdges;
import dev.portcullis.console.questions.ObservedWindow.LeftOut;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.preview.Preview;
import dev.portcullis.policy.verdict.PolicySet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of recorded minutes whatever was counted in them. */
class PastMinutesPropertiesTest {
    private static final Instant TO = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<Workload> RUNNING =
            Stream.of(MYSQL, USER_SERVICE, ORDERS, INTRUDER)
                    .map(PastMinutesPropertiesTest::workload)
                    .toList();
    private static final Endpoints ENDPOINTS = Endpoints.among(RUNNING);

    @Provide
    Arbitrary<List<EdgeCount>> edges() {
        return edges(
                        "users/mysql",
                        "users/user-service",
                        "shop/orders",
                        "drills/intruder",
                        "shop/gone",
                        "a/b/c",
                        "",
                        "reserved:world",
                        "reserved:host",
                        "reserved:others",
                        "reserved:")
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<EdgeCount>> ofRunningWorkloads() {
        return edges(
                        "users/mysql",
                        "users/user-service",
                        "shop/orders",
                        "drills/intruder",
                        "reserved:world",
                        "reserved:host")
                .filter(
                        edge ->
                                edge.port() >= 0
                                        && edge.port() < 70_000
                                        && edge.protocol().equals("TCP"))
                .list()
                .uniqueElements(edge -> edge.source() + edge.destination() + edge.port())
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<PolicySet> policies() {
        return Arbitraries.of("user-service", "orders", "intruder", "")
                .map(
                        app ->
                                app.isEmpty()
                                        ? PolicySet.compile(List.of())
                                        : set(MYSQL_FROM.formatted(app)));
    }

    private static Arbitrary<EdgeCount> edges(String... nodes) {
        var counts = Arbitraries.longs().between(0, 40);
        return Combinators.combine(
                        Arbitraries.of(nodes),
                        Arbitraries.of(nodes),
                        Arbitraries.of(-2, -1, 0, 3306, 8080, 70_000),
                        Arbitraries.of("TCP", "TCP", "UDP", "ICMPV4", "UNKNOWN", ""),
                        counts,
                        counts,
                        counts,
                        counts)
                .as(
                        (source,
                                destination,
                                port,
                                protocol,
                                forwarded,
                                dropped,
                                requests,
                                other) ->
                                new EdgeCount(
                                        source,
                                        destination,
                                        port,
                                        "",
                                        protocol,
                                        forwarded,
                                        dropped,
                                        0,
                                        requests,
                                        other,
                                        0,
                                        "",
                                        "",
                                        List.of()));
    }

    @Property(tries = 1_000)
    void everyEventIsReplayedOrSaidToBeLeftOut(@ForAll("edges") List<EdgeCount> edges) {
        var window = PastMinutes.of(past(edges), ENDPOINTS);

        long counted = edges.stream().mapToLong(EdgeCount::total).sum();
        long left = window.observed().left().stream().mapToLong(LeftOut::events).sum();
        long replayed = window.folded().folded().stream().mapToLong(FoldedFlow::count).sum();
        assertThat(window.observed().flows()).isEqualTo(counted);
        assertThat(replayed + left).isEqualTo(counted);
        assertThat(window.folded().flows()).isEqualTo(replayed);
    }

    @Property(tries = 1_000)
    void minutesSayOfAnEdgeWhatItsFlowsSayOneByOne(
            @ForAll("ofRunningWorkloads") List<EdgeCount> edges,
            @ForAll("policies") PolicySet before,
            @ForAll("policies") PolicySet after) {
        var flows = new ArrayList<ObservedFlow>();
        for (var edge : edges) {
            for (long i = 0; i < edge.total(); i++) {
                flows.add(
                        new ObservedFlow(
                                Connection.tcp(
                                        peer(edge.source()), peer(edge.destination()), edge.port()),
                                Recorded.ALLOWED,
                                TO,
                                ""));
            }
        }
        var oneByOne = Preview.between(before, after, FlowWindow.fold(flows, 0));

        var counted =
                Preview.between(before, after, PastMinutes.of(past(edges), ENDPOINTS).folded());

        assertThat(events(counted.newlyDenied())).isEqualTo(events(oneByOne.newlyDenied()));
        assertThat(events(counted.newlyAllowed())).isEqualTo(events(oneByOne.newlyAllowed()));
        assertThat(events(counted.undecided())).isEqualTo(events(oneByOne.undecided()));
        assertThat(counted.unchanged()).isEqualTo(oneByOne.unchanged());
    }

    private static Map<Connection, Long> events(List<Preview.Changed> changes) {
        return changes.stream()
                .filter(change -> change.flow().count() > 0)
                .collect(
                        Collectors.toMap(
                                change -> change.flow().connection(),
                                change -> change.flow().count()));
    }

    private static PastEdges past(List<EdgeCount> edges) {
        return new PastEdges(TO.minusSeconds(3_600), TO, 0, 0, edges);
    }

    private static Peer peer(String node) {
        return switch (node) {
            case "reserved:world" -> Peer.Entity.of(EntityKind.WORLD);
            case "reserved:host" -> Peer.Entity.of(EntityKind.HOST);
            default ->
                    RUNNING.stream()
                            .filter(workload -> workload.id().equals(node))
                            .findFirst()
                            .orElseThrow()
                            .endpoints()
                            .getFirst();
        };
    }

    private static Workload workload(FlowPeer peer) {
        var name = peer.label("app").orElseThrow();
        return new Workload(
                peer.namespace(),
                name,
                "Deployment",
                1,
                false,
                List.of(Peer.Pod.of(peer.namespace(), peer.pod(), peer.labels())),
                Set.of());
    }
}
