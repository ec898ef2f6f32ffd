package dev.portcullis.console.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.lab.Lab;
import dev.portcullis.lab.LabSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The lab with the console in it as the child process that {@code ./run} would start. */
final class RunningProduct implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(4);

    private final Lab lab;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .proxy(ProxySelector.of(null))
                    .build();

    private RunningProduct(Lab lab) {
        this.lab = lab;
    }

    /** Starts the product with its state in {@code home}, and waits until shoppers are served. */
    static RunningProduct start(Path home) throws Exception {
        RunningProduct product =
                new RunningProduct(
                        Lab.start(
                                new LabSettings(
                                        ROOT.resolve("k8s/overlays/lab"),
                                        home.resolve("state"),
                                        ROOT.resolve("target/lab-cache"),
                                        home.resolve("endpoints.json"),
                                        Map.of(
                                                "user-service",
                                                jar("user-service"),
                                                "traffic",
                                                jar("traffic"),
                                                "console",
                                                jar("console")),
                                        Set.of(),
                                        true,
                                        18080,
                                        Duration.ZERO)));
        try {
            await("the console answers").atMost(START).ignoreExceptions().until(product::isReady);
            await("the storefront is served")
                    .atMost(START)
                    .ignoreExceptions()
                    .until(() -> product.edge("shop/storefront", "users/user-service").isPresent());
            await("the user service reaches its database")
                    .atMost(START)
                    .ignoreExceptions()
                    .until(() -> product.edge("users/user-service", "users/mysql").isPresent());
            return product;
        } catch (RuntimeException failed) {
            product.close();
            throw failed;
        }
    }

    private static Path jar(String module) {
        return ROOT.resolve(module).resolve("target").resolve(module + ".jar");
    }

    private boolean isReady() {
        return call("GET", "/actuator/health/readiness", "").status() == 200;
    }

    Lab lab() {
        return lab;
    }

    URI console() {
        return lab.endpoints().console();
    }

    /** The map's edge between two workloads, if there is one. */
    java.util.Optional<JsonNode> edge(String source, String destination) {
        return get("/api/v1/map")
                .path("edges")
                .valueStream()
                .filter(edge -> edge.path("source").asString().equals(source))
                .filter(edge -> edge.path("destination").asString().equals(destination))
                .findFirst();
    }

    /** The state of a gate: on, off, … */
    String gate(String namespace, String name) {
        return get("/api/v1/policies")
                .path("items")
                .valueStream()
                .filter(item -> item.path("namespace").asString().equals(namespace))
                .filter(item -> item.path("name").asString().equals(name))
                .map(item -> item.path("state").asString())
                .findFirst()
                .orElse("absent");
    }

    Answer move(String namespace, String name, String state) {
        return call(
                "PUT",
                "/api/v1/policies/CiliumNetworkPolicy/%s/%s/state".formatted(namespace, name),
                "{\"state\":\"%s\",\"reason\":\"a story\"}".formatted(state));
    }

    /** Launches a drill and answers its id. */
    String launch(int attempts) {
        var answer =
                call(
                        "POST",
                        "/api/v1/drills",
                        "{\"plan\":\"mysql-login\",\"attempts\":%d}".formatted(attempts));
        assertThat(answer.status())
                .as("the answer to a launch: %s", answer.body())
                .isBetween(200, 299);
        return answer.json().path("id").asString();
    }

    JsonNode drill(String id) {
        return get("/api/v1/drills/" + id);
    }

    /** Waits for a drill's verdict and answers the whole drill. */
    JsonNode finished(String id) {
        await("drill %s to end".formatted(id))
                .atMost(Duration.ofMinutes(3))
                .until(() -> !drill(id).path("verdict").isNull());
        await("drill %s to be cleaned up".formatted(id))
                .atMost(Duration.ofMinutes(1))
                .until(() -> drill(id).path("state").asString().equals("cleaned"));
        return drill(id);
    }

    /** Lets everybody go who is in quarantine. */
    void releaseAll() {
        get("/api/v1/quarantines")
                .path("items")
                .forEach(
                        held ->
                                call(
                                        "DELETE",
                                        "/api/v1/quarantines/%s/%s"
                                                .formatted(
                                                        held.path("namespace").asString(),
                                                        held.path("policy").asString()),
                                        ""));
    }

    /** Where a console on somebody's own machine finds relay and the user service of this cluster. */
    Map<String, String> places() {
        return Map.of(
                "PORTCULLIS_HUBBLE_ADDRESS",
                lab.endpoints().relay(),
                "PORTCULLIS_USER_SERVICE_SERVICE",
                "users/user-service");
    }

    JsonNode get(String path) {
        return call("GET", path, "").json();
    }

    /** A new one-time sign-in link. */
    String signInLink() {
        return call("POST", "/api/v1/sign-in-links", "").json().path("url").asString();
    }

    /** Calls the console with the bearer token. */
    Answer call(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(console().resolve(path))
                        .header("Authorization", "Bearer " + lab.endpoints().token())
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(60))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    @Override
    public void close() throws Exception {
        http.close();
        lab.close();
    }
}
