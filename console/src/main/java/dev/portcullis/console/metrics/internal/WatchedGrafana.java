package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.Grafana;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks Grafana every few seconds how it is, and whether it takes the console's tokens. */
final class WatchedGrafana implements Grafana, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedGrafana.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String NAME = "portcullis-watch";

    private final GrafanaSettings settings;
    private final GrafanaTokens tokens;
    private final JsonMapper json;
    private final List<Dashboard> dashboards;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("grafana-watch").factory());
    private volatile State state = new State.Absent();

    WatchedGrafana(
            GrafanaSettings settings,
            GrafanaTokens tokens,
            JsonMapper json,
            List<ShippedPanels.Dashboard> dashboards) {
        this.settings = settings;
        this.tokens = tokens;
        this.json = json;
        this.dashboards =
                dashboards.stream()
                        .map(dashboard -> new Dashboard(dashboard.uid(), dashboard.title()))
                        .toList();
    }

    /** Begins to ask, if there is a Grafana to ask. */
    void start() {
        settings.address()
                .ifPresent(
                        address -> {
                            state = new State.Down("%s was not asked yet".formatted(address));
                            timer.scheduleWithFixedDelay(
                                    () -> look(address),
                                    0,
                                    EVERY.toMillis(),
                                    TimeUnit.MILLISECONDS);
                        });
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public List<Dashboard> dashboards() {
        return dashboards;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void look(URI address) {
        var now = seen(address);
        // News only: not every look, but every change
        if (!now.getClass().equals(state.getClass())) {
            switch (now) {
                case State.Up(var version) -> LOG.info("Grafana {} answers", version);
                case State.Down(var why) -> LOG.warn("{}; the console draws by itself", why);
                case State.Distrusts(var why) -> LOG.warn("{}; the console draws by itself", why);
                case State.Absent() -> {}
            }
        }
        state = now;
    }

    private State seen(URI address) {
        try {
            var health = ask(address, "/grafana/api/health");
            if (health.statusCode() != 200) {
                return new State.Down(
                        "%s answered %d; does it serve from the sub-path /grafana/?"
                                .formatted(address, health.statusCode()));
            }
            var trust = ask(address, "/grafana/api/search?limit=1");
            return trust.statusCode() == 200
                    ? new State.Up(version(health.body()))
                    : new State.Distrusts(
                            "Grafana refuses the console's token (%d); set [auth.jwt] as docs/grafana.md says"
                                    .formatted(trust.statusCode()));
        } catch (IOException failed) {
            return new State.Down("%s does not answer".formatted(address));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return state;
        } catch (RuntimeException failed) {
            LOG.warn("Grafana could not be asked", failed);
            return new State.Down("%s could not be asked".formatted(address));
        }
    }

    private HttpResponse<String> ask(URI address, String path)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address.toString().replaceAll("/+$", "") + path))
                        .timeout(PATIENCE)
                        .header("Accept", "application/json")
                        .header(GrafanaHeaders.ASSERTION, tokens.issue(NAME))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private String version(String health) {
        try {
            return json.readTree(health).path("version").asString("");
        } catch (JacksonException unreadable) {
            return "";
        }
    }
}
