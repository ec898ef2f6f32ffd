package dev.portcullis.console.policies.internal;

import static dev.portcullis.console.policies.internal.TestManifests.MYSQL;
import static dev.portcullis.console.policies.internal.TestManifests.cnp;
import static dev.portcullis.console.policies.internal.TestManifests.mysqlFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.LabApi;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.policies.ApplyRequest;
import dev.portcullis.console.policies.ApplyResult;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.Owner;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.policies.ToggleResult;
import dev.portcullis.console.policies.ToggleResult.Why;
import dev.portcullis.policy.PolicyId;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies feature on the lab's Kubernetes API. */
class LivePoliciesTest {
    private static final User ANA = new User("ana", "192.0.2.1", Set.of(Role.OPERATOR));
    private static final Duration SECOND = Duration.ofSeconds(5);

    private static LabApi lab;
    private static KubernetesClient client;

    private final TestWiring wiring = new TestWiring(client, TestStores.fresh());

    @BeforeAll
    static void startLab() throws Exception {
        lab = LabApi.start();
        client = lab.client();
    }

    @AfterAll
    static void stopLab() {
        client.close();
        lab.close();
    }

    @BeforeEach
    void createPolicy() {
        wiring.cluster.create(MYSQL, mysqlFrom("user-service"));
        await().until(() -> wiring.state(MYSQL), Optional.of(GateState.ON)::equals);
    }

    @AfterEach
    void clean() {
        wiring.close();
        client.genericKubernetesResources(Fabric8PolicyCluster.CNP).inAnyNamespace().delete();
        client.configMaps().inAnyNamespace().withLabel(ParkingPlace.LABEL).delete();
    }

    @Test
    void offIsSeenByEverybodyWithinASecondAndOnBringsItBack() {
        var other = new TestWiring(client, TestStores.fresh());
        try {
            var changes = new AtomicInteger();
            var following = other.policies.onChange(changes::incrementAndGet);
            await().until(() -> other.state(MYSQL), Optional.of(GateState.ON)::equals);

            var moved = wiring.policies.move(off());

            assertThat(moved)
                    .isInstanceOfSatisfying(
                            ToggleResult.Moved.class,
                            m -> {
                                assertThat(m.policy().state()).isEqualTo(GateState.OFF);
                                assertThat(m.kubectl()).contains("delete cnp mysql-ingress");
                            });
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> other.state(MYSQL), Optional.of(GateState.OFF)::equals);
            assertThat(changes.get()).isPositive();

            wiring.policies.move(on());
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> other.state(MYSQL), Optional.of(GateState.ON)::equals);
            assertThat(other.policies.find(MYSQL).orElseThrow().description())
                    .isEqualTo("Only the user service.");
            following.close();
        } finally {
            other.close();
        }
    }

    @Test
    void everyMoveIsInTheAuditLogBeforeAndAfter() {
        wiring.policies.move(off());

        assertThat(wiring.audit.newest(AuditQuery.ALL, 0, 10))
                .extracting(e -> e.action() + " " + e.outcome().word() + " " + e.reason())
                .containsExactly("policy.off done ", "policy.off started rehearsal");
    }

    @Test
    void withoutTheAuditLogNothingMoves() {
        wiring.breakAuditLog();

        assertThat(wiring.policies.move(off()))
                .isInstanceOfSatisfying(
                        ToggleResult.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.UNRECORDED));
        assertThat(wiring.cluster.find(MYSQL)).isPresent();
    }

    @Test
    void aPolicyTurnsOnByItselfWhenItsTimeIsOverAlsoAfterARestart() {
        wiring.policies.move(
                new ToggleRequest(
                        MYSQL, false, "rehearsal", Optional.of(Duration.ofMinutes(5)), ANA));
        var restarted = new TestWiring(client, TestStores.fresh());
        try {
            await().until(() -> restarted.state(MYSQL), Optional.of(GateState.OFF)::equals);
            restarted.timer.look();
            assertThat(restarted.cluster.find(MYSQL)).isEmpty();

            restarted.clock.pass(Duration.ofMinutes(6));
            restarted.timer.look();

            assertThat(restarted.cluster.find(MYSQL)).isPresent();
            assertThat(restarted.audit.newest(AuditQuery.ALL, 0, 10))
                    .extracting(e -> e.actor() + " " + e.action() + " " + e.outcome())
                    .containsExactly(
                            "portcullis policy.on " + Outcome.DONE,
                            "portcullis policy.on " + Outcome.STARTED);
        } finally {
            restarted.close();
        }
    }

    @Test
    void aConsoleThatDiedBetweenCreatingAndUnparkingIsFinishedByTheNext() {
        wiring.policies.move(off());
        wiring.cluster.create(MYSQL, mysqlFrom("user-service"));
        await().until(() -> wiring.state(MYSQL), Optional.of(GateState.RESTORING)::equals);

        wiring.timer.look();

        assertThat(wiring.cluster.findParked(MYSQL)).isEmpty();
        await().until(() -> wiring.state(MYSQL), Optional.of(GateState.ON)::equals);
    }

    @Test
    void aNameTooLongForAConfigMapIsParkedAllTheSame() {
        var id = PolicyId.cnp("users", "p" + "x".repeat(240));
        wiring.cluster.create(id, cnp("users", id.name(), "a"));

        wiring.policies.move(new ToggleRequest(id, false, "long", Optional.empty(), ANA));

        assertThat(wiring.state(id)).contains(GateState.OFF);
        wiring.policies.move(new ToggleRequest(id, true, "long", Optional.empty(), ANA));
        assertThat(wiring.state(id)).contains(GateState.ON);
    }

    @Test
    void aParkedManifestOfAnotherNamespaceIsNotRestored() {
        wiring.policies.move(off());
        client.configMaps()
                .inNamespace("users")
                .withName("portcullis-parked-ciliumnetworkpolicy-mysql-ingress")
                .edit(
                        map -> {
                            map.getData()
                                    .put(
                                            "manifest",
                                            Manifests.json(cnp("shop", "mysql-ingress", "x")));
                            return map;
                        });

        await().until(() -> wiring.state(MYSQL), Optional.empty()::equals);
        assertThat(wiring.policies.move(on())).isInstanceOf(ToggleResult.Refused.class);
        assertThat(wiring.cluster.find(PolicyId.cnp("shop", "mysql-ingress"))).isEmpty();
    }

    @Test
    void textOfAPolicyIsTriedOutAndThenApplied() {
        var yaml = Manifests.yaml(cnp("shop", "orders", "cart"));

        assertThat(wiring.policies.check(yaml, Map.of()))
                .isInstanceOf(ApplyResult.Acceptable.class);
        assertThat(wiring.cluster.find(PolicyId.cnp("shop", "orders"))).isEmpty();

        assertThat(wiring.policies.apply(new ApplyRequest(yaml, "new shop", ANA, Map.of())))
                .isInstanceOf(ApplyResult.Applied.class);
        assertThat(wiring.cluster.find(PolicyId.cnp("shop", "orders"))).isPresent();
    }

    @Test
    void anEditTakesThePlaceOfTheVersionItBeganWith() {
        var yaml = Manifests.yaml(mysqlFrom("billing"));
        var begun = wiring.policies.standing(yaml).get(MYSQL).version();

        var result =
                wiring.policies.apply(
                        new ApplyRequest(yaml, "billing reads", ANA, Map.of(MYSQL, begun)));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ApplyResult.Applied.class,
                        applied -> assertThat(applied.kubectl()).startsWith("kubectl replace"));
        assertThat(Manifests.json(wiring.cluster.find(MYSQL).orElseThrow().object()))
                .contains("billing")
                .doesNotContain("user-service");
    }

    @Test
    void anEditOfAnOlderVersionIsAConflictThatShowsTheirsAndWritesNothing() {
        var yaml = Manifests.yaml(mysqlFrom("billing"));
        var begun = wiring.policies.standing(yaml).get(MYSQL).version();
        wiring.cluster.replace(MYSQL, mysqlFrom("reports"), begun);

        var result =
                wiring.policies.apply(
                        new ApplyRequest(yaml, "billing reads", ANA, Map.of(MYSQL, begun)));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ApplyResult.Conflict.class,
                        conflict -> {
                            assertThat(conflict.id()).isEqualTo(MYSQL);
                            assertThat(conflict.theirs())
                                    .hasValueSatisfying(
                                            theirs -> assertThat(theirs).contains("app: reports"));
                            assertThat(conflict.version()).isNotEqualTo(begun);
                            assertThat(conflict.done()).isEmpty();
                        });
        assertThat(wiring.audit.count(AuditQuery.ALL)).isZero();
    }

    @Test
    void aNewPolicyDoesNotReplaceOneOfItsName() {
        var yaml = Manifests.yaml(mysqlFrom("billing"));

        assertThat(wiring.policies.apply(new ApplyRequest(yaml, "new", ANA, Map.of())))
                .isInstanceOf(ApplyResult.Conflict.class);
    }

    @Test
    void anEditIsRefusedWhereItCannotBeRecorded() {
        var yaml = Manifests.yaml(mysqlFrom("billing"));
        var begun = wiring.policies.standing(yaml).get(MYSQL).version();
        wiring.breakAuditLog();

        assertThat(wiring.policies.apply(new ApplyRequest(yaml, "why", ANA, Map.of(MYSQL, begun))))
                .isInstanceOfSatisfying(
                        ApplyResult.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.UNRECORDED));
        assertThat(wiring.cluster.find(MYSQL).orElseThrow().resourceVersion()).isEqualTo(begun);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "kind: Pod",
                "a: &x [1]\nb: *x",
                "kind: CiliumNetworkPolicy\n"
                        + "metadata: {name: x}\n"
                        + "spec: {endpointSelector: {}, ingres: []}",
                "kind: CiliumNetworkPolicy\nmetadata: {name: x}\nspec: 7"
            })
    void textThatIsNoPolicyIsAProblemWithAPathAndAMend(String yaml) {
        assertThat(wiring.policies.apply(new ApplyRequest(yaml, "why", ANA, Map.of())))
                .isInstanceOfSatisfying(
                        ApplyResult.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.problems())
                                        .isNotEmpty()
                                        .allSatisfy(p -> assertThat(p.mend()).isNotBlank()));
        assertThat(wiring.audit.count(AuditQuery.ALL)).isZero();
    }

    @Test
    void aManifestOfFiveMegabytesIsRefusedByItsLength() {
        var yaml = "# " + "x".repeat(5 * 1024 * 1024);

        assertThat(wiring.policies.check(yaml, Map.of()))
                .isInstanceOfSatisfying(
                        ApplyResult.Unreadable.class,
                        u -> assertThat(u.problems().getFirst().message()).contains("262144"));
    }

    @Test
    void anApiThatIsAwayIsSaidAndNothingIsLost() throws Exception {
        lab.stop();
        try {
            assertThat(wiring.policies.move(off()))
                    .isInstanceOfSatisfying(
                            ToggleResult.Refused.class,
                            refused -> {
                                assertThat(refused.why()).isEqualTo(Why.SILENT);
                                assertThat(refused.sentence()).contains("Nothing was changed.");
                            });
            assertThat(wiring.policies.list()).hasSize(1);
        } finally {
            lab.restart();
        }
        await().atMost(SECOND).until(() -> wiring.cluster.find(MYSQL).isPresent());
        wiring.policies.move(off());
        assertThat(wiring.state(MYSQL)).contains(GateState.OFF);
    }

    @Test
    void ownersThatWillPutItBackAreWarnedOf() {
        var owned = cnp("users", "owned", "a");
        owned.withObject("/metadata/labels").put("argocd.argoproj.io/instance", "shop");
        wiring.cluster.create(PolicyId.cnp("users", "owned"), owned);
        await().until(() -> wiring.state(PolicyId.cnp("users", "owned")).isPresent());

        assertThat(wiring.policies.find(PolicyId.cnp("users", "owned")).orElseThrow().owner())
                .isEqualTo(Owner.ARGO_CD)
                .extracting(Owner::warning)
                .isEqualTo("Argo CD will put it back as it is in Git, unless its sync is paused.");
    }

    private static ToggleRequest off() {
        return new ToggleRequest(MYSQL, false, "rehearsal", Optional.empty(), ANA);
    }

    private static ToggleRequest on() {
        return new ToggleRequest(MYSQL, true, "rehearsed", Optional.empty(), ANA);
    }
}
