package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A policy is written in a browser, with a mistake, a preview, a rival and a denial that is explained. */
@ExtendWith(Product.class)
class PolicyTruthIT {
    private static final String PAGE = "/policies/CiliumNetworkPolicy/users/mysql-ingress";
    private static final String API = "/api/v1" + PAGE;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aPolicyIsMendedPreviewedAndAppliedAndARivalCostsNobodyAnything(
            RunningProduct product, Chromium chromium) {
        var begun = product.get(API).path("yaml").asString();
        var page = chromium.signedIn(product, ColorScheme.LIGHT);
        try {
            page.navigate(product.console().resolve(PAGE).toString());
            var editor = page.locator("pc-policy-editor");
            assertThat(editor.locator(".cm-content")).containsText("user-service");

            replace(page, "'3306'", "'330600'");
            assertThat(editor.locator(".ending[data-severity=error]")).isVisible(soon());
            assertThat(editor.locator(".list")).containsText("Line ");
            assertThat(page.getByText("This is not a policy yet")).isVisible(soon());
            Chromium.screenshot(page, "policy-mistake");

            replace(page, "'330600'", "'3306'");
            assertThat(editor.locator(".list")).containsText("No problem found", inTime());
            replace(page, "app: user-service", "app: storefront");
            var preview = page.locator(".pc-preview");
            assertThat(preview.locator("summary").first()).containsText("Denied", inTime());
            assertThat(preview).containsText("users/user-service → users/mysql:3306");
            assertThat(preview).containsText("of flows (");
            assertThat(page.locator("pc-change-map")).isVisible(soon());
            Chromium.screenshot(page, "policy-preview");

            replace(page, "app: storefront", "app: user-service");
            replace(
                    page,
                    "description: Only the user service reaches",
                    "description: Nobody but the user service reaches");
            rival(product, begun);
            assertThat(page.locator("pc-three-way")).isVisible(soon());
            assertThat(page.locator("pc-three-way")).containsText("Nobody but the user service");
            assertThat(page.locator("pc-three-way")).containsText("a-rival-was-here");
            Chromium.screenshot(page, "policy-conflict");
            page.getByRole(AriaRole.BUTTON, named("Put both together")).click();
            assertThat(editor.locator(".cm-content")).containsText("a-rival-was-here", inTime());
            assertThat(editor.locator(".cm-content")).containsText("Nobody but the user service");

            page.getByLabel("Reason, required, goes to the audit log").fill("Say it more clearly");
            page.getByRole(AriaRole.BUTTON, exactly("Apply")).click();
            await("both changes are in the cluster")
                    .atMost(SOON)
                    .until(
                            () -> {
                                var now = product.get(API).path("yaml").asString();
                                return now.contains("a-rival-was-here")
                                        && now.contains("Nobody but the user service");
                            });
            assertThat(page.getByText("kubectl replace -f policy.yaml")).isVisible(soon());
        } finally {
            write(product, begun);
            page.context().close();
        }
    }

    @Test
    void whatIsTypedWhileSomebodyElseAppliesIsKeptAndPutTogetherWithTheirs(
            RunningProduct product, Chromium chromium) {
        var begun = product.get(API).path("yaml").asString();
        var page = chromium.signedIn(product, ColorScheme.LIGHT);
        try {
            page.navigate(product.console().resolve(PAGE).toString());
            var editor = page.locator("pc-policy-editor");
            assertThat(editor.locator(".cm-content")).containsText("user-service", inTime());
            // Long enough that the console has not heard of the typing when the rival comes.
            editor.evaluate("editor => { editor.pause = 600_000; }");
            replace(
                    page,
                    "description: Only the user service reaches",
                    "description: Nobody but the user service reaches");
            rival(product, begun);

            assertThat(page.locator("pc-three-way")).containsText("a-rival-was-here", inTime());
            assertThat(page.locator("pc-three-way")).containsText("Nobody but the user service");
            assertThat(editor.locator(".cm-content")).containsText("Nobody but the user service");

            // Typed and then pressed at once: the last words go along.
            replace(page, "Nobody but the user service", "Nobody else but the user service");
            page.getByRole(AriaRole.BUTTON, named("Put both together")).click();
            await("both are in the editor")
                    .atMost(SOON)
                    .until(
                            () -> {
                                var press =
                                        page.getByRole(AriaRole.BUTTON, named("Put both together"));
                                if (press.isVisible()) {
                                    press.click();
                                }
                                return editor.locator(".cm-content")
                                        .innerText()
                                        .contains("a-rival-was-here");
                            });
            assertThat(editor.locator(".cm-content"))
                    .containsText("Nobody else but the user service");

            page.getByRole(AriaRole.BUTTON, exactly("Discard changes")).click();
            assertThat(editor.locator(".cm-content"))
                    .not()
                    .containsText("Nobody else but", inTime());
            assertThat(editor.locator(".cm-content")).containsText("a-rival-was-here");
        } finally {
            write(product, begun);
            page.context().close();
        }
    }

    @Test
    void aPreviewReplaysTheRecordedMinutesToo(RunningProduct product, Chromium chromium) {
        await("a minute is recorded")
                .atMost(Duration.ofMinutes(3))
                .until(
                        () ->
                                product.get(API + "/preview?state=off&window=1h")
                                                .path("window")
                                                .path("flows")
                                                .asLong()
                                        > 0);
        assertThat(product.call("GET", API + "/preview?state=off&window=1y", "").status())
                .isEqualTo(400);

        var page = chromium.signedIn(product, ColorScheme.LIGHT);
        page.navigate(product.console().resolve(PAGE).toString());
        var preview = page.locator(".pc-preview-pane[aria-busy=false]");
        assertThat(preview).containsText("of flows (", inTime());
        page.getByRole(AriaRole.BUTTON, exactly("Last hour")).click();
        assertThat(preview).containsText("of flows (", inTime());
        assertThat(page.getByRole(AriaRole.BUTTON, exactly("Last hour")))
                .hasAttribute("aria-pressed", "true");
        replace(page, "app: user-service", "app: storefront");
        assertThat(preview).containsText("users/user-service → users/mysql:3306", inTime());
        Chromium.screenshot(page, "policy-preview-recorded");
        page.context().close();
    }

    @Test
    void aDeniedEdgeSaysWhyAndLeadsToTheRuleThatWouldAdmitIt(
            RunningProduct product, Chromium chromium) {
        product.finished(product.launch(2));
        var page = chromium.signedIn(product, ColorScheme.DARK);
        page.navigate(
                product.console()
                        .resolve("/?chosen=drills%2Fintruder~users%2Fmysql~denied")
                        .toString());
        var why = page.locator("pc-why");
        assertThat(why).containsText("Default deny.", inTime());
        assertThat(why).containsText("Recorded");
        assertThat(why).containsText("app=user-service");
        assertThat(why).containsText("3306/TCP matches");
        Chromium.screenshot(page, "why");

        why.getByText("Preview a rule").click();
        assertThat(page.locator("pc-policy-editor .cm-content"))
                .containsText("admit-mysql", inTime());
        assertThat(page.locator(".pc-preview"))
                .containsText("drills/intruder → users/mysql:3306", inTime());
        assertThat(product.gate("users", "admit-mysql-ingress")).isEqualTo("absent");
        page.context().close();
    }

    @Test
    void aBlockedDrillIsNeitherAWayInNorAReasonToOpenOne(RunningProduct product) {
        product.finished(product.launch(2));

        var suggested = product.get("/api/v1/suggestions?namespace=users&workload=mysql");
        var marks =
                product.get("/api/v1/reach?workload=users/mysql")
                        .path("rows")
                        .valueStream()
                        .filter(row -> row.path("peer").asString().startsWith("drills/"))
                        .map(row -> row.path("cells").get(0).path("mark").asString())
                        .toList();

        assertThat(suggested.path("yaml").asString("")).doesNotContain("drills");
        assertThat(marks).isNotEmpty().containsOnly("attempted");
    }

    @Test
    void theMatrixOfTheGuardedDatabaseSaysWhoMayAndWhoDid(RunningProduct product) {
        var matrix = product.get("/api/v1/reach?workload=users/mysql");

        assertThat(matrix.path("guarded").asBoolean()).isTrue();
        var row =
                matrix.path("rows")
                        .valueStream()
                        .filter(r -> r.path("peer").asString().equals("users/user-service"))
                        .findFirst()
                        .orElseThrow();
        assertThat(row.path("cells").get(0).path("mark").asString()).isEqualTo("used");
        assertThat(matrix.path("window").path("flows").asLong()).isPositive();
    }

    @Test
    void aPipelineChecksAndPreviewsATextAndChangesNothing(RunningProduct product) {
        var begun = product.get(API);
        var version = begun.path("resourceVersion").asString();
        var yaml = begun.path("yaml").asString();

        var mistaken = post(product, "check", yaml.replace("'3306'", "'330600'"), version);
        assertThat(mistaken.path("acceptable").asBoolean()).isFalse();
        assertThat(mistaken.path("problems").get(0).path("line").asInt()).isGreaterThan(1);
        assertThat(post(product, "check", yaml, version).path("acceptable").asBoolean()).isTrue();
        assertThat(post(product, "check", yaml, "1").path("refusal").asString())
                .contains("not based on");

        var preview = post(product, "preview", yaml.replace("user-service", "nobody"), version);
        assertThat(preview.path("edges").toString()).contains("NEWLY_DENIED");
        assertThat(product.get(API).path("resourceVersion").asString()).isEqualTo(version);
    }

    private static JsonNode post(RunningProduct product, String what, String yaml, String version) {
        return product.call("POST", "/api/v1/policies/" + what, text(yaml, version)).json();
    }

    private static String text(String yaml, String version) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "yaml",
                                yaml,
                                "reason",
                                "a story",
                                "basedOn",
                                Map.of("CiliumNetworkPolicy/users/mysql-ingress", version)));
    }

    /** Somebody else adds a label, by the API. */
    private static void rival(RunningProduct product, String begun) {
        write(product, begun.replace("  labels:\n", "  labels:\n    a-rival-was-here: 'yes'\n"));
    }

    private static void write(RunningProduct product, String yaml) {
        var version = product.get(API).path("resourceVersion").asString();
        var answer = product.call("PUT", "/api/v1/policies", text(yaml, version));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Types another text over a piece of the editor's, as a keyboard would: the rest stays. */
    private static void replace(Page page, String text, String with) {
        Locator line = page.locator("pc-policy-editor .cm-line").filter(having(text)).first();
        // What is said after a line is no part of it.
        var whole =
                (String)
                        line.evaluate(
                                "line => [...line.childNodes].filter(part => !part.classList?.contains('ending'))"
                                        + ".map(part => part.textContent).join('')");
        line.click(new Locator.ClickOptions().setPosition(60, 8));
        page.keyboard().press("Home");
        page.keyboard().press("Home");
        page.keyboard().press("Shift+End");
        page.keyboard().insertText(whole.replace(text, with));
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(SOON.toMillis());
    }

    private static LocatorAssertions.ContainsTextOptions inTime() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(SOON.toMillis());
    }
}
