package dev.portcullis.console.webhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.FixedUser;
import dev.portcullis.console.api.TestApi;
import dev.portcullis.console.webhook.Delivery;
import dev.portcullis.console.webhook.InMemoryWebhook;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookApiTest {
    private static final String WEBHOOK = "/api/v1/webhook";

    private final InMemoryWebhook webhook = new InMemoryWebhook();
    private final TestApi api = TestApi.of(new WebhookApi(webhook, new FixedUser()));

    @Test
    void itSaysHowItStandsAndWhatWasTold() throws Exception {
        webhook.deliveries.add(
                InMemoryWebhook.delivery(Delivery.State.GIVEN_UP, 8, "The receiver answered 500."));
        webhook.waiting = 3;

        var state = api.get(WEBHOOK);

        assertThat(state.at("/target")).isEqualTo("https://hooks.example/…");
        assertThat(state.json().path("problem").isNull()).isTrue();
        assertThat(state.at("/waiting")).isEqualTo("3");
        assertThat(state.at("/deliveries/0/state")).isEqualTo("given up");
        assertThat(state.at("/deliveries/0/attempts")).isEqualTo("8");
        assertThat(state.at("/deliveries/0/answer")).isEqualTo("The receiver answered 500.");
    }

    @Test
    void oneThatIsOffHasNoTarget() throws Exception {
        webhook.target = Optional.empty();

        assertThat(api.get(WEBHOOK).json().path("target").isNull()).isTrue();
    }

    @Test
    void aTestIsQueuedForWhoeverAskedForIt() throws Exception {
        assertThat(api.post(WEBHOOK + "/test", "").status()).isEqualTo(202);
        assertThat(webhook.testers).containsExactly(FixedUser.OPERATOR);
    }

    @Test
    void aTestThatWasNotSentIsAProblemThatSaysWhy() throws Exception {
        webhook.refusal = Optional.of("No webhook is set.");

        var answer = api.post(WEBHOOK + "/test", "");

        assertThat(answer.isProblem(409)).isTrue();
        assertThat(answer.at("/detail")).isEqualTo("No webhook is set.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/test"})
    void whereItGoesCannotBeChangedHere(String path) throws Exception {
        var body = "{\"url\":\"https://evil.example\"}";

        assertThat(api.patch(WEBHOOK + path, body).status()).isEqualTo(405);
        assertThat(api.delete(WEBHOOK + path).status()).isEqualTo(405);
        assertThat(api.post(WEBHOOK, body).status()).isEqualTo(405);
        assertThat(webhook.target).contains("https://hooks.example/…");
    }
}
