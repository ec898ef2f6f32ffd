package dev.portcullis.console.policies.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.FixedUser;
import dev.portcullis.console.api.TestApi;
import dev.portcullis.console.policies.InMemoryPolicies;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.questions.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewApiTest {
    private static final String GATE =
            "/api/v1/policies/CiliumNetworkPolicy/users/mysql-ingress/preview?state=off";
    private static final String TEXT = "/api/v1/policies/preview";
    private static final String POLICY =
            """
            {"yaml": "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: a, namespace: b}, spec: {endpointSelector: {}, ingress: [{}]}}"}
            """;

    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final TestApi api =
            TestApi.of(
                    new PoliciesApi(policies, new FixedUser()),
                    new PolicyTextApi(policies, new NoAuthoring(), new FixedUser()));

    @Test
    void withoutAWindowTheNewestFlowsAreReplayed() throws Exception {
        assertThat(api.get(GATE).status()).isEqualTo(200);
        assertThat(api.post(TEXT, POLICY).status()).isEqualTo(200);

        assertThat(policies.replayed).containsExactly(Replay.NEWEST, Replay.NEWEST);
    }

    @Test
    void aWindowIsASpanOfTheRecordedMinutes() throws Exception {
        var noon = Instant.parse("2026-11-22T12:00:00Z");
        api.get(GATE + "&window=24h");
        api.post(TEXT + "?window=6h&until=" + noon, POLICY);

        assertThat(policies.replayed)
                .containsExactly(
                        Replay.last(Duration.ofHours(24)),
                        new Replay.Past(Duration.ofHours(6), Optional.of(noon)));
    }

    @Test
    void theAnswerSaysWhatWasLeftOut() throws Exception {
        var window = api.get(GATE + "&window=7d").json().path("window");

        assertThat(window.path("left").isArray()).isTrue();
        assertThat(window.path("limits").isArray()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&window=8d", "&window=soon", "&window=1h&until=noon", "&until=noon"})
    void whatIsNoWindowIsAProblemAndNothingIsComputed(String query) throws Exception {
        assertThat(api.get(GATE + query).isProblem(400)).isTrue();
        assertThat(api.post(TEXT + "?" + query.substring(1), POLICY).isProblem(400)).isTrue();
        assertThat(policies.replayed).isEmpty();
    }

    private static final class NoAuthoring implements PolicyAuthoring {
        @Override
        public List<TextProblem> problems(String yaml) {
            return List.of();
        }

        @Override
        public List<Completion> complete(String yaml, int line, int column) {
            return List.of();
        }
    }
}
