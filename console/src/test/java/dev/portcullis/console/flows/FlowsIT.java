package dev.portcullis.console.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.portcullis.console.history.internal.TestHistory;
import dev.portcullis.hubble.FlowJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The flows page, recorded files and the map's history in a real browser, fed by a real gRPC stream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowsIT {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
    private static final LocatorAssertions.IsVisibleOptions VISIBLE_SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);
    private static final LocatorAssertions.HasCountOptions COUNT_SOON =
            new LocatorAssertions.HasCountOptions().setTimeout(20_000);
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private BrowserConsole window;
    private Page page;

    @BeforeAll
    void start() {
        window = new BrowserConsole();
        TestHistory.keepLast(14, window.context());
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
    void aFilterIsChosenFromRealValuesTurnedRoundAndKeptInTheAddress() {
        open("flows");
        var box = flows().getByRole(AriaRole.COMBOBOX, named("Add a filter"));
        box.fill("verd");
        box.press("Enter");
        var dropped = flows().locator("[role=option]").filter(text("dropped"));
        assertThat(dropped).containsText("flows", SOON);
        dropped.click();

        assertThat(badge("Allowed")).hasCount(0, COUNT_SOON);
        assertThat(badge("Denied").first()).isVisible(VISIBLE_SOON);
        assertThat(page.url()).endsWith("/flows?verdict=dropped");
        shoot("flows-light");

        flows().getByRole(AriaRole.BUTTON, named("Verdict is dropped: turn round")).click();
        assertThat(badge("Denied")).hasCount(0, COUNT_SOON);
        assertThat(badge("Allowed").first()).isVisible(VISIBLE_SOON);
        assertThat(page.url()).endsWith("/flows?not-verdict=dropped");

        page.reload();
        assertThat(flows()).containsText("is not", SOON);
        assertThat(badge("Allowed").first()).isVisible(VISIBLE_SOON);
        assertThat(badge("Denied")).hasCount(0);
    }

    @Test
    void whatOnlyLeftItsSenderIsNotCalledAllowedWithoutMore() {
        open("flows?direction=egress&verdict=forwarded&type=policy-verdict");

        assertThat(rows().first().locator(".verdict")).hasText("Allowed out");
    }

    @Test
    void aFilterIsTypedInOneGoAndNonsenseIsSaidWithTheNextStep() {
        open("flows");
        var box = flows().getByRole(AriaRole.COMBOBOX, named("Add a filter"));
        box.pressSequentially("!port:3306");
        assertThat(flows().locator(".field")).containsText("is not");
        flows().locator("pc-flow-filters input").press("Enter");
        assertThat(page.url()).endsWith("/flows?not-port=3306");
        assertThat(rows().first()).isVisible(VISIBLE_SOON);
        assertThat(rows().filter(text("3306"))).hasCount(0, COUNT_SOON);

        open("flows?port=http");
        assertThat(flows().getByRole(AriaRole.ALERT)).containsText("not a port", SOON);
        flows().getByRole(AriaRole.ALERT)
                .getByRole(
                        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove filters"))
                .click();
        assertThat(rows().first()).isVisible(VISIBLE_SOON);
    }

    @Test
    void pausingHoldsTheTableAndCountsWhatIsNew() {
        open("flows?verdict=dropped");
        assertThat(rows().first()).isVisible(VISIBLE_SOON);
        flows().getByRole(AriaRole.BUTTON, named("Pause")).click();
        var held = rows().first().locator(".time").textContent().strip();
        var resume = flows().locator("button[aria-pressed=true]");
        assertThat(resume).containsText(Pattern.compile("[1-9][0-9,]* new flows"), SOON);
        assertThat(rows().first().locator(".time")).hasText(held);
        assertThat(flows().locator(".live")).hasText("Paused");

        resume.click();
        assertThat(rows().first().locator(".time"))
                .not()
                .hasText(held, new LocatorAssertions.HasTextOptions().setTimeout(20_000));
    }

    @Test
    void aDeniedFlowTellsEveryFieldAndWhyAndLeadsToTheMapAndBack() {
        open("flows?verdict=dropped&to-port=3306");
        rows().first().click();
        var drawer = flows().locator("pc-flow-drawer");
        assertThat(drawer).containsText("Default deny", SOON);
        assertThat(drawer.locator(".fields")).containsText("drop_reason_desc");
        assertThat(drawer.locator(".fields")).containsText("POLICY_DENIED");
        assertThat(drawer.locator(".fields")).containsText("k8s:app=intruder");
        assertThat(page.url()).contains("chosen=");
        shoot("flows-detail-light");
        page.locator("pc-theme-switch button").click();
        shoot("flows-detail-dark");
        page.locator("pc-theme-switch button").click();

        page.context().grantPermissions(java.util.List.of("clipboard-read", "clipboard-write"));
        drawer.getByText("Copy as Hubble JSON").click();
        assertThat(drawer).containsText("Copied", SOON);
        var copied = (String) page.evaluate("() => navigator.clipboard.readText()");
        assertThat(FlowJson.read(copied)).isInstanceOf(FlowJson.Reading.Read.class);

        drawer.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Leave out flows with To port 3306"))
                .click();
        assertThat(page.url()).contains("not-to-port=3306");

        open("flows?verdict=dropped&to-port=3306");
        rows().first().click();
        flows().getByText("Show on the map").click();
        var detail = page.locator("pc-flow-detail");
        assertThat(detail).containsText("drills/intruder", SOON);
        detail.getByText("Open in Flows").click();
        assertThat(badge("Denied").first()).isVisible(VISIBLE_SOON);
        assertThat(page.url())
                .contains("from-workload=drills%2Fintruder")
                .contains("verdict=dropped");
    }

    @Test
    void exportsHoldWhatTheFilterWants() throws IOException {
        open("flows?verdict=dropped");
        assertThat(rows().first()).isVisible(VISIBLE_SOON);

        var lines = Files.readAllLines(export("Hubble JSON lines").path());
        assertThat(lines).isNotEmpty();
        assertThat(lines).allMatch(line -> line.contains("\"verdict\":\"DROPPED\""));
        assertThat(Files.readString(export("CSV").path()))
                .startsWith("time,verdict")
                .contains(",DROPPED,")
                .doesNotContain("FORWARDED");
    }

    @Test
    void columnsAreChosenAndKeptInTheAddress() {
        open("flows?columns=time,verdict,node,uuid");
        assertThat(flows().locator("[role=columnheader]"))
                .hasText(new String[] {"Time", "Verdict", "Node", "Flow id"});
        flows().getByRole(AriaRole.BUTTON, named("Columns")).click();
        flows().getByLabel("Identities").check();
        assertThat(flows().locator("[role=columnheader]")).hasCount(5);
        assertThat(page.url()).contains("identities");
    }

    @Test
    void aRecordedFileOpensReadOnlyInTheTableAndOnTheMap() {
        open("flows");
        flows().getByRole(AriaRole.BUTTON, named("Open a file")).click();
        var hostile = TestFlows.pod(HOSTILE, HOSTILE, "Deployment", 4_711);
        var lines =
                TestFlows.deniedSyn(Instant.parse("2026-01-02T03:04:05Z"), hostile, TestFlows.MYSQL)
                        .stream()
                        .map(flow -> FlowJson.print(flow) + "\n")
                        .collect(Collectors.joining());
        page.locator("vaadin-upload input[type=file]")
                .setInputFiles(
                        new FilePayload(
                                HOSTILE + ".jsonl",
                                "application/x-ndjson",
                                (lines + "<script>alert(1)</script>\n")
                                        .getBytes(StandardCharsets.UTF_8)));

        var banner = flows().locator(".recorded");
        assertThat(banner).containsText("2 flows", SOON);
        assertThat(banner).containsText("1 bad lines");
        assertThat(flows()).containsText("Recorded file, read-only");
        assertThat(rows()).hasCount(2, COUNT_SOON);
        assertThat(rows().first()).containsText(HOSTILE);
        assertThat(rows().filter(text("shop/"))).hasCount(0);
        shoot("flows-recorded-light");

        banner.getByText("Show on the map").click();
        var map = page.locator("pc-flow-map");
        assertThat(map.locator(".banner")).containsText("Recorded file, read-only", SOON);
        map.getByText("Table", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(map.locator("pc-flow-table tbody tr")).hasCount(1);
        assertThat(map.locator("pc-flow-table")).containsText(HOSTILE);
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void theMapGoesBackInTimeAndReturns() {
        open("");
        var slider = page.locator("pc-time-slider");
        var thumb = slider.getByLabel("Time shown on the map");
        assertThat(thumb).isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(20_000));
        assertThat(slider.locator(".cell.gap").first()).isVisible(VISIBLE_SOON);
        assertThat(slider).containsText("Live");
        thumb.focus();
        var banner = page.locator("pc-flow-map .banner");
        // A minute may have gone by since the history was kept.
        for (int i = 0; i < 8; i++) {
            thumb.press("ArrowLeft");
            assertThat(banner).containsText("The map from", SOON);
            page.waitForTimeout(300);
            if (banner.textContent().contains("1,234")) {
                break;
            }
        }
        assertThat(banner).containsText("1,234 events lost", SOON);
        assertThat(page.url()).contains("from=").contains("to=");
        page.waitForFunction(
                "() => !!document.querySelector('pc-flow-map')?.shadowRoot.querySelector('.cy canvas')");
        shoot("map-history-light");
        page.locator("pc-theme-switch button").click();
        shoot("map-history-dark");
        page.locator("pc-theme-switch button").click();

        page.reload();
        assertThat(banner).containsText("1,234 events lost", SOON);
        page.locator("pc-flow-map")
                .getByText("Table", new Locator.GetByTextOptions().setExact(true))
                .click();
        var denied = page.locator("pc-flow-table tbody tr").filter(text("drills/intruder"));
        assertThat(denied).containsText("240");
        page.locator("pc-flow-map")
                .getByText("Graph", new Locator.GetByTextOptions().setExact(true))
                .click();

        banner.getByText("Back to live").click();
        assertThat(banner).hasCount(0, COUNT_SOON);
        assertThat(slider).containsText("Live");
        assertThat(page.url()).doesNotContain("from=");
    }

    private Download export(String what) {
        flows().getByRole(AriaRole.BUTTON, named("Export")).click();
        var download =
                page.waitForDownload(
                        () ->
                                flows().getByText(
                                                what, new Locator.GetByTextOptions().setExact(true))
                                        .click());
        page.locator("h1").click();
        page.mouse().click(5, 5);
        return download;
    }

    private void open(String path) {
        page.navigate(window.address() + "/" + path);
    }

    private Locator flows() {
        return page.locator("pc-flows");
    }

    private Locator rows() {
        return flows().locator("pc-flow-rows .line:not(.between)");
    }

    private Locator badge(String word) {
        return rows().filter(text(word));
    }

    private static Locator.FilterOptions text(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private void shoot(String name) {
        page.waitForFunction(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
    }
}
