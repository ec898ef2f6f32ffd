package dev.portcullis.console.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The map in a real browser, fed by a real gRPC stream and a real Kubernetes API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MapIT {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
    private static final LocatorAssertions.IsVisibleOptions VISIBLE_SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private FakeRelay relay;
    private BrowserConsole window;
    private String address;
    private Page page;

    @BeforeAll
    void start() {
        window = new BrowserConsole();
        relay = window.relay();
        address = window.address();
    }

    @AfterAll
    void stop() {
        window.close();
    }

    @BeforeEach
    void signIn() {
        page = window.signedIn();
    }

    @AfterEach
    void leave() {
        window.leave(page);
    }

    @Test
    void theMapShowsWhoTalksToWhomAndTheTableSaysTheSame() {
        openMap("");
        assertThat(map().locator(".posture")).containsText("guarded", SOON);
        assertThat(map().locator(".posture")).containsText("1 of 6");
        shoot("map-light");

        map().getByText("Table", new Locator.GetByTextOptions().setExact(true)).click();
        var denied = row("drills/intruder");
        assertThat(denied).containsText("Denied", SOON);
        assertThat(denied).containsText("3306/TCP");
        assertThat(denied).containsText("Policy denied");
        assertThat(row("users/user-service").first()).containsText("Allowed");
        assertThat(page.url()).contains("view=table");
        shoot("map-table-light");
    }

    @Test
    void aDeniedLineTellsWhyAndShowsItsFlows() {
        openMap("?chosen=drills/intruder~users/mysql~denied");
        var detail = map().locator("pc-flow-detail");
        assertThat(detail).containsText("Default deny.", SOON);
        assertThat(detail).containsText("users/mysql-ingress");
        assertThat(detail).containsText("app=user-service");
        assertThat(detail).containsText("Policy denied");
        assertThat(detail.locator("pc-command")).containsText("--verdict DROPPED");
        shoot("map-denied-light");

        page.locator("pc-theme-switch button").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(detail).containsText("Default deny.");
        shoot("map-denied-dark");
        page.setViewportSize(400, 860);
        assertThat(map().locator(".posture")).isVisible();
        shoot("map-phone-dark");
        page.setViewportSize(1600, 1000);

        page.locator("pc-flow-map .stage").press("Escape");
        assertThat(detail).hasCount(0);
        shoot("map-dark");
    }

    @Test
    void filtersAreKeptInTheAddress() {
        openMap("?view=table&verdict=denied");
        assertThat(row("drills/intruder")).isVisible(VISIBLE_SOON);
        assertThat(row("users/user-service")).hasCount(0);

        map().getByLabel("Verdict").selectOption("");
        map().getByLabel("Port").fill("53");
        assertThat(row("users/user-service")).containsText("53/UDP", SOON);
        assertThat(row("drills/intruder")).hasCount(0);
        assertThat(page.url()).contains("port=53").doesNotContain("verdict");
    }

    @Test
    void theKeyboardReachesEveryWorkload() {
        openMap("");
        assertThat(map().locator(".posture")).containsText("guarded", SOON);
        awaitCards();
        var stage = map().locator(".stage");
        stage.focus();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            stage.press("ArrowRight");
                            return map().locator("[aria-live]")
                                    .textContent()
                                    .contains("mysql, guarded");
                        });
        stage.press("Enter");
        assertThat(map().locator("pc-flow-detail")).containsText("users/mysql", SOON);
        assertThat(page.url()).contains("chosen=users%2Fmysql");
    }

    @Test
    void namesFromTheClusterAreTextAndNothingElse() {
        var hostile = TestFlows.pod(HOSTILE, HOSTILE, "Deployment", 4_711);
        openMap("?view=table");
        assertThat(row("drills/intruder")).isVisible(VISIBLE_SOON);
        relay.emit(TestFlows.deniedSyn(Instant.now(), hostile, TestFlows.MYSQL));

        var row = row(HOSTILE);
        assertThat(row).isVisible(VISIBLE_SOON);
        row.getByRole(AriaRole.BUTTON).click();
        var detail = map().locator("pc-flow-detail");
        assertThat(detail).containsText(HOSTILE + "/" + HOSTILE, SOON);
        assertThat(detail.locator("pc-command")).containsText("hubble observe", SOON);
        map().getByText("Graph", new Locator.GetByTextOptions().setExact(true)).click();
        awaitCards();
        shoot("map-hostile-light");
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void aRelayThatGoesAwayFreezesTheMapUntilItIsBack() {
        openMap("");
        assertThat(map().locator(".posture")).containsText("guarded", SOON);
        awaitCards();
        relay.kill();
        var banner = map().locator(".banner");
        assertThat(banner).containsText("Relay stopped answering", SOON);
        assertThat(page.locator("pc-relay-state")).containsText("Relay away", SOON);
        shoot("map-frozen-light");

        relay.start();
        assertThat(banner).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(40_000));
        assertThat(page.locator("pc-relay-state")).containsText("lost", SOON);
    }

    @Test
    void aBrokenSocketIsMendedWithoutAnybodysHelp() {
        List<WebSocketRoute> sockets = new CopyOnWriteArrayList<>();
        page.routeWebSocket(
                url -> url.endsWith("/api/ws/map"),
                socket -> {
                    sockets.add(socket);
                    socket.connectToServer();
                });
        openMap("?view=table");
        assertThat(row("drills/intruder")).isVisible(VISIBLE_SOON);
        int before = sockets.size();

        sockets.getLast()
                .close(new WebSocketRoute.CloseOptions().setCode(1011).setReason("broken"));

        page.waitForCondition(
                () -> sockets.size() > before,
                new Page.WaitForConditionOptions().setTimeout(20_000));
        var denied = row("drills/intruder").locator("td").nth(6);
        var then = denied.textContent();
        assertThat(denied)
                .not()
                .hasText(then, new LocatorAssertions.HasTextOptions().setTimeout(20_000));
    }

    private void openMap(String query) {
        page.navigate(address + "/" + query);
        assertThat(map()).isVisible(VISIBLE_SOON);
    }

    private Locator map() {
        return page.locator("pc-flow-map");
    }

    private Locator row(String source) {
        return map().locator("pc-flow-table tbody tr")
                .filter(new Locator.FilterOptions().setHas(page.getByTitle(source)));
    }

    private void awaitCards() {
        page.waitForFunction(
                "() => !!document.querySelector('pc-flow-map')?.shadowRoot.querySelector('.cy canvas')");
    }

    private void shoot(String name) {
        // Two frames and one round of the chart, so that what is shown is what a person sees.
        page.waitForFunction(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
    }
}
