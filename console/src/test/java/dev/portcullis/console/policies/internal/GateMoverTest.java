package dev.portcullis.console.policies.internal;

import static dev.portcullis.console.policies.internal.TestManifests.MYSQL;
import static dev.portcullis.console.policies.internal.TestManifests.mysqlFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.policies.ToggleResult.Why;
import dev.portcullis.console.policies.internal.ClusterRefusedException.Refusal;
import dev.portcullis.console.policies.internal.GateMover.Move;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateMoverTest {
    private static final User ANA = new User("ana", "192.0.2.1", Set.of(Role.OPERATOR));

    private final TestClock clock = new TestClock();
    private final InMemoryPolicyCluster cluster = new InMemoryPolicyCluster();

    @Test
    void offParksEverythingNeededAndDeletes() {
        var live = cluster.create(MYSQL, mysqlFrom("user-service"));

        assertThat(mover(cluster).off(off())).isInstanceOf(Move.Done.class);

        var parked = parked();
        assertThat(cluster.find(MYSQL)).isEmpty();
        assertThat(state()).contains(GateState.OFF);
        assertThat(Manifests.read(parked.manifest())).contains(mysqlFrom("user-service"));
        assertThat(parked.by()).isEqualTo("ana");
        assertThat(parked.reason()).isEqualTo("failover rehearsal");
        assertThat(parked.resourceVersion()).isEqualTo(live.resourceVersion());
        assertThat(parked.restoreAt()).contains(clock.instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    void onBringsTheSameManifestBackAndLeavesNothingParked() {
        cluster.create(MYSQL, mysqlFrom("user-service"));
        mover(cluster).off(off());

        assertThat(mover(cluster).on(MYSQL)).isInstanceOf(Move.Done.class);

        assertThat(Manifests.bare(cluster.find(MYSQL).orElseThrow().object()))
                .isEqualTo(mysqlFrom("user-service"));
        assertThat(cluster.findParked(MYSQL)).isEmpty();
    }

    @Test
    void aGateThatIsThereAlreadyIsLeftAlone() {
        cluster.create(MYSQL, mysqlFrom("user-service"));
        assertThat(mover(cluster).on(MYSQL)).isInstanceOf(Move.Nothing.class);
        mover(cluster).off(off());
        assertThat(mover(cluster).off(off())).isInstanceOf(Move.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({"1,false", "1,true", "2,false", "2,true"})
    void dyingAnywhereOnTheWayOffLosesNothingAndBothWaysLeadOut(int step, boolean after) {
        for (var thenOn : new boolean[] {true, false}) {
            var fresh = new InMemoryPolicyCluster();
            fresh.create(MYSQL, mysqlFrom("user-service"));
            var dying = mover(new CrashingPolicyCluster(fresh, step, after));
            assertThatThrownBy(() -> dying.off(off()))
                    .isInstanceOf(CrashingPolicyCluster.Death.class);

            assertThat(manifestSomewhere(fresh)).isTrue();
            var expected =
                    step == 1 && !after
                            ? GateState.ON
                            : step == 2 && after ? GateState.OFF : GateState.PARKING;
            assertThat(state(fresh)).contains(expected);

            if (thenOn) {
                mover(fresh).on(MYSQL);
                assertThat(state(fresh)).contains(GateState.ON);
                assertThat(fresh.findParked(MYSQL)).isEmpty();
            } else {
                mover(fresh).off(off());
                assertThat(state(fresh)).contains(GateState.OFF);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "1,true", "2,false", "2,true"})
    void dyingAnywhereOnTheWayBackLosesNothingAndBothWaysLeadOut(int step, boolean after) {
        for (var thenOn : new boolean[] {true, false}) {
            var fresh = new InMemoryPolicyCluster();
            fresh.create(MYSQL, mysqlFrom("user-service"));
            mover(fresh).off(off());
            var dying = mover(new CrashingPolicyCluster(fresh, step, after));
            assertThatThrownBy(() -> dying.on(MYSQL))
                    .isInstanceOf(CrashingPolicyCluster.Death.class);

            assertThat(manifestSomewhere(fresh)).isTrue();
            var expected =
                    step == 1 && !after
                            ? GateState.OFF
                            : step == 2 && after ? GateState.ON : GateState.RESTORING;
            assertThat(state(fresh)).contains(expected);

            if (thenOn) {
                mover(fresh).on(MYSQL);
                assertThat(state(fresh)).contains(GateState.ON);
                assertThat(fresh.findParked(MYSQL)).isEmpty();
            } else {
                mover(fresh).off(off());
                assertThat(state(fresh)).contains(GateState.OFF);
                assertThat(fresh.findParked(MYSQL).orElseThrow().policy().earlier()).isEmpty();
            }
        }
    }

    @Test
    void aChangeBetweenTheTwoStepsIsParkedToo() {
        cluster.create(MYSQL, mysqlFrom("user-service"));
        var meddled = new boolean[1];
        var meddling =
                new ForwardingPolicyCluster(cluster) {
                    @Override
                    public void delete(LivePolicy policy) {
                        if (!meddled[0]) {
                            meddled[0] = true;
                            cluster.changeBehindTheBack(MYSQL, mysqlFrom("storefront"));
                        }
                        super.delete(policy);
                    }
                };

        assertThat(mover(meddling).off(off())).isInstanceOf(Move.Done.class);

        assertThat(parked().manifest()).contains("storefront");
        assertThat(cluster.find(MYSQL)).isEmpty();
    }

    @Test
    void whatMayNotBeDeletedDoesNotStayParked() {
        cluster.create(MYSQL, mysqlFrom("user-service"));
        var forbidding =
                new ForwardingPolicyCluster(cluster) {
                    @Override
                    public void delete(LivePolicy policy) {
                        throw new ClusterRefusedException(Refusal.FORBIDDEN, "Forbidden (403).");
                    }
                };

        assertThat(mover(forbidding).off(off()))
                .isInstanceOfSatisfying(
                        Move.Stopped.class,
                        stopped -> {
                            assertThat(stopped.why()).isEqualTo(Why.FORBIDDEN);
                            assertThat(stopped.sentence()).contains("Nothing was changed.");
                        });
        assertThat(state()).contains(GateState.ON);
        assertThat(cluster.findParked(MYSQL)).isEmpty();
    }

    @Test
    void anAnswerThatNeverCameIsShownAsHalfway() {
        cluster.create(MYSQL, mysqlFrom("user-service"));
        var silent =
                new ForwardingPolicyCluster(cluster) {
                    @Override
                    public void delete(LivePolicy policy) {
                        throw new ClusterRefusedException(Refusal.SILENT, "No answer.");
                    }
                };

        assertThat(mover(silent).off(off()))
                .isInstanceOfSatisfying(
                        Move.Stopped.class, s -> assertThat(s.why()).isEqualTo(Why.HALFWAY));
        assertThat(state()).contains(GateState.PARKING);
    }

    @Test
    void anotherPolicyOfThatNameIsNotOverwrittenNorIsTheParkedOne() {
        cluster.create(MYSQL, mysqlFrom("user-service"));
        mover(cluster).off(off());
        cluster.create(MYSQL, mysqlFrom("somebody-else"));

        assertThat(mover(cluster).on(MYSQL))
                .isInstanceOfSatisfying(
                        Move.Stopped.class, s -> assertThat(s.why()).isEqualTo(Why.CONFLICT));
        assertThat(state()).contains(GateState.ON);

        mover(cluster).off(off());
        assertThat(parked().manifest()).contains("somebody-else");
        assertThat(parked().earlier().orElseThrow()).contains("user-service");
    }

    @Test
    void aPolicyThatIsNowhereIsMissing() {
        assertThat(mover(cluster).on(MYSQL))
                .isInstanceOfSatisfying(
                        Move.Stopped.class, s -> assertThat(s.why()).isEqualTo(Why.MISSING));
    }

    private GateMover mover(PolicyCluster through) {
        return new GateMover(through, clock);
    }

    private static ToggleRequest off() {
        return new ToggleRequest(
                MYSQL, false, "failover rehearsal", Optional.of(Duration.ofMinutes(15)), ANA);
    }

    private ParkedPolicy parked() {
        return cluster.findParked(MYSQL).orElseThrow().policy();
    }

    private Optional<GateState> state() {
        return state(cluster);
    }

    private static Optional<GateState> state(PolicyCluster cluster) {
        return GateStates.of(
                cluster.find(MYSQL), cluster.findParked(MYSQL).map(parking -> parking.policy()));
    }

    private static boolean manifestSomewhere(PolicyCluster cluster) {
        var rules = mysqlFrom("user-service");
        return cluster.find(MYSQL)
                        .filter(live -> Manifests.sameRules(live.object(), rules))
                        .isPresent()
                || cluster.findParked(MYSQL)
                        .flatMap(parking -> Manifests.read(parking.policy().manifest()))
                        .filter(manifest -> Manifests.sameRules(manifest, rules))
                        .isPresent();
    }
}
