package dev.portcullis.console.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An intruder whose every name is as long as Kubernetes lets it be, on every page that says who did what: the page
 * keeps its shape, and what is cut off can still be read whole.
 */
@ExtendWith(Product.class)
class LongNamesIT {
    private static final String LABEL =
            "a-name-that-somebody-let-a-pipeline-make-up-from-a-branch-and-1";
    private static final String POLICY = String.join(".", LABEL, LABEL, LABEL, LABEL.substring(2));
    private static final String WORKLOAD = LABEL + "/" + LABEL;
    private static final String REASON = "a reason that goes on and on ".repeat(17).strip();
    private static final String EMAIL =
            "someone." + "x".repeat(50) + "@" + "y".repeat(60) + ".example.org";

    private static final String INTRUDER =
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %1$s}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s, namespace: %1$s}
            spec:
              replicas: 1
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec:
                  containers:
                  - name: %1$s
                    image: portcullis/traffic:0.1.0
                    args: [attack, mysql-login]
                    env:
                    - {name: DRILL, value: unnamed}
                    - {name: ATTEMPTS, value: "900"}
                    - {name: DB_USERNAME, value: nobody}
                    - {name: DB_PASSWORD, value: nothing}
            ---
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: %2$s, namespace: %1$s}
            spec:
              endpointSelector: {matchLabels: {app: %1$s}}
              ingress:
              - fromEndpoints: [{matchLabels: {app.kubernetes.io/instance: %1$s}}]
            """
                    .formatted(LABEL, POLICY);

    private final RunningProduct product;
    private final Chromium chromium;
    private final KubernetesClient cluster;
    private final List<String> scriptErrors = new ArrayList<>();

    LongNamesIT(RunningProduct product, Chromium chromium) {
        this.product = product;
        this.chromium = chromium;
        cluster =
                new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(
                                        product.lab().endpoints().kubeconfig().toFile()))
                        .build();
    }

    @BeforeEach
    void letHimIn() {
        cluster.load(stream()).serverSideApply();
    }

    @AfterEach
    void sendHimAway() {
        product.releaseAll();
        cluster.load(stream()).delete();
        cluster.close();
    }

    @Test
    void everyPageKeepsItsShapeAndWhatIsCutOffCanBeReadWhole() {
        await("his incident").atMost(Duration.ofSeconds(60)).until(() -> !incident().isEmpty());
        var held =
                product.call(
                        "POST",
                        "/api/v1/quarantines",
                        "{\"workload\":\"%s\",\"reason\":\"%s\",\"seconds\":900}"
                                .formatted(WORKLOAD, REASON));
        assertThat(held.status()).as(held.body()).isEqualTo(201);
        var comment =
                product.call(
                        "POST",
                        "/api/v1/incidents/%s/comments".formatted(incident()),
                        "{\"text\":\"%s\"}".formatted("nospaces".repeat(60)));
        assertThat(comment.status()).as(comment.body()).isEqualTo(200);

        Page desk = chromium.signedIn(product, ColorScheme.LIGHT);
        desk.setViewportSize(1280, 800);
        user(desk);
        Page phone = Pages.onPhone(chromium.signedIn(product, ColorScheme.DARK));
        var unreadable = new LinkedHashMap<String, List<?>>();
        for (var page : List.of(desk, phone)) {
            Pages.listening(page, scriptErrors);
            for (var path : paths()) {
                Pages.open(page, product.console(), path);
                shown(page, path);
                Pages.picture(page, pictured(path), "long" + (page == phone ? "-phone" : ""));
                var cut = cutForGood(page);
                if (!cut.isEmpty()) {
                    unreadable.put((page == phone ? "phone " : "desk ") + path, cut);
                }
            }
        }
        goAway(desk);
        desk.context().close();
        phone.context().close();

        assertThat(unreadable).isEmpty();
        assertThat(scriptErrors).isEmpty();
    }

    private List<String> paths() {
        return List.of(
                "/?workload=" + WORKLOAD,
                "/?view=table&workload=" + WORKLOAD,
                "/flows",
                "/policies?namespace=" + LABEL,
                "/policies/CiliumNetworkPolicy/%s/%s".formatted(LABEL, POLICY),
                "/policies/new?source=%s&destination=users/mysql&port=3306".formatted(WORKLOAD),
                "/policies/reach?workload=" + WORKLOAD,
                "/policies/suggest?workload=" + WORKLOAD,
                "/incidents",
                "/incidents/" + incident(),
                "/incidents/quarantine?workload=" + WORKLOAD,
                "/users?email=someone",
                "/workloads?workload=Deployment/" + WORKLOAD,
                "/metrics?workload=" + WORKLOAD,
                "/timeline",
                "/audit");
    }

    /** Waits until his name, or the user's, is on the page. */
    private static void shown(Page page, String path) {
        var name = path.startsWith("/users") ? EMAIL : LABEL;
        await(path + " shows " + name)
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(() -> (Boolean) page.evaluate(SAYS, name));
    }

    /** Whether a text is anywhere on the page, also in the shadows and in a canvas's words. */
    private static final String SAYS =
            """
            name => {
              const within = root => [...root.querySelectorAll('*')].some(one =>
                  [...one.childNodes].some(node => node.nodeType === 3 && node.data.includes(name))
                  || (one.title ?? '').toString().includes(name)
                  || (one.ariaLabel ?? '').includes(name)
                  || (one.value ?? '').toString().includes(name)
                  || (one.shadowRoot && within(one.shadowRoot)));
              return within(document.querySelector('.pc-main'));
            }
            """;

    /** Texts that are cut off by their box and that no title, tooltip or label says whole. */
    private static List<?> cutForGood(Page page) {
        return (List<?>)
                page.evaluate(
                        """
                        () => {
                          const found = [];
                          const above = one => one.parentElement ?? one.assignedSlot ?? one.getRootNode().host;
                          const told = (one, text) => {
                            if (one.querySelector('[title]')) {
                              return true;
                            }
                            for (let at = one, steps = 0; at && steps < 8; at = above(at), steps++) {
                              if ((at.title || '').toString().length >= text.length || at.localName === 'vaadin-grid'
                                  && at.querySelector('vaadin-tooltip') || at.querySelector?.(':scope > vaadin-tooltip')) {
                                return true;
                              }
                            }
                            return false;
                          };
                          const walk = root => root.querySelectorAll('*').forEach(one => {
                            const style = getComputedStyle(one);
                            const text = one.textContent.trim();
                            if (one.clientWidth && text && style.overflowX !== 'visible' && style.overflowX !== 'auto'
                                && style.overflowX !== 'scroll' && style.textOverflow === 'ellipsis'
                                && one.scrollWidth > one.clientWidth + 1 && !told(one, text)) {
                              found.push(one.localName + '.' + one.className + ': ' + text.slice(0, 80));
                            }
                            if (one.shadowRoot) walk(one.shadowRoot);
                          });
                          walk(document.querySelector('.pc-main'));
                          return [...new Set(found)].slice(0, 20);
                        }
                        """);
    }

    private static String pictured(String path) {
        return path.startsWith("/?view=table") ? "/map-table" : path.replaceFirst("[?].*", "");
    }

    private void user(Page page) {
        page.navigate(product.console().resolve("/users?email=someone").toString());
        page.waitForSelector("vaadin-grid");
        if (page.getByText(EMAIL).count() > 0) {
            return;
        }
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New user")).click();
        page.locator("vaadin-dialog").getByLabel("E-mail").fill(EMAIL);
        page.getByLabel("Name")
                .last()
                .fill("Somebody of a Family with Many Names and no Room for Them All");
        page.locator("input[type=password]").fill("a long enough password");
        page.locator("vaadin-dialog").getByRole(AriaRole.BUTTON).last().click();
        assertThat(page.getByText(EMAIL).first()).isVisible(Pages.soon());
    }

    private void goAway(Page page) {
        Pages.open(page, product.console(), "/users?email=someone");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete " + EMAIL))
                .click();
        page.locator("vaadin-dialog").getByRole(AriaRole.BUTTON).last().click();
        assertThat(page.locator("vaadin-grid").getByText(EMAIL)).isHidden();
    }

    private String incident() {
        return product.get("/api/v1/incidents?kind=intruders")
                .path("items")
                .valueStream()
                .filter(incident -> incident.path("source").asString().equals(WORKLOAD))
                .map(incident -> incident.path("id").asString())
                .findFirst()
                .orElse("");
    }

    private static ByteArrayInputStream stream() {
        return new ByteArrayInputStream(INTRUDER.getBytes(StandardCharsets.UTF_8));
    }
}
