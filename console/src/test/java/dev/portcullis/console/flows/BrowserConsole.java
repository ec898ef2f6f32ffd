package dev.portcullis.console.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.portcullis.console.Console;
import dev.portcullis.console.HeadlessBrowser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The console on a made-up cluster with made-up traffic, and a real browser to look at it. */
final class BrowserConsole implements AutoCloseable {
    static final String TOKEN = "R4nd0m-Enough-For-Tests";

    private final FakeRelay relay = new FakeRelay();
    private final TestCluster cluster = new TestCluster();
    private final ConfigurableApplicationContext console;
    private final TestTraffic traffic;
    private final String address;
    private final HeadlessBrowser browser;
    private final List<String> alarms = new CopyOnWriteArrayList<>();

    BrowserConsole() {
        var application = new SpringApplication(Console.class);
        application.setDefaultProperties(
                Map.of(
                        "portcullis.hubble.address", relay.address(),
                        "portcullis.kubeconfig", cluster.kubeconfig().toString()));
        console = application.run();
        traffic = new TestTraffic(relay);
        var server = ((WebServerApplicationContext) console).getWebServer();
        address = "http://127.0.0.1:" + server.getPort();
        browser = new HeadlessBrowser();
    }

    FakeRelay relay() {
        return relay;
    }

    TestTraffic traffic() {
        return traffic;
    }

    String address() {
        return address;
    }

    ConfigurableApplicationContext context() {
        return console;
    }

    /** A new window of the operator; whatever it should not do is an alarm. */
    Page signedIn() {
        alarms.clear();
        var context =
                browser.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(1600, 1000)
                                        .setAcceptDownloads(true));
        context.addCookies(List.of(new Cookie("portcullis-session", session()).setUrl(address)));
        var page = context.newPage();
        page.onDialog(
                dialog -> {
                    alarms.add("dialog: " + dialog.message());
                    dialog.dismiss();
                });
        page.onPageError(error -> alarms.add("error: " + error));
        page.onRequest(
                request -> {
                    if (!request.url().startsWith(address)
                            && !request.url().startsWith("data:")
                            && !request.url().startsWith("blob:")) {
                        alarms.add("request to " + request.url());
                    }
                });
        return page;
    }

    /** Closes a window, which must have kept to what it should. */
    void leave(Page page) {
        page.context().close();
        assertThat(alarms).isEmpty();
    }

    /** A session of the operator, by a one-time link. */
    private String session() {
        try (var client = HttpClient.newHttpClient()) {
            var link =
                    client.send(
                            HttpRequest.newBuilder(URI.create(address + "/api/v1/sign-in-links"))
                                    .header("Authorization", "Bearer " + TOKEN)
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            var url = tools.jackson.databind.json.JsonMapper.shared().readTree(link.body());
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(address).resolve(url.path("url").asString()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            var cookie = answer.headers().firstValue("set-cookie").orElseThrow();
            return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        traffic.close();
        browser.close();
        console.close();
        relay.close();
        cluster.close();
    }
}
