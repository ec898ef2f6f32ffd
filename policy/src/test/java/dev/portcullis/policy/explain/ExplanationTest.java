package dev.portcullis.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.examples.TestConnections;
import dev.portcullis.policy.examples.TestWindows;
import dev.portcullis.policy.examples.TestYaml;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final String MYSQL =
            TestYaml.cnp(
                    "users",
                    "mysql-ingress",
                    "mysql",
                    "ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}], toPorts: [{ports: [{port: \"3306\", protocol: TCP}]}]}]\n");

    private static final String FENCE =
            TestYaml.cnp("drills", "fence", "endpointSelector: {}\negress: [{}]\n");

    private static Explanation explain(String yaml, String connection, Recorded recorded) {
        return Explanation.of(
                TestConnections.read(connection),
                recorded,
                PolicySet.compile(TestWindows.policies(yaml)));
    }

    @Test
    void itSaysWhatWasRecordedThenWhatPoliciesSayThenWhatIsOpen() {
        Explanation explanation =
                explain(MYSQL, "drills/intruder -> users/mysql:3306", Recorded.DENIED);

        assertThat(explanation.agreement()).isEqualTo(Explanation.Agreement.AGREES);
        assertThat(explanation.sentences())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("Recorded: a policy stopped it."),
                        second ->
                                assertThat(second)
                                        .contains(
                                                "isolated by users/mysql-ingress",
                                                "nearest is users/mysql-ingress"),
                        third -> assertThat(third).contains("users/admit-mysql-ingress"));
    }

    @Test
    void aRecordThatPoliciesNoLongerExplainIsCalledOut() {
        Explanation explanation =
                explain(MYSQL, "drills/intruder -> users/mysql:3306", Recorded.ALLOWED);

        assertThat(explanation.agreement()).isEqualTo(Explanation.Agreement.DIFFERS);
        assertThat(explanation.sentences())
                .anyMatch(sentence -> sentence.startsWith("The two differ"));
    }

    @Test
    void theSmallestRulesAdmitJustThatConnection() {
        Explanation explanation =
                explain(MYSQL + FENCE, "drills/intruder -> users/mysql:3306", Recorded.DENIED);
        List<Policy> all = new ArrayList<>(TestWindows.policies(MYSQL + FENCE));
        all.addAll(explanation.admitting());
        PolicySet after = PolicySet.compile(all);

        assertThat(explanation.admitting()).hasSize(2);
        assertThat(
                        after.decide(TestConnections.read("drills/intruder -> users/mysql:3306"))
                                .outcome())
                .isEqualTo(Outcome.ALLOWED);
        assertThat(
                        after.decide(TestConnections.read("drills/intruder -> users/mysql:3307"))
                                .outcome())
                .isEqualTo(Outcome.DENIED);
        assertThat(after.decide(TestConnections.read("drills/other -> users/mysql:3306")).outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void aDenyRuleIsNotToBeGoneAround() {
        Explanation explanation =
                explain(
                        TestYaml.cnp(
                                "users", "shut", "mysql", "ingressDeny: [{fromEntities: [all]}]\n"),
                        "users/user-service -> users/mysql:3306",
                        Recorded.DENIED);

        assertThat(explanation.admitting()).isEmpty();
    }

    @Test
    void whatCannotBeCheckedIsSaid() {
        Explanation explanation =
                explain(
                        TestYaml.cnp(
                                "shop",
                                "names",
                                "storefront",
                                "egress: [{toFQDNs: [{matchName: api.example}]}]\n"),
                        "shop/storefront -> 203.0.113.1:443",
                        Recorded.ALLOWED);

        assertThat(explanation.agreement()).isEqualTo(Explanation.Agreement.OPEN);
        assertThat(explanation.unchecked())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.because()).contains("api.example"));
    }
}
