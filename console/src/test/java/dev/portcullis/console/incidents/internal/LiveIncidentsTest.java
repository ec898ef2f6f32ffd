package dev.portcullis.console.incidents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEntry;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.TestAuditLogs;
import dev.portcullis.console.drills.InMemoryDrills;
import dev.portcullis.console.drills.TestDrills;
import dev.portcullis.console.flows.FixedWorkloads;
import dev.portcullis.console.flows.HandFedFlows;
import dev.portcullis.console.flows.TestDenials;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.console.incidents.ChangeResult;
import dev.portcullis.console.incidents.DenialReason;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.incidents.IncidentQuery;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.quarantine.InMemoryQuarantines;
import dev.portcullis.hubble.Direction;
import dev.portcullis.hubble.DropReason;
import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.PolicyRef;
import dev.portcullis.hubble.TcpFlags;
import dev.portcullis.hubble.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LiveIncidentsTest {
    private static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));
    private static final FlowPeer CURIOUS = TestFlows.pod("shop", "curious", "Deployment", 41_000);

    private final TestClock clock = new TestClock();
    private final DataSource store = TestStores.fresh();
    private final AuditLog audit = TestAuditLogs.in(store, clock);
    private final HandFedFlows flows = new HandFedFlows();
    private final InMemoryDrills drills = new InMemoryDrills();
    private final FixedWorkloads workloads = new FixedWorkloads().withMysql();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemoryQuarantines quarantines = new InMemoryQuarantines();
    private final List<IncidentEvent> events = new CopyOnWriteArrayList<>();
    private LiveIncidents incidents = start();

    private LiveIncidents start() {
        var archive =
                new JdbcIncidentArchive(
                        JdbcClient.create(store),
                        new TransactionTemplate(new JdbcTransactionManager(store)));
        var started =
                new LiveIncidents(
                        new IncidentBook(archive.all(), archive.lastNumber()),
                        new AttemptReader(
                                TestDenials.counting(),
                                TestDenials.names(workloads),
                                workloads,
                                new Exercises(drills, workloads)),
                        archive,
                        audit,
                        flows,
                        clock,
                        new AttemptCounts(meters),
                        quarantines);
        started.onEvent(events::add);
        return started;
    }

    @AfterEach
    void stop() {
        incidents.close();
    }

    @Test
    void theTwoEventsOfOneDeniedSynAreOneAttempt() {
        flows.feed(TestFlows.deniedSyn(clock.instant(), CURIOUS, TestFlows.MYSQL));
        flows.feed(TestFlows.deniedSyn(clock.instant(), CURIOUS, TestFlows.MYSQL));

        awaitAttempts(2);
        var incident = only();
        assertThat(incident.source()).isEqualTo("shop/curious");
        assertThat(incident.target()).isEqualTo("users/mysql");
        assertThat(incident.guarded()).isTrue();
        assertThat(incident.reason()).isEqualTo(DenialReason.NO_RULE_AT_TARGET);
        assertThat(incident.isExercise()).isFalse();
        assertThat(meters.get("portcullis.attempts").counter().count()).isEqualTo(2);
    }

    @Test
    void whatIsAllowedAndWhatTheNetworkLostIsNoIncident() {
        flows.feed(TestFlows.allowedSyn(clock.instant(), TestFlows.USER_SERVICE, TestFlows.MYSQL));
        flows.feed(
                List.of(
                        TestFlows.flow(clock.instant(), CURIOUS, TestFlows.MYSQL)
                                .verdict(Verdict.DROPPED)
                                .event(EventType.DROP, 136)
                                .drop(DropReason.of(136))
                                .syn()
                                .build()));
        flows.feed(TestFlows.deniedSyn(clock.instant(), CURIOUS, TestFlows.MYSQL));

        awaitAttempts(1);
        assertThat(incidents.list(IncidentQuery.ALL)).hasSize(1);
    }

    @Test
    void anAnswerThatIsDeniedIsNotTheServersAttempt() {
        flows.feed(
                List.of(
                        TestFlows.flow(clock.instant(), TestFlows.MYSQL, CURIOUS)
                                .verdict(Verdict.DROPPED)
                                .event(EventType.DROP, 133)
                                .drop(DropReason.POLICY_DENIED)
                                .flags(TcpFlags.ACK)
                                .build()));
        flows.feed(TestFlows.deniedSyn(clock.instant(), CURIOUS, TestFlows.MYSQL));

        awaitAttempts(1);
        assertThat(only().source()).isEqualTo("shop/curious");
    }

    @Test
    void whatMayNotLeaveAndWhatHttpRulesForbidAreIncidentsOfTheirOwn() {
        flows.feed(
                List.of(
                        TestFlows.flow(clock.instant(), CURIOUS, TestFlows.INTERNET)
                                .verdict(Verdict.DROPPED)
                                .event(EventType.DROP, 133)
                                .drop(DropReason.POLICY_DENIED)
                                .direction(Direction.EGRESS)
                                .syn()
                                .build(),
                        TestFlows.request(
                                clock.instant(),
                                CURIOUS,
                                TestFlows.USER_SERVICE,
                                Verdict.DROPPED)));

        await().until(() -> incidents.list(IncidentQuery.ALL).size() == 2);
        assertThat(incidents.list(IncidentQuery.ALL))
                .extracting(Incident::target, Incident::reason)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "reserved:world", DenialReason.NO_RULE_AT_SOURCE),
                        org.assertj.core.groups.Tuple.tuple(
                                "users/user-service", DenialReason.HTTP_FORBIDDEN));
    }

    @Test
    void whatAQuarantineDeniedIsTheAnswerToAnIncidentAndNoNewOne() {
        quarantines.denies = flow -> flow.direction() == Direction.EGRESS;
        flows.feed(
                TestFlows.deniedAtSource(
                        clock.instant(),
                        CURIOUS,
                        TestFlows.MYSQL,
                        new PolicyRef(
                                "CiliumNetworkPolicy", "shop", "portcullis-quarantine-1", 1)));
        flows.feed(denied(CURIOUS));

        awaitAttempts(1);
        assertThat(only().reason()).isEqualTo(DenialReason.NO_RULE_AT_TARGET);
    }

    @Test
    void anExerciseIsToldByItsOwnJob() {
        drills.known.add(TestDrills.running());
        flows.feed(denied(drillPod("Job", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "drills")));

        awaitAttempts(1);
        assertThat(only().drill()).contains(TestDrills.ID);
        assertThat(incidents.needingAttention()).isZero();
    }

    @Test
    void anIntruderWhoWearsADrillsLabelIsNoExercise() {
        drills.known.add(TestDrills.running());
        var disguises =
                List.of(
                        // The label alone, a Deployment of the right name, another namespace, no
                        // Job behind it
                        drillPod("Deployment", "curious", "curious-5f7-x2x7z", "drills"),
                        drillPod("Deployment", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "drills"),
                        drillPod("Job", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "shop"),
                        drillPod("", "", "drill-k7m2x9qa-x7z2p", "drills"));

        disguises.forEach(pod -> flows.feed(denied(pod)));

        awaitAttempts(disguises.size());
        assertThat(incidents.list(IncidentQuery.ALL)).noneMatch(Incident::isExercise);
        assertThat(incidents.needingAttention()).isPositive();
    }

    @Test
    void aDrillsPodThatGoesAfterSomethingElseIsAnIntruder() {
        drills.known.add(TestDrills.running());
        flows.feed(
                TestFlows.deniedSyn(
                        clock.instant(),
                        drillPod("Job", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "drills"),
                        TestFlows.COREDNS));

        awaitAttempts(1);
        assertThat(only().isExercise()).isFalse();
    }

    @Test
    void longAfterTheDrillItsLabelMeansNothing() {
        drills.known.add(TestDrills.blocked());
        var pod = drillPod("Job", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "drills");
        flows.feed(TestFlows.deniedSyn(TestDrills.START.plusSeconds(3_600), pod, TestFlows.MYSQL));

        awaitAttempts(1);
        assertThat(only().isExercise()).isFalse();
    }

    @Test
    void aPacketThatIsSentAgainRightAfterTheDrillIsStillTheExercise() {
        drills.known.add(TestDrills.blocked());
        var pod = drillPod("Job", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "drills");
        flows.feed(TestFlows.deniedSyn(TestDrills.START.plusSeconds(72), pod, TestFlows.MYSQL));

        awaitAttempts(1);
        assertThat(only().drill()).contains(TestDrills.ID);
        assertThat(incidents.needingAttention()).isZero();
    }

    @Test
    void aDrillsPodWhoseJobTheFlowDoesNotNameIsKnownByItsOwnerInTheCluster() {
        drills.known.add(TestDrills.running());
        workloads.owning("drills", "drill-k7m2x9qa-x7z2p", "drill-k7m2x9qa");
        flows.feed(denied(drillPod("", "", "drill-k7m2x9qa-x7z2p", "drills")));

        awaitAttempts(1);
        assertThat(only().drill()).contains(TestDrills.ID);
    }

    @Test
    void aDrillsLabelAndNameAreWorthNothingWhenNoSuchDrillRuns() {
        // All is as it would be, but for the drill: this console has none, then another one
        var forged = drillPod("Job", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "drills");
        flows.feed(denied(forged));
        awaitAttempts(1);
        assertThat(only().isExercise()).isFalse();

        drills.known.add(TestDrills.running());
        flows.feed(denied(forger("zzzzzzzz")));
        flows.feed(denied(forger("K7M2X9QA")));
        flows.feed(denied(forger("k7m2x9qa\n")));
        flows.feed(denied(forger("")));

        awaitAttempts(5);
        assertThat(incidents.list(IncidentQuery.ALL)).noneMatch(Incident::isExercise);
        assertThat(incidents.needingAttention()).isPositive();
    }

    @Test
    void longBeforeTheDrillItsLabelMeansNothing() {
        drills.known.add(TestDrills.running());
        var pod = drillPod("Job", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "drills");
        flows.feed(TestFlows.deniedSyn(TestDrills.START.minusSeconds(60), pod, TestFlows.MYSQL));

        awaitAttempts(1);
        assertThat(only().isExercise()).isFalse();
    }

    @Test
    void anIntruderBesideADrillIsNotLostInIt() {
        drills.known.add(TestDrills.running());
        var pod = drillPod("Job", "drill-k7m2x9qa", "drill-k7m2x9qa-x7z2p", "drills");
        for (var attempt = 0; attempt < 10; attempt++) {
            flows.feed(denied(TestFlows.on(pod, 41_000 + attempt)));
        }
        flows.feed(denied(CURIOUS));
        flows.feed(denied(forger("zzzzzzzz")));

        awaitAttempts(12);
        assertThat(incidents.list(IncidentQuery.ALL))
                .filteredOn(Incident::isExercise)
                .extracting(Incident::attempts)
                .containsExactly(10L);
        assertThat(incidents.needingAttention()).isEqualTo(2);
    }

    @Test
    void thousandsOfForgedDrillsAreOneFloodInWhichARealIntruderIsStillSeen() {
        workloads.owning("shop", CURIOUS.pod(), "curious");
        for (var number = 0; number < 3_000; number++) {
            flows.feed(denied(forger("a%07d".formatted(number))));
        }
        flows.feed(denied(CURIOUS));

        awaitAttempts(3_001);
        assertThat(incidents.unexamined()).isZero();
        assertThat(incidents.list(IncidentQuery.ALL))
                .hasSizeLessThanOrEqualTo(IncidentBook.MOST_PER_NAMESPACE + 2)
                .noneMatch(Incident::isExercise)
                .extracting(Incident::source)
                .contains("shop/curious");
    }

    @Test
    void anIncidentOutlivesTheConsoleWithWhatWasSaid() {
        flows.feed(denied(CURIOUS));
        awaitAttempts(1);
        var id = only().id();
        assertThat(change(IncidentChange.Kind.ACKNOWLEDGE, "I look at it"))
                .isInstanceOf(ChangeResult.Changed.class);

        incidents.close();
        incidents = start();

        var kept = incidents.find(id).orElseThrow();
        assertThat(kept.state()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(kept.owner()).isEqualTo("operator");
        assertThat(kept.notes().getLast().text()).isEqualTo("I look at it");
        assertThat(kept.evidence()).hasSize(1);
        flows.feed(denied(CURIOUS));
        awaitAttempts(2);
        assertThat(only().id()).isEqualTo(id);
    }

    @Test
    void everyChangeIsInTheAuditLogBeforeAndAfter() {
        flows.feed(denied(CURIOUS));
        awaitAttempts(1);

        change(IncidentChange.Kind.CLOSE, "It was my own script");

        assertThat(audit.newest(AuditQuery.ALL, 0, 10))
                .extracting(AuditEntry::action, AuditEntry::object, AuditEntry::reason)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "incident.close", "Incident #1", "It was my own script"));
        assertThat(events)
                .extracting(Object::getClass)
                .containsExactly((Class) IncidentEvent.Opened.class, IncidentEvent.Closed.class);
    }

    @Test
    void whoMayOnlyLookChangesNothing() {
        flows.feed(denied(CURIOUS));
        awaitAttempts(1);
        var viewer = new User("viewer", "127.0.0.1", Set.of(Role.VIEWER));

        var result =
                incidents.change(
                        new IncidentChange(only().id(), IncidentChange.Kind.CLOSE, "", viewer));

        assertThat(result).isInstanceOf(ChangeResult.Refused.class);
        assertThat(only().state()).isEqualTo(IncidentState.OPEN);
        assertThat(audit.count(AuditQuery.ALL)).isZero();
    }

    @Test
    void aStreamThatIsAwayIsSaid() {
        assertThat(incidents.problem()).isEmpty();

        flows.connected = false;

        assertThat(incidents.problem().orElseThrow()).contains("refused the connection");
    }

    private ChangeResult change(IncidentChange.Kind kind, String text) {
        return incidents.change(new IncidentChange(only().id(), kind, text, OPERATOR));
    }

    private Incident only() {
        var all = incidents.list(IncidentQuery.ALL);
        assertThat(all).hasSize(1);
        return incidents.find(all.getFirst().id()).orElseThrow();
    }

    private void awaitAttempts(long wanted) {
        await().until(
                        () ->
                                incidents.list(IncidentQuery.ALL).stream()
                                                .mapToLong(Incident::attempts)
                                                .sum()
                                        == wanted);
    }

    private List<Flow> denied(FlowPeer from) {
        return new ArrayList<>(
                TestFlows.deniedSyn(Instant.parse("2026-11-22T12:00:05Z"), from, TestFlows.MYSQL));
    }

    /** A pod that looks like one of that drill's, in all that its owner may choose. */
    private static FlowPeer forger(String drill) {
        return new FlowPeer(
                "default",
                "drills",
                "drill-" + drill + "-x7z2p",
                "drill-" + drill,
                "Job",
                List.of("k8s:app=intruder", "k8s:portcullis.dev/drill=" + drill),
                30_000,
                List.of(),
                "10.244.2." + Math.abs(drill.hashCode() % 250),
                30_000 + Math.abs(drill.hashCode() % 2_000));
    }

    private static FlowPeer drillPod(String kind, String workload, String pod, String namespace) {
        return new FlowPeer(
                "default",
                namespace,
                pod,
                workload,
                kind,
                Stream.of(
                                "k8s:app=intruder",
                                "k8s:portcullis.dev/drill=k7m2x9qa",
                                "k8s:io.kubernetes.pod.namespace=" + namespace)
                        .toList(),
                21_000 + Math.abs((kind + pod + namespace).hashCode() % 1_000),
                List.of(),
                "10.244.1." + Math.abs((kind + pod + namespace).hashCode() % 250),
                41_872);
    }
}
