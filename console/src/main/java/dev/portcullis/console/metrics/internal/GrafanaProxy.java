package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.GrafanaGate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Passes a request on to Grafana and its answer back, as a stream. The request is made anew: what of the browser's goes
 * along is decided by {@link GrafanaPaths} and {@link GrafanaHeaders}; why this is no gateway library is told in
 * docs/adr.
 */
final class GrafanaProxy implements GrafanaGate {
    private static final int MOST_SENT = 1 << 20;
    private static final long MOST_RECEIVED = 64L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 16 * 1_024;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final GrafanaSettings settings;
    private final GrafanaTokens tokens;
    private final GrafanaKeys keys;

    GrafanaProxy(GrafanaSettings settings, GrafanaTokens tokens, GrafanaKeys keys) {
        this.settings = settings;
        this.tokens = tokens;
        this.keys = keys;
    }

    @Override
    public String keys() {
        return keys.published();
    }

    @Override
    public Optional<Refusal> pass(
            String user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var address = settings.address();
        if (address.isEmpty()) {
            return refuse(
                    HttpStatus.NOT_FOUND,
                    "No Grafana is connected: set PORTCULLIS_GRAFANA_URL to its address.");
        }
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var query = Objects.requireNonNullElse(request.getQueryString(), "");
        var refusal = GrafanaPaths.refuse(request.getMethod(), path, query);
        if (refusal.isPresent()) {
            return refuse(HttpStatus.FORBIDDEN, refusal.get());
        }
        var body = request.getInputStream().readNBytes(MOST_SENT + 1);
        if (body.length > MOST_SENT) {
            return refuse(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "More than %d bytes are not passed on.".formatted(MOST_SENT));
        }
        URI target;
        try {
            var root = address.get().toString().replaceAll("/+$", "");
            target = new URI(root + path + (query.isEmpty() ? "" : "?" + query));
        } catch (java.net.URISyntaxException e) {
            return refuse(HttpStatus.BAD_REQUEST, "The address is not well-formed.");
        }
        return answered(made(target, user, request, body), response);
    }

    private HttpRequest made(URI target, String user, HttpServletRequest request, byte[] body) {
        var made =
                HttpRequest.newBuilder(target)
                        .timeout(PATIENCE)
                        .method(
                                request.getMethod(),
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body))
                        .header(GrafanaHeaders.ASSERTION, tokens.issue(user));
        for (var name : Collections.list(request.getHeaderNames())) {
            var values = Collections.list(request.getHeaders(name));
            if (GrafanaHeaders.passesToGrafana(name, values)) {
                made.header(name, values.getFirst());
            }
        }
        return made.build();
    }

    private Optional<Refusal> answered(HttpRequest request, HttpServletResponse response)
            throws IOException {
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(request, BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException slow) {
            return refuse(
                    HttpStatus.GATEWAY_TIMEOUT,
                    "Grafana did not answer within %d s.".formatted(PATIENCE.toSeconds()));
        } catch (IOException failed) {
            return refuse(HttpStatus.BAD_GATEWAY, "Grafana does not answer.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return refuse(HttpStatus.SERVICE_UNAVAILABLE, "The console is ending.");
        }
        try (var body = answer.body()) {
            if (answer.statusCode() == HttpStatus.UNAUTHORIZED.value()) {
                return refuse(
                        HttpStatus.BAD_GATEWAY,
                        "Grafana does not take the console's token; see docs/grafana.md.");
            }
            if (answer.statusCode() / 100 == 3
                    && answer.statusCode() != HttpStatus.NOT_MODIFIED.value()) {
                // The only redirects Grafana makes of these paths lead to its sign-in
                return refuse(
                        HttpStatus.BAD_GATEWAY,
                        "Grafana wants to lead elsewhere, perhaps to its own sign-in.");
            }
            response.setStatus(answer.statusCode());
            answer.headers()
                    .map()
                    .forEach(
                            (name, values) -> {
                                if (GrafanaHeaders.passesToBrowser(name)) {
                                    values.forEach(value -> response.addHeader(name, value));
                                }
                            });
            copy(body, response);
            return Optional.empty();
        }
    }

    private static void copy(InputStream body, HttpServletResponse response) throws IOException {
        var out = response.getOutputStream();
        var buffer = new byte[BUFFER];
        long copied = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            copied += read;
            if (copied > MOST_RECEIVED) {
                throw new IOException(
                        "Grafana's answer is longer than %d bytes".formatted(MOST_RECEIVED));
            }
            out.write(buffer, 0, read);
        }
    }

    private static Optional<Refusal> refuse(HttpStatus status, String why) {
        return Optional.of(new Refusal(status, why));
    }
}
