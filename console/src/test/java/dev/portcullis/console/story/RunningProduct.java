package dev.portcullis.console.story;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lab with the console in it, started as a process of its own just as {@code ./run} starts it.
 *
 * <p>Everything is read from {@code endpoints.json}, as any other client would.
 */
final class RunningProduct implements AutoCloseable {

    static final ObjectMapper JSON = JsonMapper.shared();
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Process process;
    private final Path log;
    private final JsonNode endpoints;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private RunningProduct(Process process, Path log, JsonNode endpoints) {
        this.process = process;
        this.log = log;
        this.endpoints = endpoints;
    }

    /** Starts the product with its state in {@code home}, and waits until the console answers. */
    static RunningProduct start(Path home) throws IOException {
        Files.createDirectories(home);
        Path endpoints = home.resolve("endpoints.json");
        Files.deleteIfExists(endpoints);
        Path log = home.resolve("lab.log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx320m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                "lab/target/lab.jar",
                                "--manifests",
                                "k8s/overlays/lab",
                                "--state",
                                home.resolve("state").toString(),
                                "--endpoints",
                                endpoints.toString(),
                                "--images",
                                "user-service=user-service/target/user-service.jar"
                                        + ",traffic=traffic/target/traffic.jar"
                                        + ",console=console/target/console.jar"));
        Process process =
                new ProcessBuilder(command)
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        try {
            await("the console to answer; the log is " + log)
                    .atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("the lab ended early; its log is " + log, () -> !process.isAlive())
                    .until(() -> ready(endpoints));
            return new RunningProduct(process, log, JSON.readTree(Files.readString(endpoints)));
        } catch (RuntimeException | IOException failed) {
            process.destroy();
            throw failed;
        }
    }

    private static boolean ready(Path endpoints) {
        if (!Files.exists(endpoints)) {
            return false;
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            String console =
                    JSON.readTree(Files.readString(endpoints)).path("console").asString("");
            URI health = URI.create(console + "/actuator/health/readiness");
            return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException | RuntimeException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String endpoint(String name) {
        return endpoints.path(name).asString();
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    /** Calls the JSON API with the bearer token; the path starts at {@code /api/v1}. */
    Answer call(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint("console") + path))
                        .header("Authorization", "Bearer " + endpoint("token"))
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

    Answer get(String path) {
        return call("GET", path, "");
    }

    /** A new one-time sign-in link. */
    String signInLink() {
        return call("POST", "/api/v1/sign-in-links", "").json().path("url").asString();
    }

    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the lab did not stop within 40 s; see " + log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
