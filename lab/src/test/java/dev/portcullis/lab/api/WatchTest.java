package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Watches as plain HTTP, the way kubectl and client-go read them. */
class WatchTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps?watch=true";
    private static final String ONE = "/api/v1/namespaces/default/configmaps/one";

    private final Store store = Store.inMemory();
    private ApiServer server;
    private SSLContext trust;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        var tls = Tls.create();
        server = ApiServer.start(store, tls, "token", PodLogs.NONE, 0);
        trust = LabApi.trusting(tls);
        client = HttpClient.newBuilder().sslContext(trust).build();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void whoStopsServingCutsTheWatchesAndServesTheSameObjectsOnTheSamePortAgain() throws Exception {
        store.create(Trees.object(Kind.CONFIG_MAP, "default", "one"));
        var watch =
                client.send(
                        request(MAPS + "&timeoutSeconds=60"), HttpResponse.BodyHandlers.ofLines());
        int port = server.port();

        server.stopServing();
        assertThat(watch.body().toList()).hasSize(1);
        assertThatThrownBy(() -> client.send(request(ONE), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);

        server.serve();
        assertThat(server.port()).isEqualTo(port);
        assertThat(client.send(request(ONE), HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bothVersionsOfHttpStreamEventsAsTheyHappen(HttpClient.Version version) throws Exception {
        try (var speaking = HttpClient.newBuilder().sslContext(trust).version(version).build()) {
            var answer =
                    speaking.sendAsync(
                            request(MAPS + "&timeoutSeconds=5"),
                            HttpResponse.BodyHandlers.ofLines());
            var lines = new CopyOnWriteArrayList<String>();
            var response = answer.get();
            assertThat(response.version()).isEqualTo(version);
            Thread.ofVirtual().start(() -> response.body().forEach(lines::add));

            store.create(Trees.object(Kind.CONFIG_MAP, "default", "one"));
            await().until(() -> lines.size() == 1);
            store.delete(Kind.CONFIG_MAP, "default", "one");
            await().until(() -> lines.size() == 2);

            assertThat(lines)
                    .extracting(WatchTest::summary)
                    .containsExactly("ADDED one", "DELETED one");
        }
    }

    @Test
    void aWatchEndsInTimeWithABookmark() throws Exception {
        store.create(Trees.object(Kind.CONFIG_MAP, "default", "one"));

        var events = read(MAPS + "&timeoutSeconds=1&allowWatchBookmarks=true");

        assertThat(events)
                .extracting(event -> event.path("type").stringValue())
                .containsExactly("ADDED", "BOOKMARK");
        assertThat(
                        events.getLast()
                                .path("object")
                                .path("metadata")
                                .path("resourceVersion")
                                .stringValue())
                .isEqualTo(Long.toString(store.revision()));
    }

    @Test
    void theEndOfTheInitialEventsIsMarked() throws Exception {
        store.create(Trees.object(Kind.CONFIG_MAP, "default", "one"));

        var events =
                read(
                        MAPS
                                + "&timeoutSeconds=1&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");

        assertThat(
                        events.get(1)
                                .path("object")
                                .path("metadata")
                                .path("annotations")
                                .path("k8s.io/initial-events-end")
                                .stringValue())
                .isEqualTo("true");
    }

    @Test
    void aWatchFromTheFutureOrAForgottenPastHasExpired() throws Exception {
        for (int i = 0; i < 3; i++) {
            store.create(Trees.object(Kind.CONFIG_MAP, "default", "m" + i));
        }
        store.forget(Kind.CONFIG_MAP);
        for (long from : new long[] {1, store.revision() + 1_000}) {
            var events = read(MAPS + "&timeoutSeconds=5&resourceVersion=" + from);

            assertThat(events).hasSize(1);
            assertThat(events.getFirst().path("type").stringValue()).isEqualTo("ERROR");
            assertThat(events.getFirst().path("object").path("code").intValue()).isEqualTo(410);
        }
    }

    @Test
    void oneObjectIsWatchedByItsName() throws Exception {
        store.create(Trees.object(Kind.CONFIG_MAP, "default", "one"));
        store.create(Trees.object(Kind.CONFIG_MAP, "default", "two"));

        var events = read("/api/v1/namespaces/default/configmaps/two?watch=1&timeoutSeconds=1");

        assertThat(events)
                .extracting(event -> summary(event.toString()))
                .containsExactly("ADDED two");
    }

    @Test
    void aClosingServerEndsItsWatches() throws Exception {
        var answer = client.sendAsync(request(MAPS), HttpResponse.BodyHandlers.ofLines()).get();
        var ended = new CopyOnWriteArrayList<String>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                answer.body().forEach(_ -> {});
                            } catch (RuntimeException _) {
                                // Cut off is as good as ended.
                            }
                            ended.add("ended");
                        });

        server.close();

        await().until(() -> !ended.isEmpty());
    }

    private List<JsonNode> read(String path) throws Exception {
        return client.send(request(path), HttpResponse.BodyHandlers.ofLines())
                .body()
                .map(Trees.JSON::readTree)
                .toList();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path))
                .header("Authorization", "Bearer token")
                .build();
    }

    private static String summary(String line) {
        var event = Trees.JSON.readTree(line);
        return event.path("type").stringValue()
                + " "
                + event.path("object").path("metadata").path("name").stringValue();
    }
}
