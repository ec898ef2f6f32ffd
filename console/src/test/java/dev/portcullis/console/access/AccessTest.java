package dev.portcullis.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "portcullis.metrics-token=" + AccessTest.METRICS_TOKEN)
class AccessTest {
    static final String METRICS_TOKEN = "0nly-Figures-For-Prometheus";
    private static final String TOKEN = "R4nd0m-Enough-For-Tests";

    @LocalServerPort int port;
    @Autowired JdbcClient store;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

    @Test
    void theApiAsksForATokenInAProblem() throws Exception {
        var answer = send(request("/api/v1/audit"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(answer.body()).contains("\"status\":401").contains("Authorization");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic b3BlcmF0b3I6eA==", "Bearer"})
    void aWrongTokenIsRefused(String header) throws Exception {
        var answer = send(request("/api/v1/audit").header("Authorization", header));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void theTokenOpensTheApiWithoutASession() throws Exception {
        var answer = send(request("/api/v1/audit").header("Authorization", "Bearer " + TOKEN));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void theFiguresNeedATokenThatOpensNothingElse() throws Exception {
        assertThat(send(request("/actuator/prometheus")).statusCode()).isEqualTo(401);

        var figures =
                send(
                        request("/actuator/prometheus")
                                .header("Authorization", "Bearer " + METRICS_TOKEN));
        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(figures.body())
                .contains("portcullis_incidents{")
                .contains("portcullis_quarantines")
                .contains("portcullis_webhook_waiting");
        assertThat(figures.headers().firstValue("set-cookie")).isEmpty();

        assertThat(
                        send(request("/api/v1/audit")
                                        .header("Authorization", "Bearer " + METRICS_TOKEN))
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSignInIsInTheAuditLogAndARequestWithATokenIsNone() throws Exception {
        send(HttpRequest.newBuilder(link()));

        var lines =
                send(
                        request("/api/v1/audit?text=sign-in")
                                .header("Authorization", "Bearer " + TOKEN));

        assertThat(lines.body()).contains("\"action\":\"sign-in\"").contains("\"operator\"");
        assertThat(lines.body()).doesNotContain("\"actor\":\"api\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/audit/",
                "/api/v1//audit",
                "/api/v1/audit;x=1",
                "/API/v1/audit",
                "/api/./v1/audit",
                "/x/..;/api/v1/audit",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator"
            })
    void oddPathsLeadNowhere(String path) throws Exception {
        assertThat(send(request(path)).statusCode()).isIn(302, 400, 401, 403, 404);
    }

    @Test
    void theTokenIssuesALinkThatSignsInOnce() throws Exception {
        var link = link();

        var first = send(HttpRequest.newBuilder(link));
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(first.headers().firstValue("location").orElseThrow()).doesNotContain("login");
        assertThat(first.headers().firstValue("set-cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Strict");
        assertThat(send(request("/api/v1/audit")).statusCode()).isEqualTo(200);

        var again = HttpClient.newHttpClient();
        var second = again.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
        assertThat(second.headers().firstValue("location").orElseThrow()).contains("login?spent");
    }

    @Test
    void aSignedInBrowserReadsTheApiButChangesNothingThroughIt() throws Exception {
        send(HttpRequest.newBuilder(link()));

        var answer = send(request("/api/v1/sign-in-links").POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("changes need the API token");
    }

    @Test
    void theSessionBeforeSigningInIsWorthNothingAfter() throws Exception {
        send(request("/login"));
        var before = sessionCookie();
        send(HttpRequest.newBuilder(link()));
        var after = sessionCookie();

        assertThat(after).isNotEqualTo(before);
        var thief = HttpClient.newHttpClient();
        var stolen =
                thief.send(
                        request("/api/v1/audit")
                                .header("Cookie", "portcullis-session=" + before)
                                .build(),
                        BodyHandlers.ofString());
        assertThat(stolen.statusCode()).isEqualTo(401);
    }

    @Test
    void nameAndPasswordSignIn() throws Exception {
        var answer = signIn("operator", "gate-keeper-of-7-walls");

        assertThat(answer.headers().firstValue("location").orElseThrow()).doesNotContain("login");
        assertThat(send(request("/api/v1/audit")).statusCode()).isEqualTo(200);
    }

    @Test
    void fiveWrongPasswordsLockTheAccountEvenForTheRightOne() throws Exception {
        try {
            for (var i = 0; i < 5; i++) {
                assertThat(signIn("viewer", "wrong").headers().firstValue("location").orElseThrow())
                        .contains("login?error");
            }

            var answer = signIn("viewer", "looks-but-moves-0-gates");

            assertThat(answer.headers().firstValue("location").orElseThrow())
                    .contains("login?locked");
        } finally {
            store.sql("delete from sign_in_failure").update();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/audit, http://evil.example",
        "/login, http://evil.example",
        "/login, null",
        "/?v-r=uidl, http://127.0.0.1:1"
    })
    void aPageOfAnotherOriginCannotPost(String path, String origin) throws Exception {
        var answer =
                send(
                        request(path)
                                .header("Origin", origin)
                                .header("Authorization", "Bearer " + TOKEN)
                                .POST(BodyPublishers.ofString("x")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("another origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/api/v1/audit", "/actuator/health", "/nowhere"})
    void everyAnswerCarriesTheHeaders(String path) throws Exception {
        var headers = send(request(path)).headers();

        assertThat(headers.firstValue("content-security-policy").orElseThrow())
                .contains("frame-ancestors 'none'")
                .contains("object-src 'none'");
        assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(headers.firstValue("x-frame-options")).hasValue("DENY");
        assertThat(headers.firstValue("referrer-policy")).hasValue("same-origin");
        assertThat(headers.firstValue("cross-origin-opener-policy")).hasValue("same-origin");
    }

    @Test
    void theConsolesMetricsAskForATokenEvenOfWhoeverIsSignedIn() throws Exception {
        send(HttpRequest.newBuilder(link()));

        assertThat(send(request("/actuator/prometheus")).statusCode()).isEqualTo(401);
        assertThat(
                        send(request("/actuator/prometheus")
                                        .header("Authorization", "Bearer " + METRICS_TOKEN))
                                .body())
                .contains("portcullis_drills_running{plan=\"mysql-login\"} 0.0");
    }

    @Test
    void healthSaysOnlyThatItIsUp() throws Exception {
        assertThat(send(request("/actuator/health/readiness")).body())
                .isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void theApiIsDescribed() throws Exception {
        var answer = send(request("/v3/api-docs"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("/api/v1/audit").contains("/api/v1/sign-in-links");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private URI link() throws Exception {
        var answer =
                HttpClient.newHttpClient()
                        .send(
                                request("/api/v1/sign-in-links")
                                        .header("Authorization", "Bearer " + TOKEN)
                                        .POST(BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.ofString());
        var url = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(url.find()).as(answer.body()).isTrue();
        return URI.create(url.group(1));
    }

    private HttpResponse<String> signIn(String name, String password) throws Exception {
        return send(
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "http://127.0.0.1:" + port)
                        .POST(
                                BodyPublishers.ofString(
                                        "username=" + name + "&password=" + password)));
    }

    private String sessionCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("portcullis-session"))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }
}
