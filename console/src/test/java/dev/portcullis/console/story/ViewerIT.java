package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may only look sees every page full, can change nothing, and is told so wherever he might have tried. */
@ExtendWith(Product.class)
class ViewerIT {
    private static final String WHY = "Your account may look, and not ";

    @Test
    void everyPageShowsWhatAViewerMayNotDoAndSaysWhy(
            RunningProduct product, Chromium chromium, @TempDir Path home) throws Exception {
        var places = new HashMap<>(product.places());
        places.put("PORTCULLIS_DRILL_IMAGE", "portcullis/traffic:0.1.0");
        try (var console =
                ConsoleProcess.start(home, product.lab().endpoints().kubeconfig(), places)) {
            var drill = cleanedDrill(console);
            var incident =
                    await("the drill's incident")
                            .atMost(Duration.ofSeconds(30))
                            .until(() -> newestIncident(console), id -> !id.isEmpty());
            schedule(console);

            Page desk = chromium.viewer(console, ColorScheme.LIGHT);
            desk.setViewportSize(1440, 900);
            assertThat(desk.locator(".pc-top").getByText("View only")).isVisible();
            refuses(desk, console, "/policies", "New policy", "write policies");
            refuses(desk, console, "/policies/new", "Apply", "write policies");
            refuses(
                    desk,
                    console,
                    "/policies/CiliumNetworkPolicy/users/mysql-ingress",
                    "Apply",
                    "change policies");
            refuses(desk, console, "/drills", "Launch drill", "launch drills");
            refuses(desk, console, "/drills", "Stop all", "stop drills");
            refuses(desk, console, "/drills/schedules", "Pause", "change schedules");
            refuses(desk, console, "/drills/" + drill, "Clean up", "stop drills");
            refuses(desk, console, "/incidents/" + incident, "Acknowledge", "change incidents");
            refuses(desk, console, "/incidents/" + incident, "Comment", "comment");
            refuses(
                    desk,
                    console,
                    "/incidents/quarantine?workload=shop/storefront",
                    "Quarantine for 15 min",
                    "quarantine");
            refuses(desk, console, "/incidents/webhook", "Send a test", "send");
            refuses(desk, console, "/users", "New user", "change users");
            refuses(
                    desk,
                    console,
                    "/workloads?workload=Deployment/shop/storefront",
                    "Restart rollout",
                    "change workloads");

            var errors = new ArrayList<String>();
            Page phone =
                    Pages.onPhone(
                            Pages.listening(chromium.viewer(console, ColorScheme.DARK), errors));
            for (var path : Pages.ALL) {
                Pages.open(phone, console.uri(), path);
                assertThat(phone.locator(".pc-top").getByText("View only")).isVisible();
                assertThat(silentRefusals(phone)).as(path).isEmpty();
                Pages.picture(phone, path, "viewer-phone");
            }
            desk.context().close();
            phone.context().close();
            assertThat(errors).isEmpty();
        }
    }

    /** The button is there, does nothing, and says why when it is pointed at. */
    private static void refuses(
            Page page, ConsoleProcess console, String path, String button, String deed) {
        Pages.open(page, console.uri(), path);
        var refused =
                page.locator(".pc-main")
                        .getByRole(
                                AriaRole.BUTTON,
                                new com.microsoft.playwright.Locator.GetByRoleOptions()
                                        .setName(button)
                                        .setExact(true))
                        .first();
        assertThat(refused).isDisabled();
        // What is new on the page takes the pointer's tooltip away
        await(button + " on " + path + " says why")
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            page.mouse().move(0, 0);
                            refused.hover();
                            page.waitForTimeout(700);
                            return page.getByText(WHY + deed).locator("visible=true").count() > 0;
                        });
        assertThat(silentRefusals(page)).as(path).isEmpty();
        Pages.picture(page, path.replaceFirst("[?].*", ""), "viewer");
    }

    /** Buttons and gates in sight that may not be pressed and do not say why. */
    private static List<?> silentRefusals(Page page) {
        return (List<?>)
                page.evaluate(
                        """
                        () => {
                          const says = one => (one.querySelector('vaadin-tooltip')?.text || one.reason || one.title || '').length > 0;
                          return [...document.querySelectorAll('.pc-main :is(vaadin-button, pc-gate-switch)')]
                              .filter(one => one.disabled && one.offsetWidth && !says(one))
                              .map(one => one.localName + ': ' + (one.getAttribute('aria-label') ?? one.textContent.trim()));
                        }
                        """);
    }

    private static String cleanedDrill(ConsoleProcess console) {
        var answer =
                console.send(
                                "POST",
                                "/api/v1/drills?wait=true",
                                "{\"plan\":\"mysql-login\",\"attempts\":2}")
                        .join();
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return console.get("/api/v1/drills").path("items").path(0).path("id").asString();
    }

    private static String newestIncident(ConsoleProcess console) {
        return console.get("/api/v1/incidents").path("items").path(0).path("id").asString("");
    }

    private static void schedule(ConsoleProcess console) {
        var answer =
                console.send(
                                "POST",
                                "/api/v1/drill-schedules",
                                "{\"plan\":\"mysql-login\",\"attempts\":1,\"cron\":\"0 0 3 * * *\"}")
                        .join();
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
}
