package dev.portcullis.console.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.Console;
import dev.portcullis.hubble.Flow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** T8 of the stream contract in short: while flows flood in, people sign in and move gates, and nothing is lost unsaid. */
class FloodIT {
    private static final String GATE =
            "/api/v1/policies/CiliumNetworkPolicy/users/mysql-ingress/state";
    private static final int BATCH = 500;
    private static final int BREATH = 40 * BATCH;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean flooding = new AtomicBoolean(true);
    private final AtomicLong sent = new AtomicLong();
    private FakeRelay relay;
    private TestCluster cluster;
    private ConfigurableApplicationContext console;
    private URI address;
    private Thread flood;

    @BeforeEach
    void start() {
        relay = new FakeRelay();
        cluster = new TestCluster();
        var application = new SpringApplication(Console.class);
        application.setDefaultProperties(
                Map.of(
                        "portcullis.hubble.address", relay.address(),
                        "portcullis.kubeconfig", cluster.kubeconfig().toString()));
        console = application.run();
        var server = ((WebServerApplicationContext) console).getWebServer();
        address = URI.create("http://127.0.0.1:" + server.getPort());
        await().atMost(Duration.ofSeconds(20)).until(() -> relay.followers() == 1);
        flood = Thread.ofPlatform().name("flood").start(this::pour);
    }

    @AfterEach
    void stop() throws InterruptedException {
        flooding.set(false);
        flood.join();
        console.close();
        relay.close();
        cluster.close();
        http.close();
    }

    /** As fast as the relay can; every batch has other clients. */
    private void pour() {
        while (flooding.get()) {
            long first = sent.get();
            List<Flow> batch = new ArrayList<>(BATCH);
            IntStream.range(0, BATCH).forEach(i -> batch.add(flow(first + i)));
            relay.emit(batch);
            sent.addAndGet(BATCH);
            if (sent.get() % BREATH == 0) {
                // The relay of the test has no ring of its own: what is not taken waits in its
                // memory
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> sent.get() - accounted() < BREATH);
            }
        }
    }

    private static Flow flow(long number) {
        var client =
                TestFlows.pod("team-" + number % 40, "client-" + number % 97, "Deployment", 40_000);
        return TestFlows.packet(Instant.now(), client, TestFlows.USER_SERVICE);
    }

    @Test
    void peopleSignInAndMoveGatesAndNoFlowIsLostUnsaid() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(signIn().headers().firstValue("Location")).hasValueSatisfying(this::inside);
            assertThat(move("off").statusCode()).isEqualTo(200);
            assertThat(move("on").statusCode()).isEqualTo(200);
        }
        flooding.set(false);
        flood.join();

        assertThat(sent.get()).isGreaterThan(10_000);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(accounted()).isEqualTo(sent.get()));
    }

    private void inside(String location) {
        assertThat(location).doesNotContain("login");
    }

    /** Shown and reported lost, together. */
    private long accounted() {
        var relayState = status();
        return relayState.path("flows").asLong() + relayState.path("lost").asLong();
    }

    private JsonNode status() {
        try {
            return JsonMapper.shared()
                    .readTree(call("GET", "/api/v1/status", "").body())
                    .path("relay");
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private HttpResponse<String> move(String state) throws IOException, InterruptedException {
        return call("PUT", GATE, "{\"state\":\"%s\",\"reason\":\"in a flood\"}".formatted(state));
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Authorization", "Bearer " + BrowserConsole.TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "username=operator&password=gate-keeper-of-7-walls"))
                        .build(),
                BodyHandlers.ofString());
    }
}
