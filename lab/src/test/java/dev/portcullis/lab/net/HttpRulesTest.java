package dev.portcullis.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.L7FlowType;
import dev.portcullis.hubble.proto.flow.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpRulesTest {

    private static final int ACCESS_LOG = 129;

    private final List<String> served = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private LabNetwork network;
    private HttpClient client;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/",
                exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes());
                    served.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + body);
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("hello".getBytes());
                    exchange.close();
                });
        server.start();
        network = new LabNetwork(folder, server.getAddress().getPort());
        client =
                HttpClient.newBuilder()
                        .proxy(
                                ProxySelector.of(
                                        new InetSocketAddress("127.0.0.1", network.proxyPort())))
                        .build();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        network.close();
        server.stop(0);
    }

    @Test
    void aRefusedRequestIsAnswered403AndNeverReachesTheServer() throws Exception {
        network.apply(LabNetwork.GET_ONLY);
        await().until(() -> get("/closed").statusCode() == 403);
        served.clear();
        network.flows.clear();

        HttpResponse<String> refused = post("/open/door", "secret");
        HttpResponse<String> allowed = get("/open/door");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("Access denied\r\n");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.body()).isEqualTo("hello");
        assertThat(served).containsExactly("GET /open/door");
        List<Flow> log = network.flows(ACCESS_LOG);
        assertThat(log)
                .extracting(Flow::getVerdict)
                .containsExactly(
                        Verdict.DROPPED, Verdict.FORWARDED, Verdict.FORWARDED, Verdict.FORWARDED);
        assertThat(log.getLast().getL7().getType()).isEqualTo(L7FlowType.RESPONSE);
        assertThat(log.getLast().getL7().getHttp().getCode()).isEqualTo(200);
        assertThat(log.getLast().getL7().getLatencyNs()).isPositive();
        assertThat(log.getFirst().getL7().getHttp().getUrl())
                .isEqualTo("http://server.users:3306/open/door");
    }

    @Test
    void withoutRulesAboutRequestsBodiesPassBothWays() throws Exception {
        assertThat(post("/anything", "a body").body()).isEqualTo("hello");
        assertThat(served).containsExactly("POST /anythinga body");
        assertThat(network.flows(ACCESS_LOG)).isEmpty();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://server.users:3306" + path);
    }
}
