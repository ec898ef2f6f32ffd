package dev.portcullis.console.metrics;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.portcullis.console.Console;
import dev.portcullis.console.HeadlessBrowser;
import dev.portcullis.console.flows.FakeRelay;
import dev.portcullis.console.flows.TestCluster;
import dev.portcullis.console.metrics.internal.GrafanaStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Grafana, or what stands in for it, framed by the console in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaFrameIT {
    private static final String TOKEN = "R4nd0m-Enough-For-Tests";
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    private final GrafanaStandIn grafana = new GrafanaStandIn(Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeRelay relay;
    private TestCluster cluster;
    private ConfigurableApplicationContext console;
    private HeadlessBrowser browser;
    private String address;

    @BeforeAll
    void start() {
        relay = new FakeRelay();
        cluster = new TestCluster();
        var application = new SpringApplication(Console.class);
        application.setDefaultProperties(
                Map.of(
                        "portcullis.hubble.address", relay.address(),
                        "portcullis.kubeconfig", cluster.kubeconfig().toString(),
                        "portcullis.grafana.url", grafana.uri().toString()));
        console = application.run();
        var server = ((WebServerApplicationContext) console).getWebServer();
        address = "http://127.0.0.1:" + server.getPort();
        grafana.trust(() -> ask(HttpRequest.newBuilder(at("/.well-known/jwks.json")).build()));
        browser = new HeadlessBrowser();
        await("the console sees Grafana")
                .atMost(Duration.ofSeconds(30))
                .until(() -> console.getBean(Grafana.class).state() instanceof Grafana.State.Up);
    }

    @AfterAll
    void stop() {
        browser.close();
        console.close();
        relay.close();
        cluster.close();
        grafana.close();
    }

    @Test
    void theFrameFollowsThePageAndGivesWayToTheConsolesOwnCharts() {
        Page page = signedIn();
        var foreign = new CopyOnWriteArrayList<String>();
        page.onRequest(
                request -> {
                    if (!request.url().startsWith(address) && request.url().startsWith("http")) {
                        foreign.add(request.url());
                    }
                });

        // As a person comes to it, on the page that was loaded first
        page.locator(".pc-nav-entry").getByText("Metrics").click();
        page.getByText("Grafana", new Page.GetByTextOptions().setExact(true)).click();
        var frame = page.frameLocator("pc-grafana-frame iframe");

        assertThat(frame.locator("#who")).containsText("operator as Viewer", SOON);
        assertThat(frame.locator("#data")).containsText("data 14", SOON);
        assertThat(frame.locator("#asked"))
                .containsText("/grafana/d/portcullis-guarded-workload/", SOON);
        assertThat(frame.locator("#asked")).containsText("from=now-15m to=now", SOON);
        assertThat(frame.locator("#asked")).containsText("theme=light", SOON);

        page.locator("pc-theme-switch button").click();
        assertThat(frame.locator("#asked")).containsText("theme=dark", SOON);

        page.getByText("6 h", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(frame.locator("#asked")).containsText("from=now-6h", SOON);

        page.navigate(
                address
                        + "/metrics?tab=grafana&dashboard=portcullis-drops&workload=users%2Fmysql&theme=light");
        assertThat(frame.locator("#asked")).containsText("portcullis-drops", SOON);
        assertThat(frame.locator("#asked")).containsText("var-workload=mysql", SOON);
        assertThat(page.getByText("On the map")).hasAttribute("href", "?chosen=users%2Fmysql");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "screens", "metrics-grafana-stand-in.png")));

        grafana.kill();
        try {
            assertThat(page.locator("body")).containsText("Grafana stopped answering", SOON);
            assertThat(page.locator("pc-chart")).hasCount(4);
            assertThat(page.locator("pc-grafana-frame")).hasCount(0);
        } finally {
            grafana.restart();
        }
        assertThat(foreign).isEmpty();
        page.context().close();
    }

    private Page signedIn() {
        var made =
                ask(
                        HttpRequest.newBuilder(at("/api/v1/sign-in-links"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .POST(BodyPublishers.noBody())
                                .build());
        var link = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(made);
        assertThat(link.find()).isTrue();
        Page page =
                browser.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(1600, 1000)
                                        .setColorScheme(ColorScheme.LIGHT))
                        .newPage();
        page.navigate(link.group(1));
        page.waitForSelector("pc-flow-map");
        return page;
    }

    private URI at(String path) {
        return URI.create(address + path);
    }

    private String ask(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
