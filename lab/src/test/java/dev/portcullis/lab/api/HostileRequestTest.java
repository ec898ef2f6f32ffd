package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests nobody should send: each gets a clear Status, and the server goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final Store store = Store.inMemory();
    private final Tls tls = Tls.create();
    private ApiServer server;
    private SSLContext trust;
    private HttpClient client;

    @BeforeAll
    void start() throws Exception {
        server = ApiServer.start(store, tls, "token", PodLogs.NONE, 0);
        trust = LabApi.trusting(tls);
        client = HttpClient.newBuilder().sslContext(trust).build();
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        var body = "{\"data\":{\"a\":\"" + "x".repeat(5 << 20) + "\"}}";

        assertStatus(send("POST", MAPS, body), 413, "RequestEntityTooLarge");
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedOnceItIsTooLong() throws Exception {
        var request =
                request(MAPS)
                        .method(
                                "POST",
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[4 << 20])))
                        .build();

        assertStatus(
                client.send(request, HttpResponse.BodyHandlers.ofString()),
                413,
                "RequestEntityTooLarge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/yaml"})
    void aBodyNestedTooDeepIsRefused(String type) {
        for (var body :
                List.of("[".repeat(10_000), "{\"a\":".repeat(10_000), "- ".repeat(10_000))) {
            assertStatus(send("POST", MAPS, body, type), 400, "BadRequest");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":}",
                "nonsense",
                "[]",
                "17",
                "\"text\"",
                "null",
                "{} {}",
                "{\"metadata\":[]}",
                "{\"metadata\":{\"name\":7}}",
                "{\"metadata\":{\"name\":\"a\",\"labels\":{\"a\":1}}}",
                "{\"metadata\":{\"name\":\"a\",\"labels\":[]}}",
                "{\"kind\":5}",
                "{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}",
                "{\"metadata\":{\"name\":\"a\"},\"data\":[]}",
                "{\"metadata\":{\"name\":\"a\"},\"data\":{\"a\":{}}}",
                "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"7\"}}"
            })
    void aBodyThatMakesNoSenseIsRefused(String body) {
        assertStatus(send("POST", MAPS, body), 400, "BadRequest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "a: b: c",
                "\tx: 1",
                "a: *nowhere",
                "--- |\n- x\n ?",
                "key: \"unclosed",
                "a: 1\na: 2",
                "%YAML 9.9\n---\na: 1"
            })
    void brokenYamlIsRefused(String body) {
        var answer = send("POST", MAPS, body, "application/yaml");

        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(json(answer).path("kind").stringValue()).isEqualTo("Status");
    }

    @Test
    void anAliasDoesNotMultiply() {
        var body =
                """
                metadata: {name: laughs}
                data:
                  a: &a "lol lol lol lol lol lol lol lol lol lol"
                  b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                  c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                """;

        assertThat(send("POST", MAPS, body, "application/yaml").statusCode()).isEqualTo(400);
    }

    @Test
    void aWrongFormIsToldWithItsPath() {
        var body =
                """
                {"metadata":{"name":"web"},"spec":{"replicas":"many",
                 "selector":{},"template":{"spec":{"containers":[{"name":"a","image":"b"}]}}}}
                """;

        var answer = send("POST", "/apis/apps/v1/namespaces/default/deployments", body);

        assertStatus(answer, 400, "BadRequest");
        assertThat(json(answer).path("message").stringValue())
                .contains("spec.replicas: expected integer, got string");
    }

    @Test
    void everyProblemOfAnObjectIsToldWithItsPath() {
        var body =
                """
                {"metadata":{"name":"web"},"spec":{"replicas":-1,"selector":{"matchLabels":{"a":"b"}},
                 "template":{"spec":{"containers":[{"name":"A!","ports":[{"containerPort":70000}]}]}}}}
                """;

        var answer = send("POST", "/apis/apps/v1/namespaces/default/deployments", body);

        assertStatus(answer, 422, "Invalid");
        assertThat(json(answer).path("details").path("causes").valueStream())
                .extracting(cause -> cause.path("field").stringValue())
                .contains(
                        "spec.replicas",
                        "spec.template.metadata.labels",
                        "spec.template.spec.containers[0].name",
                        "spec.template.spec.containers[0].image",
                        "spec.template.spec.containers[0].ports[0].containerPort");
    }

    @Test
    void hostileNamesAndLabelsAreRefused() {
        for (var text :
                List.of("<img src=x onerror=alert(1)>", "../../etc", "ÄÖ", "a".repeat(300), "A")) {
            var name = Trees.object();
            name.putObject("metadata").put("name", text);
            assertStatus(send("POST", MAPS, name.toString()), 422, "Invalid");
            var label = Trees.object();
            label.putObject("metadata").put("name", "ok").putObject("labels").put("k", text + "!");
            assertStatus(send("POST", MAPS, label.toString()), 422, "Invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2",
                "/apis/nobody.example.org/v1/things",
                "/api/v1/namespaces/default/deployments",
                "/api/v1/namespaces/default/configmaps/a/b",
                "/api/v1/namespaces/default/configmaps/a/b/c/d",
                "/api/v1/nodes/lab/log",
                "/no/such/thing"
            })
    void aPathThatLeadsNowhereIsNotFound(String path) {
        assertStatus(send("GET", path, ""), 404, "NotFound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=-1",
                "?limit=many",
                "?resourceVersion=x",
                "?continue=!!!",
                "?continue=e30",
                "?labelSelector=a%20in%20(",
                "?labelSelector=%3D%3D",
                "?labelSelector=a%2Cb%2C%2C%3D",
                "?fieldSelector=nonsense",
                "?watch=true&timeoutSeconds=x",
                "?labelSelector=%zz"
            })
    void aQueryThatMakesNoSenseIsRefused(String query) throws Exception {
        assertStatus(raw("GET " + MAPS + query), 400);
    }

    @Test
    void aMethodNobodyServesIsNotAllowed() {
        assertStatus(send("PUT", MAPS, "{}"), 405, "MethodNotAllowed");
        assertStatus(send("POST", MAPS + "/a", "{}"), 405, "MethodNotAllowed");
        assertStatus(send("OPTIONS", MAPS, ""), 405, "MethodNotAllowed");
    }

    @Test
    void aBodyOfAnotherTypeIsNotSupported() {
        assertStatus(send("POST", MAPS, "a=b", "text/plain"), 415, "UnsupportedMediaType");
        store.create(Trees.object(Kind.CONFIG_MAP, "default", "typed"));
        assertStatus(send("PATCH", MAPS + "/typed", "{}"), 415, "UnsupportedMediaType");
    }

    @Test
    void aHostilePatchIsRefusedAndChangesNothing() {
        store.create(Trees.object(Kind.CONFIG_MAP, "default", "patched"));
        var before = store.get(Kind.CONFIG_MAP, "default", "patched");
        for (var patch :
                List.of(
                        "{}",
                        "[{}]",
                        "[{\"op\":\"explode\",\"path\":\"/data\"}]",
                        "[{\"op\":\"remove\",\"path\":\"/nowhere/at/all\"}]",
                        "[{\"op\":\"remove\",\"path\":\"\"}]",
                        "[{\"op\":\"add\",\"path\":\"data\",\"value\":1}]",
                        "[{\"op\":\"add\",\"path\":\"/data\"}]",
                        "[{\"op\":\"add\",\"path\":\"\",\"value\":7}]",
                        "[{\"op\":\"test\",\"path\":\"/metadata/name\",\"value\":\"other\"}]",
                        "[{\"op\":\"replace\",\"path\":\"/metadata/name\",\"value\":\"other\"}]",
                        "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":[1]}]")) {
            var answer = send("PATCH", MAPS + "/patched", patch, "application/json-patch+json");
            assertThat(answer.statusCode()).as(patch).isIn(400, 422);
        }
        assertThat(store.get(Kind.CONFIG_MAP, "default", "patched")).isEqualTo(before);
    }

    @Test
    void withoutTheTokenOnlyHealthIsTold() throws Exception {
        for (var token : List.of("", "Bearer wrong", "Basic dG9rZW4=", "token")) {
            var request = HttpRequest.newBuilder(uri(MAPS)).header("Authorization", token).build();
            assertStatus(
                    client.send(request, HttpResponse.BodyHandlers.ofString()),
                    401,
                    "Unauthorized");
        }
        for (var path : List.of("/healthz", "/readyz", "/livez")) {
            var request = HttpRequest.newBuilder(uri(path)).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("ok");
        }
    }

    @Test
    void slowClientsKeepNobodyWaiting() throws Exception {
        var slow = new ArrayList<AutoCloseable>();
        try {
            for (int i = 0; i < 40; i++) {
                var socket = trust.getSocketFactory().createSocket("127.0.0.1", server.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(
                                ("POST "
                                                + MAPS
                                                + " HTTP/1.1\r\nHost: lab\r\nContent-Length: 100\r\n"
                                                + "Authorization: Bearer token\r\n\r\n{")
                                        .getBytes(StandardCharsets.US_ASCII));
            }
            var request = request(MAPS).timeout(Duration.ofSeconds(5)).build();

            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whateverIsSentTheServerDoesNotFail() {
        var random = new Random(42);
        for (int i = 0; i < 150; i++) {
            var body = randomTree(random, 4).toString();
            var path =
                    List.of(
                                    MAPS,
                                    "/api/v1/namespaces/default/pods",
                                    "/api/v1/namespaces/default/services",
                                    "/apis/apps/v1/namespaces/default/deployments",
                                    "/apis/batch/v1/namespaces/default/jobs",
                                    "/apis/cilium.io/v2/namespaces/default/ciliumnetworkpolicies")
                            .get(random.nextInt(6));
            assertThat(send("POST", path, body).statusCode()).as(body).isLessThan(500);
            var patch =
                    send(
                            "PATCH",
                            path + "/fuzz?fieldManager=f&force=true",
                            body,
                            List.of(
                                            "application/apply-patch+yaml",
                                            "application/merge-patch+json",
                                            "application/json-patch+json",
                                            "application/strategic-merge-patch+json")
                                    .get(random.nextInt(4)));
            assertThat(patch.statusCode()).as(body).isLessThan(500);
        }
    }

    private static JsonNode randomTree(Random random, int depth) {
        var fields =
                List.of(
                        "apiVersion",
                        "kind",
                        "metadata",
                        "spec",
                        "status",
                        "name",
                        "labels",
                        "template",
                        "containers",
                        "selector",
                        "ports",
                        "replicas",
                        "data",
                        "$patch",
                        "$retainKeys",
                        "$setElementOrder/containers",
                        "ingress",
                        "endpointSelector",
                        "ownerReferences",
                        "finalizers",
                        "managedFields",
                        "uid",
                        "resourceVersion",
                        "generateName",
                        "stringData",
                        "strategy");
        int form = depth == 0 ? 2 + random.nextInt(5) : random.nextInt(7);
        return switch (form) {
            case 0, 1 -> {
                var object = Trees.object();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    object.set(
                            fields.get(random.nextInt(fields.size())),
                            randomTree(random, depth - 1));
                }
                yield object;
            }
            case 2 -> {
                var list = Trees.NODES.arrayNode();
                for (int i = depth == 0 ? 0 : random.nextInt(4); i > 0; i--) {
                    list.add(randomTree(random, depth - 1));
                }
                yield list;
            }
            case 3 ->
                    Trees.NODES.stringNode(
                            List.of("", "fuzz", "v1", "delete", "\u0000", "a/b")
                                    .get(random.nextInt(6)));
            case 4 -> Trees.NODES.numberNode(random.nextLong());
            case 5 -> Trees.NODES.booleanNode(random.nextBoolean());
            default -> Trees.NODES.nullNode();
        };
    }

    private void assertStatus(String answer, int code) {
        assertThat(answer).startsWith("HTTP/1.1 " + code);
    }

    private static void assertStatus(HttpResponse<String> answer, int code, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
        var status = json(answer);
        assertThat(status.path("kind").stringValue()).isEqualTo("Status");
        assertThat(status.path("code").intValue()).isEqualTo(code);
        assertThat(status.path("reason").stringValue()).isEqualTo(reason);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Trees.JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, "application/json");
    }

    private HttpResponse<String> send(String method, String path, String body, String type) {
        var request =
                request(path)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    /** The answer to a request line that no client would write. */
    private String raw(String line) throws IOException {
        try (var socket = trust.getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(
                            (line
                                            + " HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n"
                                            + "Authorization: Bearer token\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer token");
    }

    private URI uri(String path) {
        return server.uri().resolve(path);
    }
}
