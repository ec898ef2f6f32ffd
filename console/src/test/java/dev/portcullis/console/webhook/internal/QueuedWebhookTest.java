package dev.portcullis.console.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.TestAuditLogs;
import dev.portcullis.console.drills.TestDrills;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.incidents.TestIncidents;
import dev.portcullis.console.webhook.Delivery;
import dev.portcullis.console.webhook.WebhookSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Against a real HTTP server on loopback, which the settings allow. */
class QueuedWebhookTest {
    private static final String SECRET = "a secret of the deployment";
    private static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));

    private final TestClock clock = new TestClock();
    private final DataSource store = TestStores.fresh();
    private final AuditLog audit = TestAuditLogs.in(store, clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 204;
    private volatile int answerBytes;

    private record Received(
            String signature, String timestamp, String event, String id, String body) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::take);
        server.createContext(
                "/elsewhere",
                exchange -> {
                    elsewhere.add(exchange.getRequestMethod());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        received.add(
                new Received(
                        headers.getFirst("X-Portcullis-Signature"),
                        headers.getFirst("X-Portcullis-Timestamp"),
                        headers.getFirst("X-Portcullis-Event"),
                        headers.getFirst("X-Portcullis-Delivery"),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        try (exchange) {
            exchange.sendResponseHeaders(status, answerBytes == 0 ? -1 : answerBytes);
            if (answerBytes > 0) {
                exchange.getResponseBody().write(new byte[answerBytes]);
            }
        } catch (IOException hungUp) {
            // The client may hang up on an answer that is too long.
            assertThat(answerBytes).isPositive();
        }
    }

    @Test
    void aReceiverCanVerifyTheSignatureOverTimeAndBody() throws Exception {
        var webhook = webhook();
        webhook.tell(opened());

        assertThat(webhook.sendNext()).isTrue();

        var got = received.getFirst();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var expected =
                HexFormat.of()
                        .formatHex(
                                mac.doFinal(
                                        (got.timestamp() + "." + got.body())
                                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(got.signature()).isEqualTo("v1=" + expected);
        assertThat(got.timestamp()).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        assertThat(got.event()).isEqualTo("incident.opened");
        var body = JsonMapper.shared().readTree(got.body());
        assertThat(body.at("/incident/source").asString()).isEqualTo("shop/curious");
        assertThat(body.at("/incident/exercise").asBoolean()).isFalse();
        assertThat(body.path("delivery").asString()).isEqualTo(got.id());
        assertThat(only(webhook).state()).isEqualTo(Delivery.State.DELIVERED);
    }

    @Test
    void anExerciseIsCalledOne() {
        var webhook = webhook();
        webhook.tell(
                new IncidentEvent.Opened(
                        TestIncidents.exercise(32, TestDrills.ID), clock.instant()));
        webhook.sendNext();

        var body = JsonMapper.shared().readTree(received.getFirst().body());
        assertThat(body.at("/incident/exercise").asBoolean()).isTrue();
        assertThat(body.at("/incident/drill").asString()).isEqualTo("k7m2x9qa");
    }

    @Test
    void whatFailsIsTriedAgainLaterAndLaterAndThenGivenUp() {
        status = 503;
        var webhook = webhook();
        webhook.tell(opened());
        assertThat(webhook.sendNext()).isTrue();
        assertThat(webhook.sendNext()).as("not at once again").isFalse();
        assertThat(only(webhook).answer()).isEqualTo("The receiver answered 503.");

        var pauses = new java.util.ArrayList<Duration>();
        for (var attempt = 1; attempt < 12; attempt++) {
            pauses.add(Duration.between(clock.instant(), only(webhook).nextAttempt()));
            clock.pass(pauses.getLast());
            assertThat(webhook.sendNext()).isTrue();
        }

        assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(10)) <= 0);
        assertThat(only(webhook).state()).isEqualTo(Delivery.State.GIVEN_UP);
        assertThat(received)
                .hasSize(12)
                .extracting(Received::id)
                .containsOnly(received.getFirst().id());
        assertThat(
                        meters.get("portcullis.webhook.attempts")
                                .tag("outcome", "given-up")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        var webhook = webhook();
        webhook.tell(opened());
        for (var redirect : List.of(301, 302, 303, 307, 308)) {
            status = redirect;
            webhook.sendNext();
            assertThat(only(webhook).answer())
                    .isEqualTo(
                            "The receiver answered %d: redirects are not followed."
                                    .formatted(redirect));
            clock.pass(Duration.ofHours(1));
        }
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotEndIsCutOff() {
        status = 200;
        answerBytes = 3 * 1024 * 1024;
        var webhook = webhook();
        webhook.tell(opened());
        webhook.sendNext();

        assertThat(only(webhook).answer()).contains("longer than 1 MiB");
    }

    @Test
    void whatWaitsOutlivesTheConsole() {
        status = 500;
        var before = webhook();
        before.tell(opened());
        before.sendNext();
        before.close();

        status = 200;
        clock.pass(Duration.ofSeconds(2));
        var after = webhook();
        assertThat(after.waiting()).isEqualTo(1);
        after.sendNext();

        assertThat(only(after).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(received).hasSize(2);
    }

    @Test
    void theQueueIsBoundedAndSaysWhatItGaveUp() {
        var queue = new DeliveryQueue(JdbcClient.create(store));
        for (var number = 0; number < DeliveryQueue.MOST_WAITING + 5; number++) {
            queue.add(UUID.randomUUID(), clock.instant(), "e", "number " + number, "{}");
            clock.pass(Duration.ofMillis(1));
        }

        assertThat(queue.waiting()).isEqualTo(DeliveryQueue.MOST_WAITING);
        assertThat(queue.newest(2_000))
                .filteredOn(delivery -> delivery.state() == Delivery.State.GIVEN_UP)
                .extracting(Delivery::about)
                .contains("number 0", "number 4")
                .hasSize(5);
    }

    @Test
    void aTestIsAuditedAndTheViewerMayNotSendOne() {
        var webhook = webhook();

        assertThat(webhook.test(new User("viewer", "127.0.0.1", Set.of(Role.VIEWER)))).isPresent();
        assertThat(webhook.test(OPERATOR)).isEmpty();

        webhook.sendNext();
        assertThat(received)
                .singleElement()
                .satisfies(r -> assertThat(r.event()).isEqualTo("test"));
        assertThat(audit.count(new AuditQuery("webhook.test"))).isEqualTo(2);
    }

    @Test
    void thePathOfTheTargetIsNotShown() {
        assertThat(webhook().target().orElseThrow())
                .isEqualTo("http://127.0.0.1:%d/…".formatted(server.getAddress().getPort()));
    }

    private IncidentEvent opened() {
        return new IncidentEvent.Opened(TestIncidents.intruder(31), clock.instant());
    }

    private static Delivery only(QueuedWebhook webhook) {
        assertThat(webhook.newest()).hasSize(1);
        return webhook.newest().getFirst();
    }

    private QueuedWebhook webhook() {
        var settings =
                new WebhookSettings(
                        "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort()),
                        SECRET,
                        List.of("127.0.0.0/8"),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5));
        return new QueuedWebhook(
                settings,
                new DeliveryQueue(JdbcClient.create(store)),
                new Sender(
                        settings,
                        new TargetGuard(settings.allow(), InetAddress::getAllByName),
                        new Signature(SECRET),
                        clock),
                Optional.empty(),
                audit,
                clock,
                new Random(7),
                meters);
    }
}
