package dev.portcullis.console.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.metrics.Grafana;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The way to Grafana through the whole console, with whatever a browser may send. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GrafanaDoorTest {
    private static final String TOKEN = "R4nd0m-Enough-For-Tests";
    private static final String DASHBOARD = "/grafana/d/portcullis-drops/drops?orgId=1&theme=dark";
    private static final Set<String> EXPECTED =
            Set.of(
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "connection",
                    "content-length",
                    "content-type",
                    "host",
                    "http2-settings",
                    "if-none-match",
                    "range",
                    "upgrade",
                    "user-agent",
                    "x-jwt-assertion");
    private static final GrafanaStandIn GRAFANA = new GrafanaStandIn(Clock.systemUTC());

    @DynamicPropertySource
    static void grafana(DynamicPropertyRegistry properties) {
        properties.add("portcullis.grafana.url", GRAFANA::uri);
    }

    @AfterAll
    static void stop() {
        GRAFANA.close();
    }

    @LocalServerPort int port;
    @Autowired Grafana watched;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void signIn() throws Exception {
        GRAFANA.trust(this::keys);
        var made =
                send(
                        request("/api/v1/sign-in-links")
                                .header("Authorization", "Bearer " + TOKEN)
                                .POST(BodyPublishers.noBody()));
        var link = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(made.body());
        assertThat(link.find()).isTrue();
        send(HttpRequest.newBuilder(URI.create(link.group(1))));
        GRAFANA.forget();
    }

    @Test
    void whoeverIsSignedInSeesADashboardAsAViewer() throws Exception {
        var answer = send(request(DASHBOARD));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("operator as Viewer");
    }

    @Test
    void thePageMayBeFramedByTheConsoleAndSetsNoCookie() throws Exception {
        var headers = send(request(DASHBOARD)).headers();

        assertThat(headers.allValues("x-frame-options")).containsExactly("SAMEORIGIN");
        assertThat(headers.allValues("content-security-policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors 'self'", "connect-src 'self'", "frame-src 'none'");
        assertThat(headers.allValues("set-cookie")).isEmpty();
    }

    @Test
    void onlyTheMetricsPageMayHoldAFrame() throws Exception {
        assertThat(policyOf("/metrics")).contains("frame-src 'self'", "frame-ancestors 'none'");
        assertThat(policyOf("/drills")).contains("frame-src 'none'", "frame-ancestors 'none'");
    }

    @Test
    void aQueryPassesWithItsBody() throws Exception {
        var answer =
                send(
                        request("/grafana/api/ds/query?ds_type=prometheus")
                                .header("Content-Type", "application/json")
                                .header("Origin", "http://127.0.0.1:" + port)
                                .POST(BodyPublishers.ofString("{\"queries\":[]}")));

        assertThat(answer.body()).contains("\"bytes\":14");
        assertThat(last().path()).isEqualTo("/grafana/api/ds/query?ds_type=prometheus");
    }

    @Test
    void aBodyBeyondTheBoundIsRefused() throws Exception {
        var answer =
                send(
                        request("/grafana/api/ds/query")
                                .POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(asked()).isEmpty();
    }

    @Test
    void aPageOfAnotherOriginCannotAsk() throws Exception {
        var answer =
                send(
                        request("/grafana/api/ds/query")
                                .header("Origin", "http://evil.example")
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(asked()).isEmpty();
    }

    @Test
    void nobodySeesAnythingWithoutASession() throws Exception {
        var stranger = HttpClient.newHttpClient();

        assertThat(stranger.send(request(DASHBOARD).build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
        assertThat(
                        stranger.send(
                                        request(DASHBOARD)
                                                .header("Authorization", "Bearer " + TOKEN)
                                                .build(),
                                        BodyHandlers.ofString())
                                .statusCode())
                .isEqualTo(401);
        assertThat(asked()).isEmpty();
    }

    @Test
    void theKeysArePublic() throws Exception {
        var answer =
                HttpClient.newHttpClient()
                        .send(request("/.well-known/jwks.json").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"alg\":\"ES256\"").doesNotContain("\"d\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/grafana/login",
                "/grafana/logout",
                "/grafana/admin/users",
                "/grafana/api/admin/settings",
                "/grafana/api/users",
                "/grafana/api/org/users",
                "/grafana/api/datasources",
                "/grafana/api/datasources/proxy/uid/portcullis-prometheus/api/v1/query",
                "/grafana/api/datasources/uid/other/resources/api/v1/labels",
                "/grafana/api/serviceaccounts/search",
                "/grafana/api/snapshots",
                "/grafana/explore",
                "/grafana/profile",
                "/grafana/metrics",
                "/grafana/",
                "/grafana",
                "/grafana/api/live/ws",
                "/grafana/d/portcullis-drops/drops?auth_token=eyJ",
                "/grafana/d/portcullis-drops/drops?AUTH_TOKEN=eyJ",
                "/grafana/d/%2e%2e/api/admin/settings",
                "/grafana/d/..%2fapi%2fadmin",
                "/grafana/public/../api/admin/settings",
                "/grafana/public/./../api/admin",
                "/grafana//api/admin/settings",
                "/grafana/public/;/api/admin/settings",
                "/grafana/d/a;b/c",
                "/grafana/public/%5c..%5capi",
                "/grafana/public/%00"
            })
    void onlyDashboardsAreReached(String path) throws Exception {
        var answer = raw("GET " + path + " HTTP/1.1");

        assertThat(answer.lines().findFirst().orElseThrow()).containsPattern(" (400|403|404) ");
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PUT", "PATCH", "POST", "TRACE", "CONNECT"})
    void dashboardsAreOnlyLookedAt(String method) throws Exception {
        raw(method + " /grafana/api/dashboards/uid/portcullis-drops HTTP/1.1");

        assertThat(asked()).isEmpty();
    }

    static Stream<List<String>> smuggled() {
        var forged = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.";
        return Stream.of(
                List.of("X-WEBAUTH-USER: admin"),
                List.of("x-webauth-user: admin"),
                List.of("X_WEBAUTH_USER: admin"),
                List.of("X-WEBAUTH-ROLE: Admin", "X-Webauth-Groups: admins"),
                List.of("X-JWT-Assertion: " + forged),
                List.of("x-jwt-assertion: " + forged, "X-JWT-ASSERTION: " + forged),
                List.of("X_JWT_Assertion: " + forged),
                List.of("Authorization: Bearer glsa_0123456789"),
                List.of("Authorization: Basic YWRtaW46YWRtaW4="),
                List.of("Proxy-Authorization: Basic YWRtaW46YWRtaW4="),
                List.of("Cookie: grafana_session=0123456789abcdef"),
                List.of("X-Forwarded-User: admin", "X-Forwarded-For: 10.0.0.1"),
                List.of("X-Forwarded-Host: evil.example", "X-Forwarded-Prefix: /x"),
                List.of("Forwarded: for=10.0.0.1;host=evil.example"),
                List.of("Connection: X-JWT-Assertion"),
                List.of("Connection: keep-alive, X-WEBAUTH-USER", "X-WEBAUTH-USER: admin"),
                List.of("Connection: close, Host, Cookie"),
                List.of("X-Grafana-Org-Id: 2", "X-Grafana-User: admin"),
                List.of("X-Access-Token: a", "X-Id-Token: b"),
                List.of("X-HTTP-Method-Override: DELETE"),
                List.of("Accept: a\r\n X-WEBAUTH-USER: admin"),
                List.of("X-WEBAUTH-USER : admin"),
                List.of("Accept-Language: en", "Accept-Language: X-WEBAUTH-USER"),
                List.of("Upgrade: websocket", "Connection: Upgrade"),
                List.of("TE: trailers", "Trailer: X-WEBAUTH-USER"));
    }

    @ParameterizedTest
    @MethodSource("smuggled")
    void noHeaderMakesAnybodySomebodyElse(List<String> headers) throws Exception {
        var answer = raw("GET " + DASHBOARD + " HTTP/1.1", headers.toArray(String[]::new));

        if (asked().isEmpty()) {
            assertThat(answer.lines().findFirst().orElseThrow()).containsPattern(" 40[0-9] ");
            return;
        }
        assertThat(last().who()).isEqualTo("operator as Viewer");
        assertThat(last().values("X-JWT-Assertion")).hasSize(1);
        assertThat(last().headers().keySet())
                .allSatisfy(name -> assertThat(EXPECTED).contains(name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void aSecondRequestHiddenInABodyIsNoRequest() throws Exception {
        raw(
                "POST /grafana/api/ds/query HTTP/1.1",
                "Content-Length: 70",
                "Transfer-Encoding: chunked",
                "",
                "0",
                "",
                "GET /grafana/api/admin/settings HTTP/1.1",
                "X-WEBAUTH-USER: admin");

        assertThat(asked()).noneMatch(seen -> seen.path().contains("admin"));
        assertThat(asked()).noneMatch(seen -> seen.who().startsWith("admin"));
    }

    @Test
    void whereGrafanaWouldLeadIsNotFollowed() throws Exception {
        var answer = send(request("/grafana/api/dashboards/home"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("location")).isEmpty();
    }

    @Test
    void aGrafanaThatIsAwayIsSaidToBeAndComesBack() throws Exception {
        await("Grafana is seen")
                .atMost(Duration.ofSeconds(20))
                .until(() -> watched.state() instanceof Grafana.State.Up);
        GRAFANA.kill();
        try {
            assertThat(send(request(DASHBOARD)).statusCode()).isEqualTo(502);
            await("its absence is seen")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> watched.state() instanceof Grafana.State.Down);
        } finally {
            GRAFANA.restart();
        }
        await("its return is seen")
                .atMost(Duration.ofSeconds(20))
                .until(() -> watched.state() instanceof Grafana.State.Up);
    }

    @Test
    void aGrafanaThatDistrustsTheConsoleIsSaidTo() throws Exception {
        GRAFANA.trust(() -> "{\"keys\":[]}");

        assertThat(send(request(DASHBOARD)).body()).contains("does not take the console's token");
        await("its distrust is seen")
                .atMost(Duration.ofSeconds(20))
                .until(() -> watched.state() instanceof Grafana.State.Distrusts);
    }

    private String policyOf(String page) throws Exception {
        return send(request(page)).headers().firstValue("content-security-policy").orElseThrow();
    }

    /** What arrived at Grafana through the console, without what the console asks by itself. */
    private static List<GrafanaStandIn.Seen> asked() {
        return GRAFANA.seen().stream()
                .filter(seen -> !seen.path().equals("/grafana/api/health"))
                .filter(seen -> !seen.who().startsWith("portcullis-watch"))
                .toList();
    }

    private static GrafanaStandIn.Seen last() {
        return asked().getLast();
    }

    private String keys() {
        try {
            return HttpClient.newHttpClient()
                    .send(request("/.well-known/jwks.json").build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            return "{\"keys\":[]}";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "{\"keys\":[]}";
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends bytes no browser library would, with the session's cookie, and answers all that comes back. */
    private String raw(String line, String... headers) throws IOException {
        var session =
                cookies.getCookieStore().getCookies().stream()
                        .filter(cookie -> cookie.getName().equals("portcullis-session"))
                        .findFirst()
                        .orElseThrow();
        var text = new StringBuilder(line).append("\r\n");
        text.append("Host: 127.0.0.1:").append(port).append("\r\n");
        text.append("Cookie: portcullis-session=").append(session.getValue()).append("\r\n");
        if (Stream.of(headers).noneMatch(header -> header.startsWith("Connection"))) {
            text.append("Connection: close\r\n");
        }
        for (var header : headers) {
            text.append(header).append("\r\n");
        }
        text.append("\r\n");
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (java.net.SocketTimeoutException kept) {
                // The console keeps the connection open: all it had to say is here
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
