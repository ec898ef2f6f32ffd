package dev.portcullis.bench.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running product, through its JSON API. */
record Product(String console, String token) {

    String signInLink() throws IOException, InterruptedException {
        return call("POST", "/api/v1/sign-in-links", "").path("url").asString();
    }

    /** Runs one drill of so many attempts and returns when it has its verdict. */
    void runDrill(int attempts) throws IOException, InterruptedException {
        String id =
                call(
                                "POST",
                                "/api/v1/drills",
                                "{\"plan\":\"mysql-login\",\"attempts\":%d}".formatted(attempts))
                        .path("id")
                        .asString();
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (call("GET", "/api/v1/drills/" + id, "").path("verdict").isNull()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("drill " + id + " did not end within 5 min");
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private JsonNode call(String method, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(console + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(
                        "%s %s: %d %s"
                                .formatted(method, path, response.statusCode(), response.body()));
            }
            return JsonMapper.shared().readTree(response.body());
        }
    }
}
