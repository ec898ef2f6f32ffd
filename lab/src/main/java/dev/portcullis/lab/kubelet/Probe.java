package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.objects.Fields;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A question the kubelet asks a container again and again. It comes from the node, which policies always let in, so it
 * goes straight to the container's port.
 */
public final class Probe {

    /** Answers whether a container is well; the text says why not. */
    public interface Question {
        Optional<String> problem(Duration within);
    }

    private final Question question;
    private final Duration delay;
    private final Duration period;
    private final Duration timeout;
    private final int failures;
    private final int successes;

    private Probe(JsonNode probe, Question question) {
        this.question = question;
        this.delay = seconds(probe, "initialDelaySeconds", 0);
        this.period = seconds(probe, "periodSeconds", 10);
        this.timeout = seconds(probe, "timeoutSeconds", 1);
        this.failures = Fields.number(probe.path("failureThreshold"), 3);
        this.successes = Fields.number(probe.path("successThreshold"), 1);
    }

    /**
     * Reads one of a container's probes; empty if it has none of that name.
     *
     * @param own the image's own question, asked where the manifest would run a command or connect
     */
    static Optional<Probe> of(
            JsonNode container, String name, Map<Integer, Integer> ports, Optional<Question> own) {
        JsonNode probe = container.path(name);
        if (!probe.isObject()) {
            return Optional.empty();
        }
        if (probe.has("httpGet")) {
            JsonNode get = probe.path("httpGet");
            int port = real(container, get.path("port"), ports);
            String path = Fields.text(get.path("path"));
            return Optional.of(new Probe(probe, within -> http(port, path, within)));
        }
        if (own.isPresent()) {
            return Optional.of(new Probe(probe, own.get()));
        }
        if (probe.has("tcpSocket")) {
            int port = real(container, probe.path("tcpSocket").path("port"), ports);
            return Optional.of(new Probe(probe, within -> tcp(port, within)));
        }
        // A command inside the container: there is no inside in the lab, so a running process must
        // do.
        return Optional.of(new Probe(probe, _ -> Optional.empty()));
    }

    Optional<String> ask() {
        return question.problem(timeout);
    }

    Duration delay() {
        return delay;
    }

    Duration period() {
        return period;
    }

    int failures() {
        return failures;
    }

    int successes() {
        return successes;
    }

    private static int real(JsonNode container, JsonNode port, Map<Integer, Integer> ports) {
        int number = port.isNumber() ? port.intValue() : 0;
        for (JsonNode candidate : container.path("ports")) {
            if (Fields.text(candidate.path("name")).equals(Fields.text(port)) && port.isString()) {
                number = Fields.number(candidate.path("containerPort"), 0);
            }
        }
        return ports.getOrDefault(number, number);
    }

    private static Optional<String> http(int port, String path, Duration within) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + path)
                                    .toURL()
                                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) within.toMillis());
            connection.setReadTimeout((int) within.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("User-Agent", "kube-probe/1.34");
            connection.setRequestProperty("Connection", "close");
            int code = connection.getResponseCode();
            connection.disconnect();
            return code >= 200 && code < 400
                    ? Optional.empty()
                    : Optional.of("HTTP probe failed with statuscode: " + code);
        } catch (IOException e) {
            return Optional.of(
                    "Get \"http://127.0.0.1:%d%s\": %s".formatted(port, path, e.getMessage()));
        }
    }

    private static Optional<String> tcp(int port, Duration within) {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    (int) within.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("dial tcp 127.0.0.1:%d: %s".formatted(port, e.getMessage()));
        }
    }

    private static Duration seconds(JsonNode probe, String field, int otherwise) {
        return Duration.ofSeconds(Fields.number(probe.path(field), otherwise));
    }
}
