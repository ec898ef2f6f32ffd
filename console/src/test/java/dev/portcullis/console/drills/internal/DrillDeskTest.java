package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.drills.CleanUpResult;
import dev.portcullis.console.drills.ClientOutcome;
import dev.portcullis.console.drills.Control;
import dev.portcullis.console.drills.Detections;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.DrillState;
import dev.portcullis.console.drills.DrillVerdict;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.drills.LaunchResult;
import dev.portcullis.console.drills.LedgerHash;
import dev.portcullis.console.drills.TestDrillFlows;
import dev.portcullis.hubble.Flow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DrillDeskTest {
    private static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));
    private static final User VIEWER = new User("viewer", "127.0.0.1", Set.of(Role.VIEWER));
    private static final DrillRequest TWICE =
            new DrillRequest(DrillPlan.MYSQL_LOGIN, 2, Duration.ZERO);

    private static final int PER_HOUR = 10;

    private final Map<DrillId, Detections.Detection> detections = new ConcurrentHashMap<>();
    private final InMemoryAttackJobs jobs = new InMemoryAttackJobs();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final TestTap flows = new TestTap();
    private final TestControl control = new TestControl();
    private final TestPolicies policies = new TestPolicies();
    private final DataSource store = TestStores.fresh();
    private final GuardedArchive archive =
            new GuardedArchive(
                    new JdbcDrillArchive(
                            JdbcClient.create(store),
                            new TransactionTemplate(new JdbcTransactionManager(store))));
    private final DrillDesk drills = desk("portcullis/traffic:0.1.0");

    private DrillDesk desk(String image) {
        return desk(image, archive);
    }

    /** The desk of a console that starts after this one was killed, which from now on writes nothing. */
    private DrillDesk deskAfterAKill() {
        archive.ask(
                _ -> {
                    throw new DataAccessResourceFailureException("this console is dead");
                });
        return desk("portcullis/traffic:0.1.0", archive.records());
    }

    private DrillDesk desk(String image, DrillArchive archive) {
        return new DrillDesk(
                settings(image),
                new DrillRun.Surroundings(
                        jobs,
                        flows,
                        control,
                        policies,
                        () -> "kind: CiliumNetworkPolicy\n",
                        id -> Optional.ofNullable(detections.get(id)),
                        Clock.systemUTC(),
                        new Pace(
                                Duration.ofMillis(10),
                                Duration.ofMillis(1_500),
                                Duration.ofMillis(300)),
                        _ -> {},
                        () -> {}),
                audit,
                archive,
                new java.util.Random(5));
    }

    private static DrillSettings settings(String image) {
        return new DrillSettings(
                image,
                "drills",
                "drill-account",
                "users",
                "mysql",
                3306,
                "user-service",
                8080,
                "shop",
                "storefront",
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                PER_HOUR);
    }

    @AfterEach
    void close() {
        drills.close();
    }

    @Test
    void whatIsDeniedAndReportedEndsBlockedAndLeavesNothing() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        awaitState(id, DrillState.RUNNING);
        deniedAttempt(id, 1);
        deniedAttempt(id, 2);
        finish(id);

        var drill = awaitState(id, DrillState.CLEANED);

        assertThat(drill.verdict()).contains(DrillVerdict.BLOCKED);
        assertThat(drill.attempts()).hasSize(2);
        assertThat(drill.denied()).isEqualTo(2);
        assertThat(drill.firstDropMs()).isNotEmpty();
        assertThat(drill.leftOver()).isEmpty();
        assertThat(jobs.leftOver()).isEmpty();
    }

    @Test
    void whatGotThroughEndsExposed() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        deniedAttempt(id, 1);
        jobs.says(id, line(id, 2, ClientOutcome.CONNECTED, "ALIVE"));
        finish(id);

        assertThat(awaitState(id, DrillState.CLEANED).verdict()).contains(DrillVerdict.EXPOSED);
    }

    @Test
    void failedAttemptsThatTheNetworkIsSilentAboutEndInconclusive() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        jobs.says(id, line(id, 1, ClientOutcome.TIMEOUT, "NONE"));
        deniedAttempt(id, 2);
        finish(id);

        var drill = awaitState(id, DrillState.CLEANED);

        assertThat(drill.verdict()).contains(DrillVerdict.INCONCLUSIVE);
    }

    @Test
    void flowsThatComeAfterTheLastLineStillCount() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        jobs.says(id, line(id, 1, ClientOutcome.TIMEOUT, "NONE"));
        jobs.says(id, line(id, 2, ClientOutcome.TIMEOUT, "NONE"));
        finish(id);
        flows.see(TestDrillFlows.denied(id, lineTime(1), 40_001));
        flows.see(TestDrillFlows.denied(id, lineTime(2), 40_002));

        assertThat(awaitState(id, DrillState.CLEANED).verdict()).contains(DrillVerdict.BLOCKED);
    }

    @Test
    void theLegitimateTrafficIsMeasuredBesideIt() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        awaitState(id, DrillState.RUNNING);
        control.report(new Control.Sample(lineTime(1), 99, 1, 4.2));
        deniedAttempt(id, 1);
        deniedAttempt(id, 2);
        finish(id);

        var measured = awaitState(id, DrillState.CLEANED).control();

        assertThat(measured.successRate()).hasValue(0.99);
        assertThat(measured.worstP99Ms()).hasValue(4.2);
    }

    @Test
    void itIsInTheAuditLogBeforeItIsInTheClusterAndItsLedgerAfter() {
        var id = launched(OPERATOR);
        assertThat(audit.actions()).containsExactly("drill.start");
        jobs.runs(id);
        deniedAttempt(id, 1);
        deniedAttempt(id, 2);
        finish(id);

        var drill = awaitState(id, DrillState.CLEANED);

        await().untilAsserted(() -> assertThat(audit.details()).hasSize(1));
        assertThat(audit.details().getFirst())
                .startsWith("BLOCKED:")
                .contains(LedgerHash.of(drill));
    }

    @Test
    void whatCannotBeWrittenDownIsNotLaunched() {
        audit.fail();

        assertThat(drills.launch(TWICE, OPERATOR)).isInstanceOf(LaunchResult.Refused.class);
        assertThat(jobs.leftOver()).isEmpty();
    }

    @Test
    void whoMayOnlyLookLaunchesNothing() {
        assertThat(drills.launch(TWICE, VIEWER)).isInstanceOf(LaunchResult.Refused.class);
        assertThat(drills.cleanUpAll(VIEWER)).isInstanceOf(CleanUpResult.Refused.class);
        assertThat(audit.actions()).isEmpty();
    }

    @Test
    void aTargetThatIsNotMarkedAsOneIsNotAttacked() {
        policies.refusal = "users/mysql is no drill target";

        assertThat(drills.launch(TWICE, OPERATOR))
                .isEqualTo(new LaunchResult.Refused("users/mysql is no drill target"));
    }

    @Test
    void withoutAnImageDrillsAreOff() {
        var off = desk("");

        assertThat(off.unavailable().orElseThrow()).contains("PORTCULLIS_DRILL_IMAGE");
        assertThat(off.launch(TWICE, OPERATOR)).isInstanceOf(LaunchResult.Refused.class);
    }

    @Test
    void oneAtATimeForEachAndThreeInAll() {
        launched(OPERATOR);

        assertThat(drills.launch(TWICE, OPERATOR)).isInstanceOf(LaunchResult.Busy.class);
        launched(user("second"));
        launched(user("third"));
        assertThat(drills.launch(TWICE, user("fourth"))).isInstanceOf(LaunchResult.Busy.class);
    }

    @Test
    void oneThatIsCleanedUpAndNotYetWrittenDownIsInNobodysWay() throws Exception {
        var written = new CountDownLatch(1);
        archive.ask(
                drill -> {
                    if (drill.state() == DrillState.CLEANED) {
                        awaitQuietly(written);
                    }
                });
        for (var name : List.of("operator", "second", "third")) {
            var id = launched(user(name));
            drills.cleanUp(id, OPERATOR);
            awaitState(id, DrillState.CLEANED);
        }

        launched(OPERATOR);
        launched(user("fourth"));

        written.countDown();
    }

    @Test
    void aHundredClicksAtOnceLaunchOneDrill() throws Exception {
        var results = new CopyOnWriteArrayList<LaunchResult>();
        var clicks = new java.util.ArrayList<Thread>();
        for (var click = 0; click < 100; click++) {
            clicks.add(
                    Thread.startVirtualThread(() -> results.add(drills.launch(TWICE, OPERATOR))));
        }
        for (var click : clicks) {
            click.join();
        }

        assertThat(results).hasSize(100);
        assertThat(results).filteredOn(LaunchResult.Launched.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(LaunchResult.Busy.class::isInstance).hasSize(99);
        await().untilAsserted(() -> assertThat(jobs.leftOver()).hasSize(1));
        assertThat(audit.actions()).containsExactly("drill.start");
    }

    @Test
    void theEleventhInAnHourWaitsAlsoAfterARestart() {
        for (var launch = 0; launch < PER_HOUR; launch++) {
            var id = launched(user("user" + launch));
            drills.cleanUp(id, OPERATOR);
            awaitState(id, DrillState.CLEANED);
            await().until(() -> drills.newest().stream().allMatch(d -> d.state().isOver()));
        }

        assertThat(drills.launch(TWICE, OPERATOR))
                .isInstanceOfSatisfying(
                        LaunchResult.Busy.class,
                        busy -> assertThat(busy.why()).contains("10 drills").contains("min"));
        assertThat(desk("portcullis/traffic:0.1.0").launch(TWICE, OPERATOR))
                .isInstanceOf(LaunchResult.Busy.class);
    }

    @Test
    void theIncidentItLedToIsItsDetection() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        deniedAttempt(id, 1);
        detections.put(id, new Detections.Detection("7", lineTime(1).plusMillis(640)));
        deniedAttempt(id, 2);
        finish(id);

        var drill = awaitState(id, DrillState.CLEANED);

        assertThat(drill.detection()).map(Detections.Detection::incident).contains("7");
        assertThat(drill.incidentMs()).hasValue(640);
    }

    @Test
    void itsFlowsAndThePoliciesAreKeptWithIt() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        awaitState(id, DrillState.RUNNING);
        deniedAttempt(id, 1);
        deniedAttempt(id, 2);
        finish(id);
        awaitState(id, DrillState.CLEANED);

        await().until(() -> archive.find(id).orElseThrow().state() == DrillState.CLEANED);
        var evidence = archive.evidence(id).orElseThrow();
        assertThat(evidence.flows()).hasSize(4).allMatch(line -> line.contains("\"flow\""));
        assertThat(evidence.policiesBefore()).contains("CiliumNetworkPolicy");
        assertThat(evidence.policiesAfter()).contains("CiliumNetworkPolicy");
    }

    @Test
    void whatItKnewIsKeptWhileItRunsForAConsoleThatStartsAfterACrash() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        deniedAttempt(id, 1);

        await().until(() -> archive.find(id).orElseThrow().attempts().size() == 1);
        var next = deskAfterAKill();
        assertThat(next.reap()).isTrue();

        var drill = next.find(id).orElseThrow();
        assertThat(drill.verdict()).contains(DrillVerdict.INCONCLUSIVE);
        assertThat(drill.why()).startsWith("Interrupted");
        assertThat(drill.attempts()).hasSize(1);
        assertThat(next.evidence(id).orElseThrow().flows()).hasSize(2);
    }

    @Test
    void aJobThatTheClusterRefusesEndsInconclusiveWithItsReason() {
        jobs.refuse("The cluster refused the attacker's Job (403): quota");

        var id = launched(OPERATOR);

        var drill = awaitState(id, DrillState.CLEANED);
        assertThat(drill.verdict()).contains(DrillVerdict.INCONCLUSIVE);
        assertThat(drill.why()).contains("quota");
    }

    @Test
    void anAttackerThatDiesEarlyEndsInconclusive() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        deniedAttempt(id, 1);
        jobs.ends(id, "exit code 137 OOMKilled");

        var drill = awaitState(id, DrillState.CLEANED);

        assertThat(drill.verdict()).contains(DrillVerdict.INCONCLUSIVE);
        assertThat(drill.why()).contains("OOMKilled");
    }

    @Test
    void stoppingEndsTheAttackAndCleansUp() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        awaitState(id, DrillState.RUNNING);

        assertThat(drills.cleanUp(id, OPERATOR)).isEqualTo(new CleanUpResult.Asked(1));

        var drill = awaitState(id, DrillState.CLEANED);
        assertThat(drill.why()).contains("stopped by operator");
        assertThat(jobs.leftOver()).isEmpty();
        assertThat(audit.actions()).containsExactly("drill.start", "drill.stop");
    }

    @Test
    void stoppingAllRemovesAlsoWhatNobodyKnows() {
        launched(OPERATOR);
        jobs.leave(new DrillId("stranger"));

        assertThat(drills.cleanUpAll(OPERATOR)).isEqualTo(new CleanUpResult.Asked(2));

        await().untilAsserted(() -> assertThat(jobs.leftOver()).isEmpty());
    }

    @Test
    void aClusterThatFallsSilentIsToldAsLeftOverAndCleanedUpLater() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        awaitState(id, DrillState.RUNNING);
        jobs.silent(true);
        drills.cleanUp(id, OPERATOR);

        await().until(() -> !find(id).leftOver().isEmpty());
        await().until(() -> audit.details().size() >= 2);
        jobs.silent(false);

        await().untilAsserted(
                        () -> {
                            assertThat(drills.reap()).isTrue();
                            assertThat(jobs.leftOver()).isEmpty();
                            assertThat(find(id).state()).isEqualTo(DrillState.CLEANED);
                        });
    }

    @Test
    void aDrillThatTheConsoleDidNotSurviveIsRemovedByTheNextOne() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        var next = deskAfterAKill();

        assertThat(next.reap()).isTrue();

        assertThat(jobs.leftOver()).doesNotContain(id);
        var drill = next.find(id).orElseThrow();
        assertThat(drill.state()).isEqualTo(DrillState.CLEANED);
        assertThat(drill.verdict()).contains(DrillVerdict.INCONCLUSIVE);
    }

    @Test
    void whoFollowsIsToldOfEveryStage() {
        var told = new AtomicInteger();
        try (var _ = drills.onChange(told::incrementAndGet)) {
            var id = launched(OPERATOR);
            jobs.runs(id);
            deniedAttempt(id, 1);
            deniedAttempt(id, 2);
            finish(id);
            awaitState(id, DrillState.CLEANED);
        }

        assertThat(told.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whatThePoliciesSaidIsNotedWhenItChanges() {
        var id = launched(OPERATOR);
        jobs.runs(id);
        await().until(() -> !find(id).policies().isEmpty());
        policies.outcome = "allowed";

        await().until(() -> find(id).policies().size() == 2);

        assertThat(find(id).policies())
                .extracting(span -> span.outcome())
                .containsExactly("denied", "allowed");
    }

    private final java.time.Instant base =
            java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);

    private java.time.Instant lineTime(int number) {
        return base.plusMillis(500L * number);
    }

    private void deniedAttempt(DrillId id, int number) {
        flows.see(TestDrillFlows.denied(id, lineTime(number).plusMillis(10), 40_000 + number));
        jobs.says(id, line(id, number, ClientOutcome.TIMEOUT, "NONE"));
    }

    private void finish(DrillId id) {
        jobs.says(id, "{\"drill\":\"%s\",\"summary\":{}}".formatted(id));
        jobs.ends(id, "exit code 0 Completed");
    }

    private String line(DrillId id, int number, ClientOutcome outcome, String held) {
        return """
        {"drill":"%s","attempt":%d,"at":"%s","outcome":"%s","sqlState":"08S01","vendorCode":0,\
        "rootCause":"x","elapsedMs":12,"held":"%s"}"""
                .formatted(id, number, lineTime(number), outcome, held);
    }

    private DrillId launched(User user) {
        var result = drills.launch(TWICE, user);
        assertThat(result).isInstanceOf(LaunchResult.Launched.class);
        var id = ((LaunchResult.Launched) result).drill().id();
        await().until(() -> jobs.leftOver().contains(id) || find(id).state().isOver());
        return id;
    }

    private Drill awaitState(DrillId id, DrillState state) {
        return await().until(() -> find(id), drill -> drill.state() == state);
    }

    private Drill find(DrillId id) {
        return drills.find(id).orElseThrow();
    }

    private static User user(String name) {
        return new User(name, "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class TestTap implements FlowTap {
        private final List<Consumer<Flow>> listeners = new CopyOnWriteArrayList<>();

        void see(List<Flow> seen) {
            seen.forEach(flow -> listeners.forEach(listener -> listener.accept(flow)));
        }

        @Override
        public Drills.Following listen(Consumer<Flow> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public String problem() {
            return "";
        }
    }

    private static final class TestControl implements ControlReports {
        private final List<Consumer<Control.Sample>> listeners = new CopyOnWriteArrayList<>();

        void report(Control.Sample sample) {
            listeners.forEach(listener -> listener.accept(sample));
        }

        @Override
        public String source() {
            return "shop/storefront";
        }

        @Override
        public Drills.Following follow(Consumer<Control.Sample> report, Consumer<String> problem) {
            listeners.add(report);
            return () -> listeners.remove(report);
        }
    }

    private static final class TestPolicies implements PolicyVoice {
        private volatile String outcome = "denied";
        private volatile String refusal = "";

        @Override
        public Said now(AttackRoute route) {
            return new Said(
                    outcome, "Default deny by users/mysql-ingress", List.of("users/mysql-ingress"));
        }

        @Override
        public String targetRefused(AttackRoute route) {
            return refusal;
        }
    }
}
