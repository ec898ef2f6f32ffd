package dev.portcullis.traffic.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The user service over HTTP.
 *
 * <p>{@link HttpClient} follows {@code http.proxyHost}, which is how a pod's identity is kept where the network is made
 * in user space; it does not follow {@code socksProxyHost}.
 */
final class UsersApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;
    private final Duration timeout;
    private final AtomicReference<HttpClient> http;

    UsersApi(URI base, Duration timeout) {
        this.base = base;
        this.timeout = timeout;
        this.http = new AtomicReference<>(connect(timeout));
    }

    /** Opens new connections for what comes next; the old ones end after their last answer. */
    void reconnect() {
        HttpClient old = http.getAndSet(connect(timeout));
        Thread.startVirtualThread(() -> retire(old));
    }

    private static void retire(HttpClient old) {
        try {
            // A request may have picked it up just before it was replaced.
            Thread.sleep(Duration.ofSeconds(1));
            old.close();
        } catch (InterruptedException e) {
            old.shutdownNow();
        }
    }

    private static HttpClient connect(Duration timeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** A user as the client needs it: who, and which version it last saw. */
    record Seen(String id, String etag) {}

    /** What the service answered: the status, and the user in the body if there is one. */
    record Reply(int status, Optional<Seen> user) {}

    Reply find(String email) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(
                        request(
                                        "api/v1/users?limit=5&emailPrefix="
                                                + URLEncoder.encode(email, StandardCharsets.UTF_8))
                                .GET());
        return new Reply(
                response.statusCode(),
                tree(response)
                        .flatMap(
                                page ->
                                        page.path("items").values().stream()
                                                .filter(
                                                        user ->
                                                                email.equalsIgnoreCase(
                                                                        user.path("email")
                                                                                .asString("")))
                                                .findFirst())
                        .flatMap(UsersApi::seen));
    }

    Reply create(String email, String displayName, String password, String key)
            throws IOException, InterruptedException {
        String body =
                JSON.writeValueAsString(
                        Map.of(
                                "email", email,
                                "displayName", displayName,
                                "password", password));
        return reply(
                send(
                        request("api/v1/users")
                                .header("Idempotency-Key", key)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))));
    }

    Reply get(String id) throws IOException, InterruptedException {
        return reply(send(request("api/v1/users/" + id).GET()));
    }

    Reply page(int limit) throws IOException, InterruptedException {
        return new Reply(
                send(request("api/v1/users?limit=" + limit).GET()).statusCode(), Optional.empty());
    }

    Reply rename(Seen user, String displayName) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("displayName", displayName));
        return reply(
                send(
                        request("api/v1/users/" + user.id())
                                .header("If-Match", user.etag())
                                .header("Content-Type", "application/merge-patch+json")
                                .method("PATCH", BodyPublishers.ofString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(timeout)
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.get().send(request.build(), BodyHandlers.ofString());
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(response.statusCode(), tree(response).flatMap(UsersApi::seen));
    }

    private static Optional<JsonNode> tree(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(response.body()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Seen> seen(JsonNode user) {
        String id = user.path("id").asString("");
        String version = user.path("version").asString("");
        return id.isEmpty() || version.isEmpty()
                ? Optional.empty()
                : Optional.of(new Seen(id, "\"" + version + "\""));
    }

    @Override
    public void close() {
        http.get().shutdownNow();
    }
}
