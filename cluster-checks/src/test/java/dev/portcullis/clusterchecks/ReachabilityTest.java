package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Request;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who reaches whom on a cluster, decided by the policy engine over the rendered manifests. */
class ReachabilityTest {

    private static final Peer PROMETHEUS =
            pod("monitoring", "prometheus-0", Map.of("app.kubernetes.io/name", "prometheus"));
    private static final Peer GRAFANA =
            pod("monitoring", "grafana-0", Map.of("app.kubernetes.io/name", "grafana"));
    private static final Peer DNS = pod("kube-system", "coredns-0", Map.of("k8s-app", "kube-dns"));
    private static final Peer RELAY =
            pod("kube-system", "relay-0", Map.of("k8s-app", "hubble-relay"));
    private static final Peer EBS =
            pod("kube-system", "ebs-csi-controller-0", Map.of("app", "ebs-csi-controller"));
    private static final Peer DRILL =
            pod("drills", "drill-1", Map.of("app", "intruder", "portcullis.dev/drill", "d-1"));
    private static final Peer STRANGER = pod("default", "stranger", Map.of("app", "stranger"));
    private static final Peer NEIGHBOUR = pod("users", "neighbour", Map.of("app", "neighbour"));
    private static final Peer IMPOSTOR = pod("drills", "impostor", Map.of("app", "user-service"));
    private static final Peer SHOPPER = pod("shop", "shopper", Map.of("app", "other"));
    private static final List<Peer> OTHERS =
            List.of(PROMETHEUS, GRAFANA, DRILL, STRANGER, NEIGHBOUR, IMPOSTOR, SHOPPER);

    /** A rendered overlay and the policies in it. */
    record World(String name, Manifests manifests, PolicySet policies) {

        static World of(String name, Manifests manifests) {
            return new World(name, manifests, PolicySet.compile(manifests.policies()));
        }

        boolean monitored() {
            return !manifests.ofKind("ServiceMonitor").isEmpty();
        }

        /** The pod of a workload in the manifests, with the labels it and its namespace have there. */
        Peer workload(String kind, String namespace, String name) {
            Object template =
                    Manifests.at(manifests.one(kind, namespace, name), "spec", "template");
            String account = Manifests.string(template, "spec", "serviceAccountName");
            return Peer.Pod.of(
                    namespace,
                    name + "-0",
                    Manifests.strings(template, "metadata", "labels"),
                    Manifests.strings(
                            manifests.one("Namespace", "", namespace), "metadata", "labels"),
                    account.isEmpty() ? "default" : account);
        }

        Peer mysql() {
            return workload("StatefulSet", "users", "mysql");
        }

        Peer userService() {
            return workload("Deployment", "users", "user-service");
        }

        Peer storefront() {
            return workload("Deployment", "shop", "storefront");
        }

        Peer console() {
            return workload("Deployment", "portcullis", "console");
        }

        List<Peer> everybody() {
            return Stream.concat(
                            Stream.of(mysql(), userService(), storefront(), console()),
                            OTHERS.stream())
                    .toList();
        }

        boolean opens(Peer from, Peer to, int port) {
            Outcome outcome = policies.decide(Connection.tcp(from, to, port)).outcome();
            assertThat(outcome).isNotEqualTo(Outcome.UNDECIDED);
            return outcome != Outcome.DENIED;
        }

        boolean answers(Peer from, Peer to, int port, Request request) {
            return policies.decide(Connection.tcp(from, to, port).asking(request)).outcome()
                    == Outcome.ALLOWED;
        }

        boolean answers(Peer from, String method, String path) {
            return answers(from, userService(), 8080, Request.Http.of(method, path));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<World> worlds() {
        return Stream.of(
                World.of("lab", Manifests.overlay("lab")),
                World.of("minimal", Manifests.overlay("minimal")),
                World.of("k0s-aws", Manifests.overlay("k0s-aws")),
                World.of("k0s-aws, strict", Manifests.overlayWith("k0s-aws", "ingress", "strict")));
    }

    static Stream<World> clusters() {
        return worlds().filter(world -> !world.name().equals("lab"));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void onlyTheUserServiceReachesTheDatabase(World world) {
        assertThat(
                        world.everybody().stream()
                                .filter(peer -> world.opens(peer, world.mysql(), 3306)))
                .extracting(Peer::name)
                .containsExactly(world.userService().name());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void onlyPrometheusReadsTheDatabasesFiguresAndOnlyWhereThereAreAny(World world) {
        assertThat(
                        world.everybody().stream()
                                .filter(peer -> world.opens(peer, world.mysql(), 9104)))
                .extracting(Peer::name)
                .isEqualTo(world.monitored() ? List.of(PROMETHEUS.name()) : List.of());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theDatabaseCallsNobody(World world) {
        for (Peer peer : world.everybody()) {
            assertThat(world.opens(world.mysql(), peer, 8080)).as(peer.name()).isFalse();
        }
        assertThat(world.opens(world.mysql(), outside("203.0.113.9"), 443)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theStorefrontReadsAndWritesUsersAndCannotDeleteThem(World world) {
        Peer storefront = world.storefront();

        assertThat(world.answers(storefront, "GET", "/api/v1/users?limit=5")).isTrue();
        assertThat(world.answers(storefront, "POST", "/api/v1/users")).isTrue();
        assertThat(world.answers(storefront, "DELETE", "/api/v1/users/1")).isFalse();
        assertThat(world.answers(storefront, "GET", "/actuator/prometheus")).isFalse();
        assertThat(world.answers(SHOPPER, "GET", "/api/v1/users")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void prometheusReadsTheUserServicesFiguresAndNoUsers(World world) {
        assertThat(world.answers(PROMETHEUS, "GET", "/actuator/prometheus"))
                .isEqualTo(world.monitored());
        assertThat(world.answers(PROMETHEUS, "GET", "/api/v1/users")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void aDrillLeavesItsNamespaceOnlyTowardsWhatIsLabelledATarget(World world) {
        assertThat(verdictOut(world, DRILL, world.mysql(), 3306)).isNotEqualTo(Outcome.DENIED);
        for (Peer peer : world.everybody()) {
            if (!List.of(world.mysql().name(), world.userService().name()).contains(peer.name())) {
                for (int port : List.of(22, 80, 443, 3306, 4245, 6443, 8080)) {
                    assertThat(world.opens(DRILL, peer, port))
                            .as(peer.name() + ":" + port)
                            .isFalse();
                }
            }
        }
        for (EntityKind entity :
                List.of(EntityKind.HOST, EntityKind.REMOTE_NODE, EntityKind.KUBE_APISERVER)) {
            assertThat(world.opens(DRILL, Peer.Entity.of(entity), 6443))
                    .as(entity.word())
                    .isFalse();
        }
        assertThat(world.opens(DRILL, outside("203.0.113.9"), 443)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void aDrillInsideTheGuardedNamespaceTouchesTheTargetsAndNothingElse(World world) {
        Peer inside = drill("users", "intruder");

        assertThat(verdictOut(world, inside, world.mysql(), 3306)).isNotEqualTo(Outcome.DENIED);
        assertThat(world.opens(inside, world.mysql(), 3306)).isFalse();
        for (Peer peer : List.of(world.console(), NEIGHBOUR, SHOPPER, STRANGER, GRAFANA)) {
            assertThat(world.opens(inside, peer, 8080)).as(peer.name()).isFalse();
        }
        assertThat(world.opens(inside, outside("203.0.113.9"), 443)).isFalse();
        assertThat(world.opens(inside, Peer.Entity.of(EntityKind.KUBE_APISERVER), 6443)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void anImpostorOfTheUserServiceIsNotLetIn(World world) {
        Peer impostor = drill("drills", "user-service");

        assertThat(verdictOut(world, impostor, world.mysql(), 3306)).isNotEqualTo(Outcome.DENIED);
        assertThat(world.opens(impostor, world.mysql(), 3306)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theStorefrontsTwinMayWhatTheStorefrontMayAndReachesNothingElse(World world) {
        Peer twin = drill("shop", "storefront");

        assertThat(world.opens(twin, world.userService(), 8080)).isTrue();
        assertThat(world.answers(twin, "GET", "/api/v1/users")).isTrue();
        assertThat(world.answers(twin, "DELETE", "/api/v1/users/1")).isFalse();
        assertThat(world.opens(twin, world.mysql(), 3306)).isFalse();
        assertThat(world.opens(twin, world.console(), 8080)).isFalse();
        assertThat(world.opens(twin, outside("203.0.113.9"), 443)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theDatabasesTwinReachesNobodyAndNoPodEvenWithTheGateOpen(World world) {
        Peer twin = drill("users", "mysql");
        Peer apiServer = Peer.Entity.of(EntityKind.KUBE_APISERVER);
        assertThat(world.opens(twin, apiServer, 6443)).isFalse();

        var open =
                PolicySet.compile(
                        world.manifests().policies().stream()
                                .filter(policy -> !policy.id().name().equals("mysql-egress"))
                                .filter(policy -> !policy.id().name().equals("users-default-deny"))
                                .toList());
        assertThat(open.decide(Connection.tcp(twin, apiServer, 6443)).outcome())
                .isEqualTo(Outcome.ALLOWED);
        for (Peer peer : world.everybody()) {
            assertThat(open.decide(Connection.tcp(twin, peer, 8080)).outcome())
                    .as(peer.name())
                    .isEqualTo(Outcome.DENIED);
        }
    }

    private static Peer drill(String namespace, String app) {
        return pod(namespace, "drill-k7q2m4xz-1", Map.of("app", app, "portcullis.dev/drill", "x"));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everybodyFindsNames(World world) {
        var question = new Request.Dns("mysql.users.svc.cluster.local");
        for (Peer peer :
                List.of(
                        world.mysql(),
                        world.userService(),
                        world.storefront(),
                        world.console(),
                        DRILL)) {
            for (Protocol protocol : List.of(Protocol.UDP, Protocol.TCP)) {
                assertThat(
                                world.policies()
                                        .decide(
                                                Connection.of(peer, DNS, 53, protocol)
                                                        .asking(question))
                                        .outcome())
                        .as(peer.name())
                        .isEqualTo(Outcome.ALLOWED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void noPodAsksTheMachineForItsCredentialsButTheSystemsOwn(World world) {
        for (Peer peer : world.everybody()) {
            assertThat(world.opens(peer, outside("169.254.169.254"), 80)).as(peer.name()).isFalse();
            assertThat(world.opens(peer, outside("fd00:ec2::254"), 80)).as(peer.name()).isFalse();
        }
        assertThat(world.opens(EBS, outside("169.254.169.254"), 80)).isTrue();
        // The denial alone isolates nobody
        assertThat(world.opens(STRANGER, outside("203.0.113.9"), 443)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void theConsoleReachesWhatItWorksWithAndNothingElse(World world) {
        Peer console = world.console();

        assertThat(world.opens(console, Peer.Entity.of(EntityKind.KUBE_APISERVER), 6443)).isTrue();
        assertThat(world.opens(console, RELAY, 4245)).isTrue();
        assertThat(world.opens(console, Peer.Entity.of(EntityKind.REMOTE_NODE), 9965)).isTrue();
        assertThat(world.opens(console, PROMETHEUS, 9090)).isTrue();
        assertThat(world.opens(console, GRAFANA, 3000)).isTrue();
        assertThat(world.answers(console, "DELETE", "/api/v1/users/1")).isTrue();
        assertThat(world.answers(console, "GET", "/actuator/health")).isTrue();
        assertThat(world.opens(console, STRANGER, 8080)).isFalse();
        assertThat(world.opens(console, outside("203.0.113.9"), 443)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void noPodReachesTheConsoleAndTheIngressOnlyWhereThereIsOne(World world) {
        for (Peer peer : world.everybody()) {
            // Prometheus may, where there is one, and then sees figures only
            assertThat(world.opens(peer, world.console(), 8080))
                    .as(peer.name())
                    .isEqualTo(peer.equals(PROMETHEUS) && world.monitored());
        }
        assertThat(
                        world.answers(
                                PROMETHEUS,
                                world.console(),
                                8080,
                                Request.Http.of("GET", "/actuator/prometheus")))
                .isEqualTo(world.monitored());
        assertThat(
                        world.answers(
                                PROMETHEUS,
                                world.console(),
                                8080,
                                Request.Http.of("GET", "/api/v1/users")))
                .isFalse();
        assertThat(world.opens(Peer.Entity.of(EntityKind.INGRESS), world.console(), 8080))
                .isEqualTo(!world.manifests().ofKind("Ingress").isEmpty());
        // kubectl port-forward and probes come from the pod's own node
        assertThat(world.opens(Peer.Entity.of(EntityKind.HOST), world.console(), 8080)).isTrue();
    }

    private static Outcome verdictOut(World world, Peer from, Peer to, int port) {
        return dev.portcullis.policy.verdict.Verdict.outcome(
                world.policies().decideEgress(Connection.tcp(from, to, port)));
    }

    private static Peer outside(String address) {
        return new Peer.Outside(IpAddress.parse(address).orElseThrow());
    }

    private static Peer pod(String namespace, String name, Map<String, String> labels) {
        return Peer.Pod.of(
                namespace,
                name,
                labels,
                Map.of("kubernetes.io/metadata.name", namespace),
                "default");
    }
}
