package dev.portcullis.userservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.userservice.testing.TestDatabase;
import dev.portcullis.userservice.testing.TestGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it is shipped, on a real database, told as one story: the database comes, goes and comes back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UserServiceIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private static Path folder;
    private static TestGate gate;
    private static Process service;
    private static String base;

    @BeforeAll
    static void startWithoutADatabase() throws IOException {
        TestDatabase database = TestDatabase.get();
        gate = new TestGate(database.port());
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        base = "http://127.0.0.1:" + port;
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx128m",
                                "-jar",
                                Path.of("target", "user-service.jar").toString()));
        builder.environment()
                .putAll(
                        Map.of(
                                "SERVER_ADDRESS",
                                "127.0.0.1",
                                "SERVER_PORT",
                                Integer.toString(port),
                                "DB_URL",
                                database.url(database.newSchema(), gate.port()),
                                "DB_USERNAME",
                                "users_app",
                                "DB_PASSWORD",
                                TestDatabase.PASSWORD,
                                "MIGRATION_USERNAME",
                                "users_ddl",
                                "MIGRATION_PASSWORD",
                                TestDatabase.PASSWORD));
        service = builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        gate.close();
    }

    @Test
    @Order(1)
    void withoutADatabaseItIsAliveButNotReady() {
        await("liveness")
                .atMost(3, TimeUnit.MINUTES)
                .ignoreException(UncheckedIOException.class)
                .until(() -> status("liveness") == 200);

        assertThat(status("readiness")).isEqualTo(503);
        assertThat(get("/api/v1/users").statusCode()).isEqualTo(503);
    }

    @Test
    @Order(2)
    void whenTheDatabaseComesItMakesItsTablesAndIsReady() {
        gate.open();

        await("readiness").atMost(2, TimeUnit.MINUTES).until(() -> status("readiness") == 200);
    }

    @Test
    @Order(3)
    void itKeepsUsers() {
        HttpResponse<String> created = create("ann@example.org");
        JsonNode user = JSON.readTree(created.body());
        HttpResponse<String> patched =
                send(
                        request("/api/v1/users/" + user.path("id").asString())
                                .header("Content-Type", "application/merge-patch+json")
                                .header("If-Match", "\"1\"")
                                .method("PATCH", BodyPublishers.ofString("{\"role\":\"ADMIN\"}")));
        HttpResponse<String> list = get("/api/v1/users?emailPrefix=ann");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(patched.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(list.body()).at("/items/0/role").asString()).isEqualTo("ADMIN");
        assertThat(JSON.readTree(list.body()).at("/items/0/createdAt"))
                .isEqualTo(user.path("createdAt"));
    }

    @Test
    @Order(4)
    void itDescribesItself() {
        JsonNode document = JSON.readTree(get("/v3/api-docs").body());

        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder("/api/v1/users", "/api/v1/users/{id}");
    }

    @Test
    @Order(5)
    void whatIsNotThereIsAProblem() {
        HttpResponse<String> reply = get("/api/v2/nothing");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    @Order(6)
    void whenTheWayIsClosedItAnswersSoonAndStaysAlive() {
        gate.shut();

        HttpResponse<String> reply =
                await("a refusal")
                        .atMost(20, TimeUnit.SECONDS)
                        .until(() -> get("/api/v1/users"), last -> last.statusCode() == 503);

        assertThat(JSON.readTree(reply.body()).path("type").asString())
                .endsWith("database-unavailable");
        assertThat(status("readiness")).isEqualTo(503);
        assertThat(status("liveness")).isEqualTo(200);
        // Again, now that the pool is empty: what is waited for is a new connection.
        get("/api/v1/users");
        assertThat(metrics()).contains("sql_errors_total{").contains("sqlstate=\"08S01\"");
    }

    @Test
    @Order(7)
    void whenTheWayOpensAgainItServesWithinSeconds() {
        gate.open();

        await("service")
                .atMost(Duration.ofSeconds(10))
                .until(() -> get("/api/v1/users").statusCode() == 200);
        await("readiness").atMost(Duration.ofSeconds(10)).until(() -> status("readiness") == 200);
    }

    @Test
    @Order(8)
    void itTellsPrometheusHowLongConnectionsTake() {
        assertThat(metrics())
                .contains("hikaricp_connections_acquire_seconds_bucket")
                .contains("hikaricp_connections_creation_seconds_count")
                .contains("http_server_requests_seconds_bucket");
    }

    @Test
    @Order(9)
    void itEndsWhenAskedAndHasLoggedNoPassword() throws Exception {
        service.destroy();

        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log()))
                .doesNotContain("correct horse battery")
                .doesNotContain(TestDatabase.PASSWORD)
                .doesNotContain("argon2");
    }

    private static Path log() {
        return folder.resolve("service.log");
    }

    private static HttpResponse<String> create(String email) {
        return send(
                request("/api/v1/users")
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"email": "%s", "displayName": "Ann", "password": "correct horse battery"}
                                        """
                                                .formatted(email))));
    }

    private static String metrics() {
        return get("/actuator/prometheus").body();
    }

    private static int status(String probe) {
        return get("/actuator/health/" + probe).statusCode();
    }

    private static HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(15));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
