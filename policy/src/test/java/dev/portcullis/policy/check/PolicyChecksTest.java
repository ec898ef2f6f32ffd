package dev.portcullis.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.examples.TestConnections;
import dev.portcullis.policy.examples.TestWindows;
import dev.portcullis.policy.examples.TestYaml;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.read.PolicyParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyChecksTest {

    private static List<Finding> check(String yaml, FlowWindow window) {
        return PolicyChecks.run(
                TestWindows.policies(yaml),
                List.of(
                        TestConnections.pod("users", "mysql"),
                        TestConnections.pod("users", "user-service"),
                        TestConnections.pod("drills", "intruder")),
                window,
                ClusterFacts.NONE);
    }

    private static List<Finding> check(String yaml) {
        return check(yaml, FlowWindow.EMPTY);
    }

    @Test
    void aGoodPolicyHasNoFindings() {
        assertThat(
                        check(
                                TestYaml.cnp(
                                        "users",
                                        "a",
                                        "mysql",
                                        "ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")))
                .isEmpty();
    }

    @Test
    void aPolicyThatSelectsNothingIsFlagged() {
        assertThat(check(TestYaml.cnp("users", "a", "typo", "ingress: [{}]\n")))
                .extracting(Finding::message)
                .containsExactly("No endpoint of users carries app=typo.");
    }

    @Test
    void aDenyListThatIsolatesIsFlagged() {
        assertThat(
                        check(
                                TestYaml.cnp(
                                        "users",
                                        "a",
                                        "mysql",
                                        "ingressDeny: [{fromEndpoints: [{matchLabels: {app: x}}]}]\n")))
                .extracting(Finding::check, Finding::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("deny-isolates", "ingressDeny"));
    }

    @Test
    void aDenyListThatSaysWhatItMeansIsNotFlagged() {
        assertThat(
                        check(
                                TestYaml.cnp(
                                        "users",
                                        "a",
                                        "mysql",
                                        "enableDefaultDeny: {ingress: false}\ningressDeny: [{fromEndpoints: [{matchLabels: {app: x}}]}]\n")))
                .isEmpty();
    }

    @Test
    void anAllowThatADenyRuleShadowsIsFlagged() {
        String port = "toPorts: [{ports: [{port: \"3306\", protocol: TCP}]}]";
        assertThat(
                        check(
                                TestYaml.cnp(
                                                "users",
                                                "open",
                                                "mysql",
                                                "ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}], "
                                                        + port
                                                        + "}]\n")
                                        + TestYaml.ccnp(
                                                "shut",
                                                "endpointSelector: {matchLabels: {app: mysql}}\nenableDefaultDeny: {ingress: false}\ningressDeny: [{fromEntities: [cluster]}]\n")))
                .extracting(Finding::check, finding -> finding.policy().name(), Finding::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "shadowed-by-deny", "open", "ingress[0]"));
    }

    @Test
    void anEntryOpenToTheWorldIsFlaggedOnIngressMoreThanOnEgress() {
        assertThat(
                        check(
                                TestYaml.cnp(
                                        "users",
                                        "a",
                                        "mysql",
                                        "ingress: [{toPorts: [{ports: [{port: \"3306\"}]}]}]\negress: [{toCIDR: [0.0.0.0/0]}]\n")))
                .extracting(Finding::severity, Finding::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Finding.Severity.WARNING, "ingress[0]"),
                        org.assertj.core.groups.Tuple.tuple(Finding.Severity.NOTE, "egress[0]"));
    }

    @Test
    void anEntryIsNotOpenToTheWorldWhereTheSameRuleDeniesTheWorld() {
        assertThat(
                        check(
                                TestYaml.cnp(
                                        "users",
                                        "a",
                                        "mysql",
                                        "ingress: [{fromEntities: [all]}]\ningressDeny: [{fromEntities: [world]}]\n")))
                .isEmpty();
        assertThat(
                        check(
                                TestYaml.cnp(
                                        "users",
                                        "a",
                                        "mysql",
                                        "ingress: [{fromEntities: [all]}]\ningressDeny: [{fromEntities: [world], toPorts: [{ports: [{port: \"22\"}]}]}]\n")))
                .extracting(Finding::check)
                .containsExactly("open-to-world");
    }

    @Test
    void anEntryThatStandsElsewhereIsFlagged() {
        String spec = "ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n";
        assertThat(
                        check(
                                TestYaml.cnp("users", "a", "mysql", spec)
                                        + TestYaml.cnp("users", "b", "mysql", spec)))
                .extracting(Finding::message)
                .containsExactly("The same stands in users/a ingress[0].");
    }

    @Test
    void anEntryNobodyUsedIsFlaggedWhereSomethingWasObserved() {
        String yaml =
                TestYaml.cnp(
                        "users",
                        "a",
                        "mysql",
                        "ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}, {fromEndpoints: [{matchLabels: {app: exporter}}]}]\n");

        assertThat(check(yaml, TestWindows.of("passed users/user-service -> users/mysql:3306")))
                .extracting(Finding::check, Finding::path)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("never-used", "ingress[1]"));
    }

    @Test
    void aPolicyThatArgoCdOrFluxOwnsIsSaidToBe() {
        String yaml =
                """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata:
                  name: a
                  namespace: users
                  labels: {kustomize.toolkit.fluxcd.io/name: apps}
                spec: {endpointSelector: {}, ingress: [{}]}
                """;
        assertThat(check(yaml))
                .extracting(Finding::message)
                .containsExactly("Flux owns this policy and will undo changes made here.");
    }

    @Test
    void whatCannotBeReadIsAnErrorWithItsPath() {
        assertThat(
                        PolicyChecks.reading(
                                PolicyId.cnp("users", "a"),
                                PolicyParser.parseYaml(
                                        TestYaml.cnp("users", "a", "mysql", "ingres: [{}]\n"))))
                .extracting(Finding::severity)
                .containsOnly(Finding.Severity.ERROR);
    }
}
