package dev.portcullis.console.cluster.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionProbeTest {
    private static final byte[] VERSION =
            "{\"major\":\"1\",\"minor\":\"35\",\"gitVersion\":\"v1.35.0\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private KubernetesClient client;
    private int cutOff;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/version",
                exchange -> {
                    if (asked.incrementAndGet() <= cutOff) {
                        exchange.close();
                        return;
                    }
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, VERSION.length);
                    exchange.getResponseBody().write(VERSION);
                    exchange.close();
                });
        server.start();
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                new ConfigBuilder(Config.empty())
                                        .withMasterUrl(
                                                "http://127.0.0.1:" + server.getAddress().getPort())
                                        .withRequestRetryBackoffLimit(0)
                                        .build())
                        .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void aServerThatAnswersIsNotComplainedOf() {
        assertThat(new VersionProbe(client).get()).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void oneConnectionThatWasClosedMeanwhileSaysNothingAboutTheServer() {
        cutOff = 1;

        assertThat(new VersionProbe(client).get()).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aServerThatClosesEveryConnectionCannotBeReached() {
        cutOff = Integer.MAX_VALUE;

        assertThat(new VersionProbe(client).get().orElseThrow()).contains("cannot be reached");
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatTheServerRefusesIsNotAskedTwice() {
        status = 403;

        assertThat(new VersionProbe(client).get().orElseThrow()).contains("forbids");
        assertThat(asked).hasValue(1);
    }
}
