package dev.portcullis.console.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the console as it is shipped says to browsers: a page of a test without the built frontend is another page. */
@ExtendWith(Product.class)
class SecurityHeadersIT {
    private static final String POLICY = "Content-Security-Policy";

    private final RunningProduct product;
    private final HttpClient browser =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    SecurityHeadersIT(RunningProduct product) {
        this.product = product;
    }

    @BeforeEach
    void signIn() throws Exception {
        assertThat(get(URI.create(product.signInLink())).body()).contains("<title>");
    }

    @Test
    void noPageMayBeFramedAndNoneLoadsAnythingFromElsewhere() throws Exception {
        for (var path : Pages.ALL) {
            var page = get(product.console().resolve(path));

            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue(POLICY))
                    .as(path)
                    .get()
                    .asString()
                    .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
                    .contains(path.equals("/metrics") ? "frame-src 'self'" : "frame-src 'none'");
            assertThat(page.headers().firstValue("X-Frame-Options")).as(path).hasValue("DENY");
            assertThat(page.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .hasValue("nosniff");
            assertThat(page.headers().firstValue("Referrer-Policy"))
                    .as(path)
                    .hasValue("same-origin");
            assertThat(page.headers().firstValue("Cache-Control"))
                    .as(path)
                    .get()
                    .asString()
                    .contains("no-store");
        }
    }

    @Test
    void theApiAndWhatPagesAreMadeOfCarryThemToo() throws Exception {
        var script =
                get(product.console())
                        .body()
                        .lines()
                        .flatMap(line -> java.util.Arrays.stream(line.split("\"")))
                        .filter(part -> part.contains("VAADIN/build/") && part.endsWith(".js"))
                        .findFirst()
                        .orElseThrow();
        for (var path : new String[] {"/api/v1/status", "/login", script}) {
            var answer = get(product.console().resolve(path));

            assertThat(answer.headers().firstValue(POLICY))
                    .as(path)
                    .get()
                    .asString()
                    .contains("frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).hasValue("DENY");
        }
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(address).header("Accept", "text/html,*/*").build(),
                BodyHandlers.ofString());
    }
}
