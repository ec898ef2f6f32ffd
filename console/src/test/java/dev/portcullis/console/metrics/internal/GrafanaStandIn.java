package dev.portcullis.console.metrics.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Stands in for Grafana, of which no package can be had here. It enforces what Grafana's documentation says Grafana
 * enforces with {@code [auth.jwt]} on, {@code jwk_set_url} the console's, {@code expect_claims} naming issuer and
 * audience, {@code role_attribute_path = role} and {@code serve_from_sub_path}: a header {@code X-JWT-Assertion}, signed
 * by a key of the set, with {@code sub}, not expired, not too early. Its pages forbid framing and set a cookie, as
 * Grafana's do by default. It is careless on purpose about {@code X-WEBAUTH-USER} and cookies, so that a header that
 * slips through makes an administrator.
 */
public final class GrafanaStandIn implements AutoCloseable {
    /** A request as it arrived. */
    public record Seen(
            String method,
            String path,
            Map<String, List<String>> headers,
            String body,
            String who) {
        /** The values of a header, however its name is written. */
        public List<String> values(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
        }
    }

    private final Clock clock;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile Supplier<String> keys = () -> "{\"keys\":[]}";
    private HttpServer server;

    public GrafanaStandIn(Clock clock) {
        this.clock = clock;
        this.server = start(0);
        this.port = server.getAddress().getPort();
    }

    /** Trusts the keys of this set, fetched anew for every request. */
    public void trust(Supplier<String> jwkSet) {
        keys = jwkSet;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What arrived, oldest first. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public void forget() {
        seen.clear();
    }

    /** Ends, and lets nobody connect. */
    public void kill() {
        server.stop(0);
    }

    /** Comes back on the same port. */
    public void restart() {
        server = start(port);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer start(int wanted) {
        try {
            var made = HttpServer.create(new InetSocketAddress("127.0.0.1", wanted), 0);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.createContext("/", this::answer);
            made.start();
            return made;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().getRawPath();
            var who = who(exchange);
            seen.add(
                    new Seen(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body,
                            who));
            if (!path.startsWith("/grafana/")) {
                send(exchange, 404, "text/plain", "serve_from_sub_path");
            } else if (path.equals("/grafana/api/health")) {
                send(
                        exchange,
                        200,
                        "application/json",
                        "{\"database\":\"ok\",\"version\":\"13.2.0\"}");
            } else if (who.startsWith("refused")) {
                exchange.getResponseHeaders().add("X-Frame-Options", "deny");
                send(exchange, 401, "application/json", "{\"message\":\"%s\"}".formatted(who));
            } else if (path.startsWith("/grafana/d/")) {
                exchange.getResponseHeaders().add("X-Frame-Options", "deny");
                exchange.getResponseHeaders().add("Set-Cookie", "grafana_session=abc; Path=/");
                exchange.getResponseHeaders()
                        .add("Content-Security-Policy", "frame-ancestors 'none'");
                send(exchange, 200, "text/html; charset=utf-8", page(who));
            } else if (path.equals("/grafana/api/ds/query")) {
                send(
                        exchange,
                        200,
                        "application/json",
                        "{\"results\":{\"bytes\":%d}}".formatted(body.length()));
            } else if (path.equals("/grafana/api/dashboards/home")) {
                exchange.getResponseHeaders().add("Location", "http://elsewhere.example/login");
                send(exchange, 302, "text/plain", "");
            } else {
                send(exchange, 200, "application/json", "[]");
            }
        }
    }

    /** A page that says how it was asked for, and asks for data as a dashboard does. */
    private static String page(String who) {
        return """
               <!doctype html><title>Dashboard</title>
               <body style="font: 14px sans-serif; margin: 24px">
               <h1>Stand-in for Grafana</h1>
               <p id="who">%s</p><p id="asked"></p><p id="data"></p>
               <script>
                 const query = new URLSearchParams(location.search);
                 const dark = query.get('theme') === 'dark';
                 document.body.style.background = dark ? '#111217' : '#ffffff';
                 document.body.style.color = dark ? '#ccccdc' : '#24292e';
                 document.querySelector('#asked').textContent = location.pathname + ' ' + [...query].map((pair) => pair.join('=')).join(' ');
                 fetch('/grafana/api/ds/query', { method: 'POST', body: '{"queries":[]}', headers: { 'Content-Type': 'application/json' } })
                   .then((response) => response.json())
                   .then((answer) => (document.querySelector('#data').textContent = 'data ' + answer.results.bytes));
               </script>
               """
                .formatted(who);
    }

    private String who(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        for (var name : headers.keySet()) {
            var plain = name.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            if (plain.equals("x-webauth-user")
                    || plain.equals("authorization")
                    || plain.equals("cookie")) {
                return "admin by " + name;
            }
        }
        var assertions = new ArrayList<String>();
        headers.forEach(
                (name, values) -> {
                    if (name.equalsIgnoreCase("X-JWT-Assertion")) {
                        assertions.addAll(values);
                    }
                });
        return assertions.size() == 1
                ? checked(assertions.getFirst())
                : "refused: %d assertions".formatted(assertions.size());
    }

    /** {@code name as role}, or {@code refused} and why. */
    public String checked(String assertion) {
        try {
            var token = SignedJWT.parse(assertion);
            if (!JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm())) {
                return "refused: algorithm";
            }
            var key = JWKSet.parse(keys.get()).getKeyByKeyId(token.getHeader().getKeyID());
            if (!(key instanceof ECKey trusted)
                    || !token.verify(new ECDSAVerifier(trusted.toECPublicKey()))) {
                return "refused: signature";
            }
            var claims = token.getJWTClaimsSet();
            var now = clock.instant();
            if (claims.getExpirationTime() == null
                    || !claims.getExpirationTime().toInstant().isAfter(now)) {
                return "refused: expired";
            }
            if (claims.getNotBeforeTime() != null
                    && claims.getNotBeforeTime().toInstant().isAfter(now)) {
                return "refused: too early";
            }
            if (!"portcullis-console".equals(claims.getIssuer())
                    || !claims.getAudience().equals(List.of("grafana"))) {
                return "refused: expected claims";
            }
            return claims.getSubject() == null
                    ? "refused: no subject"
                    : claims.getSubject() + " as " + claims.getStringClaim("role");
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            return "refused: unreadable";
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
