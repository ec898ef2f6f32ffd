package dev.portcullis.policy.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.examples.TestConnections;
import dev.portcullis.policy.examples.TestWindows;
import dev.portcullis.policy.examples.TestYaml;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReachTest {

    private static Reach reach(String yaml, FlowWindow window) {
        return Reach.of(
                PolicySet.compile(TestWindows.policies(yaml)),
                TestConnections.pod("users", "mysql"),
                List.of(
                        TestConnections.pod("users", "user-service"),
                        TestConnections.pod("users", "exporter"),
                        TestConnections.pod("shop", "storefront")),
                List.of(Port.tcp(3306)),
                window);
    }

    @Test
    void whoMayIsShownBesideWhoDid() {
        Reach reach =
                reach(
                        TestYaml.cnp(
                                "users",
                                "mysql-ingress",
                                "mysql",
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: user-service}}, {matchLabels: {app: exporter}}]
                                - toFQDNs: []
                                """
                                        .replace("- toFQDNs: []\n", "")),
                        TestWindows.of(
                                "passed users/user-service -> users/mysql:3306",
                                "stopped drills/intruder -> users/mysql:3306",
                                "passed shop/storefront -> users/mysql:3306",
                                "passed shop/storefront -> users/user-service:8080"));

        Map<String, Mark> marks =
                reach.rows().stream()
                        .collect(
                                Collectors.toMap(
                                        row -> row.peer().name(),
                                        row -> row.cells().getFirst().mark()));
        assertThat(marks)
                .containsOnly(
                        Map.entry("users/user-service", Mark.USED),
                        Map.entry("users/exporter", Mark.NEVER_USED),
                        Map.entry("shop/storefront", Mark.PASSED_BEFORE),
                        Map.entry("drills/intruder", Mark.ATTEMPTED));
        assertThat(reach.posture()).isEqualTo(new Posture(true, 4, 2, 1, 0));
        assertThat(reach.posture().percentClosed()).isEqualTo(50);
        assertThat(reach.posture().neverUsed()).isEqualTo(1);
    }

    @Test
    void aWorkloadWithoutPoliciesIsWideOpen() {
        Posture posture = reach("kind: List\nitems: []\n", FlowWindow.EMPTY).posture();

        assertThat(posture.isolated()).isFalse();
        assertThat(posture.percentClosed()).isZero();
    }

    @Test
    void observedPortsAndPeersJoinTheMatrix() {
        Reach reach =
                reach(
                        TestYaml.cnp("users", "wall", "mysql", "ingress: [{}]\n"),
                        TestWindows.of("stopped 203.0.113.1 -> users/mysql:22"));

        assertThat(reach.ports()).containsExactly(Port.tcp(22), Port.tcp(3306));
        assertThat(reach.rows()).hasSize(4);
        assertThat(reach.posture().percentClosed()).isEqualTo(100);
    }
}
