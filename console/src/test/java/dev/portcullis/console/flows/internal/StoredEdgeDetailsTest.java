package dev.portcullis.console.flows.internal;

import static dev.portcullis.console.flows.TestFlows.INTRUDER;
import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.EdgeDetail;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredEdgeDetailsTest {
    private static final String MYSQL_INGRESS =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: mysql-ingress, namespace: users}
            spec:
              endpointSelector: {matchLabels: {app: mysql}}
              ingress:
                - fromEndpoints: [{matchLabels: {app: user-service}}]
                  toPorts: [{ports: [{port: "3306", protocol: TCP}]}]
            """;

    private final TestStoreOf the = new TestStoreOf();
    private final StoredEdgeDetails details =
            new StoredEdgeDetails(the.store, policies(), "relay:80");

    @Test
    void aDenialIsExplainedByThePolicyThatIsolatesAndTheRuleThatNearlyMatched() {
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));

        var detail = between("drills/intruder", "users/mysql");

        assertThat(detail.explanation().outcome()).isEqualTo("denied");
        assertThat(detail.explanation().text()).contains("isolated by users/mysql-ingress");
        assertThat(detail.explanation().misses())
                .extracting(EdgeDetail.Miss::wanted)
                .anySatisfy(wanted -> assertThat(wanted).contains("app=user-service"));
        assertThat(detail.recent())
                .singleElement()
                .extracting(EdgeDetail.Line::reason)
                .isEqualTo("Policy denied");
        assertThat(detail.command())
                .contains("--server relay:80")
                .contains("--verdict DROPPED")
                .contains("--to-pod users/mysql-0 --to-port 3306");
    }

    @Test
    void anAllowanceNamesItsRule() {
        the.take(TestFlows.allowedSyn(the.now(), USER_SERVICE, MYSQL));

        var explanation = between("users/user-service", "users/mysql").explanation();

        assertThat(explanation.outcome()).isEqualTo("allowed");
        assertThat(explanation.policies()).containsExactly("users/mysql-ingress");
    }

    @Test
    void whereNothingWasSeenThereIsNothingToSay() {
        assertThat(details.between("a/b", "c/d", Optional.empty())).isEmpty();
    }

    @Test
    void namesAreQuotedForTheShell() {
        assertThat(StoredEdgeDetails.quote("users/mysql-0")).isEqualTo("users/mysql-0");
        assertThat(StoredEdgeDetails.quote("a'; rm -rf $HOME")).isEqualTo("'a'\\''; rm -rf $HOME'");
    }

    private EdgeDetail between(String source, String destination) {
        return details.between(source, destination, Optional.empty()).orElseThrow();
    }

    private static EnforcedPolicies policies() {
        if (!(PolicyParser.parseYaml(MYSQL_INGRESS) instanceof ParseResult.Parsed parsed)) {
            throw new AssertionError("The policy cannot be read");
        }
        var set = PolicySet.compile(parsed.policies());
        return new EnforcedPolicies() {
            @Override
            public Optional<PolicySet> current() {
                return Optional.of(set);
            }

            @Override
            public long version() {
                return 1;
            }

            @Override
            public Optional<String> problem() {
                return Optional.empty();
            }
        };
    }
}
