package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The whole loop, told once with the real parts: see, attack, open the gate, be cut, be safe again. */
@ExtendWith(Product.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuardedDatabaseIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static RunningProduct product;
    private static Chromium chromium;

    @BeforeAll
    static void take(RunningProduct shared, Chromium browser) {
        product = shared;
        chromium = browser;
    }

    @Test
    @Order(1)
    void theWallHoldsFallsAndHoldsAgainWhileShoppersShop() {
        Page page = chromium.signedIn(product, ColorScheme.LIGHT);
        List<String> foreign = requestsElsewhere(page);

        JsonNode blocked = launchedByHand(page, 3);
        assertBlocked(blocked);
        assertThat(page.getByText("BLOCKED 3 of 3")).isVisible(within(SOON));
        Chromium.screenshot(page, "1-drill-blocked");
        page.navigate(product.console().toString());
        page.waitForSelector("pc-flow-map");
        awaitEdgeDrawn(page);
        Chromium.screenshot(page, "2-map-after-attack");

        turn(page, "mysql-ingress", "Turn off");
        await().atMost(SOON).until(() -> product.gate("users", "mysql-ingress").equals("off"));
        Chromium.screenshot(page, "3-policy-off");
        JsonNode exposed = product.finished(product.launch(3));
        assertThat(exposed.path("verdict").asString()).isEqualTo("EXPOSED");
        assertThat(outcomes(exposed)).containsExactly("CONNECTED");
        assertLegitimate(exposed);

        String running = product.launch(40);
        await("a session of the attacker lives")
                .atMost(SOON)
                .until(() -> product.drill(running).path("held").asString().equals("ALIVE"));
        turn(page, "mysql-ingress", "Turn on");
        await("the attacker's session is cut")
                .atMost(SOON)
                .until(() -> product.drill(running).path("held").asString().equals("CUT"));
        await("the next attempts time out")
                .atMost(SOON)
                .until(() -> outcomes(product.drill(running)).contains("TIMEOUT"));
        page.navigate(product.console().resolve("/drills/" + running).toString());
        page.waitForSelector("h1");
        Chromium.screenshot(page, "4-drill-cut");
        product.call("DELETE", "/api/v1/drills/" + running, "");
        assertLegitimate(product.finished(running));

        assertBlocked(product.finished(product.launch(3)));
        assertThat(foreign).isEmpty();
        page.context().close();
    }

    @Test
    @Order(2)
    void twoBrowsersSeeTheSameToggleWithinASecond() {
        Page first = chromium.signedIn(product, ColorScheme.LIGHT);
        Page second = chromium.signedIn(product, ColorScheme.DARK);
        for (Page page : List.of(first, second)) {
            page.navigate(product.console().resolve("/policies").toString());
            assertThat(gate(page, "storefront-egress", "true")).isVisible(within(SOON));
        }

        assertThat(product.move("shop", "storefront-egress", "off").status()).isEqualTo(200);

        for (Page page : List.of(first, second)) {
            assertThat(gate(page, "storefront-egress", "false"))
                    .isVisible(within(Duration.ofSeconds(1)));
        }
        Chromium.screenshot(second, "5-policies-dark");
        assertThat(product.move("shop", "storefront-egress", "on").status()).isEqualTo(200);
        assertThat(gate(second, "storefront-egress", "true")).isVisible(within(SOON));
        first.context().close();
        second.context().close();
    }

    @Test
    @Order(3)
    void aRelayThatGoesAwayIsShownAndComesBackByItself() throws Exception {
        Page page = chromium.signedIn(product, ColorScheme.LIGHT);
        product.lab().observer().stopServing();

        await().atMost(SOON).until(() -> !relay().path("connected").asBoolean());
        assertThat(relay().path("message").asString()).isNotBlank();
        Chromium.screenshot(page, "6-relay-away");

        product.lab().observer().serve();
        await().atMost(SOON).until(() -> relay().path("connected").asBoolean());
        long before = relay().path("flows").asLong();
        await().atMost(SOON).until(() -> relay().path("flows").asLong() > before);
        page.context().close();
    }

    @Test
    @Order(5)
    void aHostileNameIsTextWhereverItIsShown() {
        String hostile = "<img src=x onerror=window.__fired=1>";
        Page page = chromium.signedIn(product, ColorScheme.LIGHT);
        AtomicInteger dialogs = new AtomicInteger();
        page.onDialog(dialog -> dialogs.incrementAndGet());
        product.call("POST", "/api/v1/drills", "{\"plan\":\"" + hostile + "\"}");
        product.call(
                "PUT",
                "/api/v1/policies/CiliumNetworkPolicy/shop/storefront-egress/state",
                "{\"state\":\"off\",\"reason\":\"" + hostile + "\"}");
        for (String path :
                List.of("/", "/policies", "/drills", "/users?email=" + "%3Cimg", "/audit")) {
            page.navigate(product.console().resolve(path).toString());
            page.waitForSelector("h1, pc-flow-map");
            assertThat(page.evaluate("() => window.__fired")).isNull();
        }
        assertThat(page.getByText(hostile).first()).isVisible(within(SOON));
        product.move("shop", "storefront-egress", "on");
        assertThat(dialogs).hasValue(0);
        page.context().close();
    }

    @Test
    @Order(6)
    void badRequestsAreRefusedWithASentenceAndChangeNothing() {
        String gate = "/api/v1/policies/CiliumNetworkPolicy/users/mysql-ingress/state";
        assertThat(product.call("PUT", gate, "{\"state\":\"off\"}").status()).isEqualTo(400);
        assertThat(product.call("PUT", gate, "{\"state\":\"ajar\",\"reason\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(product.call("PUT", gate, "{broken").status()).isEqualTo(400);
        assertThat(product.call("POST", "/api/v1/drills", "{\"plan\":\"rm -rf\"}").status())
                .isEqualTo(400);
        assertThat(
                        product.call(
                                        "POST",
                                        "/api/v1/drills",
                                        "{\"plan\":\"mysql-login\",\"attempts\":100000}")
                                .status())
                .isEqualTo(400);
        assertThat(product.gate("users", "mysql-ingress")).isEqualTo("on");
    }

    @Test
    @Order(7)
    void nothingListensBeyondTheLoopback() throws Exception {
        Set<String> inodes =
                Stream.concat(
                                Stream.of(ProcessHandle.current()),
                                ProcessHandle.current().descendants())
                        .filter(process -> !process.info().command().orElse("").contains("chrom"))
                        .flatMap(process -> sockets(process.pid()))
                        .collect(Collectors.toSet());
        List<String> open =
                Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                        .map(Path::of)
                        .filter(Files::exists)
                        .flatMap(GuardedDatabaseIT::lines)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(part -> part.length > 9 && part[3].equals("0A"))
                        .filter(part -> inodes.contains(part[9]))
                        .map(part -> part[1])
                        .toList();

        assertThat(open)
                .isNotEmpty()
                .allMatch(
                        address ->
                                address.startsWith("0100007F:")
                                        || address.startsWith("0000000000000000FFFF00000100007F:")
                                        || address.startsWith("00000000000000000000000001000000:"));
    }

    private static JsonNode launchedByHand(Page page, int attempts) {
        page.navigate(product.console().resolve("/drills").toString());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch drill"))
                .click();
        page.locator("vaadin-integer-field input").fill(Integer.toString(attempts));
        page.locator("vaadin-integer-field input").press("Tab");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Launch attack"))
                .click();
        page.waitForURL("**/drills/*");
        return product.finished(page.url().substring(page.url().lastIndexOf('/') + 1));
    }

    private static void turn(Page page, String policy, String verb) {
        page.navigate(product.console().resolve("/policies").toString());
        gate(page, policy, verb.endsWith("off") ? "true" : "false").click();
        var dialog = page.locator("vaadin-dialog[opened]");
        page.getByLabel("Reason").first().fill("The story needs it");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(verb)).last().click();
        assertThat(dialog).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    }

    private static com.microsoft.playwright.Locator gate(Page page, String policy, String checked) {
        return page.locator(
                "pc-gate-switch button[role=switch][aria-label*='%s'][aria-checked='%s']"
                        .formatted(policy, checked));
    }

    private static void awaitEdgeDrawn(Page page) {
        await().atMost(SOON)
                .until(
                        () ->
                                product.get("/api/v1/map")
                                        .path("edges")
                                        .valueStream()
                                        .anyMatch(edge -> edge.path("dropped").asLong() > 0));
        page.waitForTimeout(1500);
    }

    private static void assertBlocked(JsonNode drill) {
        assertThat(drill.path("verdict").asString()).as(drill.toString()).isEqualTo("BLOCKED");
        assertThat(outcomes(drill)).containsExactly("TIMEOUT");
        drill.path("attempts")
                .forEach(
                        attempt -> {
                            assertThat(attempt.path("sqlState").asString()).isEqualTo("08S01");
                            assertThat(attempt.path("rootCause").asString()).contains("timed out");
                            assertThat(attempt.path("policyVerdicts").asInt()).isPositive();
                            assertThat(attempt.path("drops").asInt())
                                    .isEqualTo(attempt.path("policyVerdicts").asInt());
                            assertThat(attempt.path("reason").asString()).contains("mysql-ingress");
                        });
        assertLegitimate(drill);
    }

    private static void assertLegitimate(JsonNode drill) {
        assertThat(drill.path("control").path("ok").asLong()).isPositive();
        assertThat(drill.path("control").path("successRate").asDouble())
                .isGreaterThanOrEqualTo(0.99);
    }

    private static Set<String> outcomes(JsonNode drill) {
        return drill.path("attempts")
                .valueStream()
                .map(attempt -> attempt.path("outcome").asString())
                .collect(Collectors.toSet());
    }

    private static JsonNode relay() {
        return product.get("/api/v1/status").path("relay");
    }

    private static List<String> requestsElsewhere(Page page) {
        List<String> elsewhere = new java.util.concurrent.CopyOnWriteArrayList<>();
        String ours = product.console().getAuthority();
        page.onRequest(
                request -> {
                    String url = request.url();
                    if (url.startsWith("http") && !url.contains(ours)) {
                        elsewhere.add(url);
                    }
                });
        return elsewhere;
    }

    private static LocatorAssertions.IsVisibleOptions within(Duration time) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(time.toMillis());
    }

    private static Stream<String> sockets(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors
                    .map(GuardedDatabaseIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring(8, target.length() - 1))
                    .toList()
                    .stream();
        } catch (java.io.IOException gone) {
            return Stream.empty();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (java.io.IOException gone) {
            return "";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
