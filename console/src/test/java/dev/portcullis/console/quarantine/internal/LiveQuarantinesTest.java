package dev.portcullis.console.quarantine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.LabApi;
import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEntry;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.TestAuditLogs;
import dev.portcullis.console.flows.FixedWorkloads;
import dev.portcullis.console.flows.HandFedFlows;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.quarantine.PlanResult;
import dev.portcullis.console.quarantine.Quarantine;
import dev.portcullis.console.quarantine.QuarantinePlan;
import dev.portcullis.console.quarantine.QuarantineRequest;
import dev.portcullis.console.quarantine.QuarantineResult;
import dev.portcullis.console.quarantine.QuarantineResult.Why;
import dev.portcullis.console.quarantine.QuarantineSubject;
import dev.portcullis.console.quarantine.Quarantines;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.PolicyRef;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real Kubernetes API. */
class LiveQuarantinesTest {
    private static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));
    private static final Peer.Pod CURIOUS = pod("shop", "curious");
    private static final Peer.Pod STOREFRONT = pod("shop", "storefront");
    private static final Peer.Pod MYSQL = pod("users", "mysql");

    private static final FlowPeer INTRUDER = TestFlows.pod("shop", "curious", "Deployment", 41_000);
    private static final FlowPeer NAMESAKE =
            TestFlows.pod("users", "curious", "Deployment", 41_000);

    private final TestClock clock = new TestClock();
    private final AuditLog audit = TestAuditLogs.in(TestStores.fresh(), clock);
    private final HandFedFlows flows = new HandFedFlows();
    private final FixedWorkloads workloads =
            new FixedWorkloads()
                    .with(workload("shop", "curious", false, CURIOUS))
                    .with(workload("shop", "storefront", false, STOREFRONT))
                    .with(workload("users", "mysql", true, MYSQL));
    private LabApi api;
    private KubernetesClient client;
    private Fabric8QuarantineCluster cluster;
    private LiveQuarantines quarantines;

    @BeforeEach
    void start() throws Exception {
        api = LabApi.start();
        client = api.client();
        open();
    }

    private void open() {
        cluster = new Fabric8QuarantineCluster(client, () -> {});
        quarantines =
                new LiveQuarantines(
                        new QuarantinePlanner(
                                flows, workloads, Set.of("kube-system", "portcullis")),
                        cluster,
                        audit,
                        clock);
        await().until(() -> cluster.problem().isEmpty());
    }

    @AfterEach
    void stop() {
        cluster.close();
        client.close();
        api.close();
    }

    @Test
    void thePlanIsThePolicyItselfAndNamesWhomItHits() {
        var plan = planned("shop/curious");

        assertThat(plan.workloads()).containsExactly("shop/curious");
        assertThat(plan.guarded()).isEmpty();
        assertThat(plan.labels()).containsExactly(Map.entry("app", "curious"));
        assertThat(plan.yaml())
                .contains(
                        "kind: CiliumNetworkPolicy", "ingressDeny:", "egressDeny:", "app: curious");
        assertThat(plan.kubectl()).startsWith("kubectl apply -f -").contains(plan.yaml());
        assertThat(quarantines.active()).isEmpty();
    }

    @Test
    void nothingComesInAndNothingGoesOutWhateverElseAllowsIt() {
        var tree =
                switch (YamlReader.read(planned("shop/curious").yaml())) {
                    case YamlResult.Documents documents -> documents.trees().getFirst();
                    case YamlResult.Unreadable broken -> throw new AssertionError(broken.message());
                };
        var policies =
                switch (PolicyParser.parse(tree)) {
                    case ParseResult.Parsed parsed -> parsed.policies();
                    case ParseResult.Rejected rejected ->
                            throw new AssertionError(rejected.problems());
                };
        var set = PolicySet.compile(policies);

        for (var peer : List.of(STOREFRONT, MYSQL)) {
            assertThat(set.decide(Connection.tcp(CURIOUS, peer, 3306)).outcome())
                    .isEqualTo(Outcome.DENIED);
            assertThat(set.decide(Connection.tcp(peer, CURIOUS, 8080)).outcome())
                    .isEqualTo(Outcome.DENIED);
        }
        assertThat(set.decide(Connection.tcp(STOREFRONT, MYSQL, 3306)).outcome())
                .isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void aPodIsSelectedByItsOwnLabelsAsTheNewestFlowTellsThem() {
        flows.feed(TestFlows.deniedSyn(clock.instant(), TestFlows.INTRUDER, TestFlows.MYSQL));

        var plan =
                plan(
                        new QuarantineSubject(
                                "drills", "intruder", Optional.of(TestFlows.INTRUDER.pod())));

        assertThat(plan).isInstanceOf(PlanResult.Planned.class);
        assertThat(((PlanResult.Planned) plan).plan().labels())
                .containsExactly(Map.entry("app", "intruder"));
    }

    @Test
    void itIsInTheAuditLogBeforeItIsInTheCluster() {
        begin("shop/curious", "It scans", Duration.ofMinutes(15), false);

        assertThat(held().reason()).isEqualTo("It scans");
        assertThat(held().by()).isEqualTo("operator");
        assertThat(held().incident()).hasValue(31);
        assertThat(held().releaseAt()).contains(clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(audit.newest(AuditQuery.ALL, 0, 10).reversed())
                .extracting(AuditEntry::action, entry -> entry.outcome().word())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("quarantine.begin", "started"),
                        org.assertj.core.groups.Tuple.tuple("quarantine.begin", "done"));
    }

    @Test
    void whenItsTimeIsOverItIsReleased() {
        begin("shop/curious", "It scans", Duration.ofMinutes(1), false);
        clock.pass(Duration.ofSeconds(59));
        quarantines.releaseDue();
        assertThat(quarantines.active()).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        quarantines.releaseDue();

        await().until(() -> quarantines.active().isEmpty());
        assertThat(lastRelease().reason()).isEqualTo("Its time is over.");
        assertThat(lastRelease().actor()).isEqualTo("portcullis");
    }

    @Test
    void aConsoleThatWasAwayReleasesLateAndSaysSo() {
        begin("shop/curious", "It scans", Duration.ofMinutes(1), false);
        cluster.close();
        clock.pass(Duration.ofMinutes(5));

        open();
        await().until(() -> quarantines.active().size() == 1);
        quarantines.releaseDue();

        await().until(() -> quarantines.active().isEmpty());
        assertThat(lastRelease().reason()).contains("released 240 s late");
    }

    @Test
    void bothEventsOfAPacketItDeniedAreItsOwnAlthoughTheDropNamesNobody() {
        begin("shop/curious", "It scans", Duration.ofMinutes(15), false);
        clock.pass(Duration.ofMinutes(1));

        assertThat(attempt(INTRUDER)).hasSize(2).allMatch(quarantines::denied);
    }

    @Test
    void whatItDeniesBeforeTheClusterToldOfItIsItsOwn() {
        var late = new SilentCluster();
        quarantines = over(late);
        quarantines.begin(request("shop/curious", false));

        assertThat(quarantines.active()).isEmpty();
        assertThat(attempt(INTRUDER)).allMatch(quarantines::denied);
    }

    @Test
    void whatItDeniedJustBeforeItWasReleasedIsItsOwnAlsoWhenItIsToldLate() {
        begin("shop/curious", "It scans", Duration.ofMinutes(15), false);
        clock.pass(Duration.ofMinutes(1));
        var late = attempt(INTRUDER);
        quarantines.release("shop", held().policy().name(), "It was a mistake", OPERATOR);
        await().until(() -> quarantines.active().isEmpty());

        assertThat(late).allMatch(quarantines::denied);
        clock.pass(Duration.ofMinutes(1));
        assertThat(attempt(INTRUDER)).noneMatch(quarantines::denied);
    }

    @Test
    void aQuarantineTheClusterRefusedExcusesNothing() {
        var refusing = new SilentCluster();
        refusing.refuses = true;
        quarantines = over(refusing);

        assertThat(refusal(request("shop/curious", false))).isEqualTo(Why.CLUSTER);
        assertThat(attempt(INTRUDER)).noneMatch(quarantines::denied);
    }

    @Test
    void whatIsDeniedToOthersMeanwhileIsNoneOfItsOwn() {
        begin("shop/curious", "It scans", Duration.ofMinutes(15), false);

        // Another pod, the same name elsewhere, and a packet that no rule at the target allowed
        assertThat(quarantines.denied(attempt(TestFlows.STOREFRONT).getLast())).isFalse();
        assertThat(quarantines.denied(attempt(NAMESAKE).getLast())).isFalse();
        assertThat(TestFlows.deniedSyn(clock.instant(), INTRUDER, TestFlows.MYSQL))
                .noneMatch(quarantines::denied);
    }

    @Test
    void aDeniedPacketCountsOnceAndIsItsProof() {
        begin("shop/curious", "It scans", Duration.ofMinutes(15), false);

        attempt(INTRUDER).forEach(quarantines::count);

        assertThat(held().denied()).isEqualTo(1);
        assertThat(held().proven()).contains(clock.instant());
    }

    @Test
    void itCanBeReleasedByHand() {
        begin("shop/curious", "It scans", Duration.ofMinutes(15), false);

        var result =
                quarantines.release("shop", held().policy().name(), "It was a mistake", OPERATOR);

        assertThat(result).isInstanceOf(QuarantineResult.Done.class);
        await().until(() -> quarantines.active().isEmpty());
        assertThat(lastRelease().reason()).isEqualTo("It was a mistake");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kube-system/coredns", "portcullis/console"})
    void theConsoleAndTheSystemAreNeverCutOff(String workload) {
        assertThat(refusal(request(workload, false))).isEqualTo(Why.FORBIDDEN);
        assertThat(quarantines.active()).isEmpty();
    }

    @Test
    void theGuardedWorkloadNeedsASecondConfirmation() {
        assertThat(planned("users/mysql").guarded()).containsExactly("users/mysql");
        assertThat(refusal(request("users/mysql", false))).isEqualTo(Why.GUARDED);

        assertThat(quarantines.begin(request("users/mysql", true)))
                .isInstanceOf(QuarantineResult.Done.class);
    }

    @Test
    void nobodyIsQuarantinedTwiceAndNoMoreThanTenAtATime() {
        begin("shop/curious", "It scans", Duration.ofMinutes(15), false);
        assertThat(refusal(request("shop/curious", false))).isEqualTo(Why.CONFLICT);

        for (var number = 1; number < Quarantines.MOST; number++) {
            var name = "other-" + number;
            workloads.with(workload("shop", name, false, pod("shop", name)));
            begin("shop/" + name, "It scans", Duration.ofMinutes(15), false);
        }

        assertThat(refusal(request("shop/storefront", false))).isEqualTo(Why.FORBIDDEN);
        assertThat(quarantines.active()).hasSize(Quarantines.MOST);
    }

    @Test
    void whoMayOnlyLookCutsNobodyOff() {
        var viewer = new User("viewer", "127.0.0.1", Set.of(Role.VIEWER));
        var request =
                new QuarantineRequest(
                        QuarantineSubject.parse("shop/curious", "").orElseThrow(),
                        "Because",
                        Duration.ofMinutes(1),
                        false,
                        OptionalLong.empty(),
                        viewer);

        assertThat(refusal(request)).isEqualTo(Why.FORBIDDEN);
        assertThat(audit.count(AuditQuery.ALL)).isZero();
    }

    @Test
    void aHostileReasonStaysAText() {
        var hostile = "x\"\n  labels:\n    a: b\n<img src=x onerror=alert(1)>";
        begin("shop/curious", hostile, Duration.ofMinutes(15), false);

        assertThat(held().reason()).isEqualTo(hostile);
        assertThat(held().labels()).containsExactly(Map.entry("app", "curious"));
    }

    @Test
    void aWorkloadNobodyKnowsIsNotQuarantinedByNothing() {
        assertThat(plan(QuarantineSubject.parse("shop/ghost", "").orElseThrow()))
                .isInstanceOf(PlanResult.Refused.class);
    }

    /** Both events of one SYN that the quarantine of shop/curious denies. */
    private List<Flow> attempt(FlowPeer from) {
        return TestFlows.deniedAtSource(
                clock.instant(),
                from,
                TestFlows.MYSQL,
                new PolicyRef(
                        "CiliumNetworkPolicy", "shop", planned("shop/curious").policy().name(), 1));
    }

    private LiveQuarantines over(QuarantineCluster other) {
        return new LiveQuarantines(
                new QuarantinePlanner(flows, workloads, Set.of("kube-system")),
                other,
                audit,
                clock);
    }

    /** Takes what it is given, or refuses it, and tells nothing of it. */
    private static final class SilentCluster implements QuarantineCluster {
        boolean refuses;

        @Override
        public void create(Map<String, Object> manifest) {
            if (refuses) {
                throw new RefusedException("The Kubernetes API answered 500.", false);
            }
        }

        @Override
        public void delete(Held held) {}

        @Override
        public List<Held> all() {
            return List.of();
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }

    private QuarantinePlan planned(String workload) {
        return switch (plan(QuarantineSubject.parse(workload, "").orElseThrow())) {
            case PlanResult.Planned(var plan) -> plan;
            case PlanResult.Refused(var why) -> throw new AssertionError(why);
        };
    }

    private PlanResult plan(QuarantineSubject subject) {
        return quarantines.plan(subject);
    }

    private void begin(String workload, String reason, Duration time, boolean confirms) {
        var before = quarantines.active().size();
        var request =
                new QuarantineRequest(
                        QuarantineSubject.parse(workload, "").orElseThrow(),
                        reason,
                        time,
                        confirms,
                        OptionalLong.of(31),
                        OPERATOR);
        assertThat(quarantines.begin(request)).isInstanceOf(QuarantineResult.Done.class);
        await().until(() -> quarantines.active().size() == before + 1);
    }

    private static QuarantineRequest request(String workload, boolean confirms) {
        return new QuarantineRequest(
                QuarantineSubject.parse(workload, "").orElseThrow(),
                "Because",
                Duration.ofMinutes(1),
                confirms,
                OptionalLong.empty(),
                OPERATOR);
    }

    private Why refusal(QuarantineRequest request) {
        return switch (quarantines.begin(request)) {
            case QuarantineResult.Refused(var why, var _) -> why;
            case QuarantineResult.Done done -> throw new AssertionError(done);
        };
    }

    private Quarantine held() {
        return quarantines.active().getFirst();
    }

    private AuditEntry lastRelease() {
        return audit.newest(AuditQuery.ALL, 0, 10).stream()
                .filter(entry -> entry.action().equals("quarantine.release"))
                .filter(entry -> !entry.reason().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static Workload workload(
            String namespace, String name, boolean guarded, Peer.Pod endpoint) {
        return new Workload(namespace, name, "Deployment", 1, guarded, List.of(endpoint), Set.of());
    }

    private static Peer.Pod pod(String namespace, String app) {
        return Peer.Pod.of(
                namespace,
                app + "-0",
                List.of("k8s:app=" + app, "k8s:io.kubernetes.pod.namespace=" + namespace));
    }
}
