package dev.portcullis.console.policies.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.policies.PolicyAuthoring.Completion;
import dev.portcullis.console.policies.PolicyAuthoring.TextProblem;
import dev.portcullis.console.questions.QuestionsWithoutFlows;
import dev.portcullis.policy.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAuthoringTest {
    private static final String GOOD =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: mysql-ingress
              namespace: users
            spec:
              endpointSelector:
                matchLabels:
                  app: mysql
              ingress:
                - fromEndpoints:
                    - matchLabels:
                        app: user-service
                  toPorts:
                    - ports:
                        - port: "3306"
                          protocol: TCP
            """;

    private final EngineAuthoring authoring =
            new EngineAuthoring(
                    new PolicySets(new PolicyMirror()), new QuestionsWithoutFlows(), new Pods());

    @Test
    void aMistakeIsFoundInItsLine() {
        assertThat(authoring.problems(GOOD.replace("\"3306\"", "\"330600\"")))
                .filteredOn(problem -> problem.severity().equals("error"))
                .first()
                .satisfies(
                        problem -> {
                            assertThat(problem.line()).isEqualTo(16);
                            assertThat(problem.path())
                                    .isEqualTo("spec.ingress[0].toPorts[0].ports[0].port");
                            assertThat(problem.mend()).isNotBlank();
                        });
    }

    @Test
    void anUnknownFieldIsFoundInItsLine() {
        assertThat(authoring.problems(GOOD.replace("fromEndpoints", "fromEndpoint")))
                .extracting(TextProblem::line)
                .contains(11);
    }

    @Test
    void brokenYamlIsFoundInItsLine() {
        assertThat(authoring.problems(GOOD.replace("  name: mysql-ingress", "  name: [")))
                .extracting(TextProblem::severity)
                .containsExactly("error");
    }

    @Test
    void mistakesInASecondDocumentStandInItsLines() {
        var second = GOOD.replace("mysql-ingress", "other").replace("protocol: TCP", "protocol: X");

        assertThat(authoring.problems(GOOD + "---\n" + second))
                .filteredOn(problem -> problem.severity().equals("error"))
                .extracting(TextProblem::line)
                .containsExactly(35);
    }

    @Test
    void aPolicyThatSelectsNothingIsFlaggedWhileItIsWritten() {
        assertThat(authoring.problems(GOOD))
                .extracting(TextProblem::severity)
                .doesNotContain("error");
        assertThat(authoring.problems(GOOD))
                .anySatisfy(
                        problem ->
                                assertThat(problem.message())
                                        .contains("No endpoint of users carries"));
    }

    @Test
    void fieldsAreThoseTheParserTakesThere() {
        assertThat(labels(authoring.complete(GOOD + "  ", 18, 2)))
                .contains("egress", "egressDeny", "ingressDeny", "enableDefaultDeny")
                .doesNotContain("ingress", "endpointSelector", "port");
        assertThat(labels(authoring.complete(GOOD.replace("      toPorts:", "      to"), 14, 8)))
                .contains("toPorts");
        assertThat(labels(at(GOOD.replace("protocol: TCP", "pro"), "pro\n")))
                .containsExactly("protocol");
    }

    @Test
    void valuesAreThoseThatAreKnown() {
        assertThat(labels(at(GOOD.replace("protocol: TCP", "protocol: "), "protocol: ")))
                .containsExactly("ANY", "TCP", "UDP", "SCTP");
        assertThat(labels(at(GOOD.replace("app: user-service", "app: us"), "app: us")))
                .containsExactly("user-service");
        assertThat(
                        labels(
                                at(
                                        GOOD.replace(
                                                "    - fromEndpoints:",
                                                "    - fromEntities:\n        - wor\n      x:"),
                                        "- wor")))
                .contains("world", "world-ipv4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "- - - -", "a: &x [1]\nb: *x", "\u202e: \u0000", "a:\n\tb: 1"})
    void whatIsNoPolicyIsAProblemAndNoException(String yaml) {
        assertThat(authoring.problems(yaml)).isNotEmpty();
        assertThat(authoring.complete(yaml, 1, 0)).isNotNull();
        assertThat(authoring.complete(yaml, 99, 99)).isEmpty();
    }

    @Test
    void aTextOverTheLimitIsRefusedByItsLength() {
        var yaml = "# " + "x".repeat(300_000);

        assertThat(authoring.problems(yaml).getFirst().message()).contains("262144");
        assertThat(authoring.complete(yaml, 1, 1)).isEmpty();
    }

    private List<Completion> at(String yaml, String place) {
        var end = yaml.indexOf(place) + place.stripTrailing().length();
        if (place.endsWith(": ")) {
            end++;
        }
        var before = yaml.substring(0, end);
        var line = (int) before.lines().count();
        return authoring.complete(yaml, line, before.length() - before.lastIndexOf('\n') - 1);
    }

    private static List<String> labels(List<Completion> completions) {
        return completions.stream().map(Completion::label).toList();
    }

    private static final class Pods implements ClusterView {
        @Override
        public List<Endpoint> endpoints() {
            return List.of(
                    new Endpoint(
                            "users/user-service",
                            Peer.Pod.of(
                                    "users", "user-service-0", List.of("k8s:app=user-service"))),
                    new Endpoint(
                            "users/mysql",
                            Peer.Pod.of("users", "mysql-0", List.of("k8s:app=mysql"))));
        }

        @Override
        public int pods(String workload) {
            return 1;
        }
    }
}
