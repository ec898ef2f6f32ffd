package dev.portcullis.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every door of the API, as the whole console has them. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "portcullis.metrics-token=" + AccessTest.METRICS_TOKEN)
class ApiDoorsTest {
    private static final String TOKEN = "R4nd0m-Enough-For-Tests";

    /** Something for every name in a path. */
    private static final Map<String, String> NAMES =
            Map.of("namespace", "shop", "kind", "deployment", "id", "1", "number", "1");

    /** Those that change something and look at the body first: a wrong one is refused before anything is done. */
    private static final List<String> BODIES =
            List.of(
                    "/api/v1/incidents/1/acknowledgement",
                    "/api/v1/incidents/1/closure",
                    "/api/v1/incidents/1/reopening",
                    "/api/v1/incidents/1/comments",
                    "/api/v1/quarantines",
                    "/api/v1/drills",
                    "/api/v1/drill-schedules");

    @LocalServerPort int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private record Door(String method, String path) {}

    @Test
    void nobodyComesInWithoutSigningIn() throws Exception {
        var nobody = HttpClient.newHttpClient();

        assertThat(doors()).hasSizeGreaterThan(40);
        for (var door : doors()) {
            var answer = send(nobody, door, "{}", "");
            assertThat(answer.statusCode()).as(door.toString()).isEqualTo(401);
            assertThat(answer.headers().firstValue("content-type").orElse(""))
                    .as(door.toString())
                    .startsWith("application/problem+json");
        }
    }

    @Test
    void aViewerChangesNothingWhateverTheDoor() throws Exception {
        var viewer = viewer();
        var changing = doors().stream().filter(door -> !door.method().equals("GET")).toList();

        assertThat(changing).hasSizeGreaterThan(15);
        for (var door : changing) {
            var answer = send(viewer, door, "{}", "");
            assertThat(answer.statusCode()).as(door.toString()).isEqualTo(403);
            assertThat(answer.body()).as(door.toString()).contains("changes need the API token");
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aViewerReads(String path) throws Exception {
        assertThat(send(viewer(), new Door("GET", path), "", "").statusCode()).isEqualTo(200);
    }

    static Stream<String> lists() {
        return Stream.of(
                "/api/v1/incidents",
                "/api/v1/quarantines",
                "/api/v1/webhook",
                "/api/v1/timeline",
                "/api/v1/timeline/evidence.zip",
                "/api/v1/history",
                "/api/v1/history/map?from=5m&to=0m",
                "/api/v1/drill-schedules");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aFieldNobodyKnowsIsRefusedByItsName(String path) throws Exception {
        var answer =
                send(HttpClient.newHttpClient(), new Door("POST", path), "{\"surprise\":1}", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no field surprise");
    }

    static Stream<String> bodies() {
        return BODIES.stream();
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsAProblemAndNeverAFailureOfTheConsole(String path) throws Exception {
        var answer = send(HttpClient.newHttpClient(), new Door("GET", path), "", TOKEN);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("application/problem+json");
    }

    static Stream<String> nonsense() {
        return Stream.of(
                "/api/v1/incidents?limit=1001",
                "/api/v1/incidents?limit=0",
                "/api/v1/incidents?offset=-1",
                "/api/v1/quarantines/plan",
                "/api/v1/quarantines/plan?workload=nobody",
                "/api/v1/timeline?from=-1000000000-01-01T00:00:00Z",
                "/api/v1/timeline?to=%2B1000000000-12-31T23:59:59Z",
                "/api/v1/timeline/evidence.zip?to=-1000000000-01-01T00:00:00Z",
                "/api/v1/history?from=-1000000000-01-01T00:00:00Z&step=999999d",
                "/api/v1/history?from=7d&step=1m",
                "/api/v1/history?step=30s",
                "/api/v1/history/map?from=7d&to=0m",
                "/api/v1/history/map?from=1m&to=5m");
    }

    /** All that the console maps below /api. */
    private List<Door> doors() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(
                        mapping ->
                                mapping.getPatternValues().stream()
                                        .filter(path -> path.startsWith("/api/"))
                                        .flatMap(
                                                path ->
                                                        mapping
                                                                .getMethodsCondition()
                                                                .getMethods()
                                                                .stream()
                                                                .map(RequestMethod::name)
                                                                .map(
                                                                        method ->
                                                                                new Door(
                                                                                        method,
                                                                                        filled(
                                                                                                path)))))
                .distinct()
                .toList();
    }

    private static String filled(String path) {
        var filled = path;
        for (var name : NAMES.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled.replaceAll("\\{[^}]*}", "something");
    }

    private HttpResponse<String> send(HttpClient client, Door door, String body, String token)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + door.path()))
                        .header("Content-Type", "application/json")
                        .method(
                                door.method(),
                                door.method().equals("GET")
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Who may only look, signed in. */
    private HttpClient viewer() throws Exception {
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var signedIn =
                browser.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", "http://127.0.0.1:" + port)
                                .POST(
                                        BodyPublishers.ofString(
                                                "username=viewer&password=looks-but-moves-0-gates"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(signedIn.headers().firstValue("location").orElseThrow()).doesNotContain("login");
        return browser;
    }
}
