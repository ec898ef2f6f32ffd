package dev.portcullis.policy.examples;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Label;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Connections as one reads them aloud: {@code shop/storefront -> users/mysql:3306},
 * {@code @host -> users/mysql:3306/TCP}, {@code shop/storefront -> 203.0.113.9:443}, {@code
 * users/far@other -> …} from another cluster, and with a request after it, {@code … GET /api} or
 * {@code … DNS example.com}.
 */
public final class TestConnections {

    private static final Pattern LINE =
            Pattern.compile(
                    "(\\S+) -> (\\S+?)#?:(\\d+)(?:/(\\w+))?(?: (DNS|[A-Z]+) (\\S+)(?: (.*))?)?");

    private TestConnections() {}

    public static Connection read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        Protocol protocol =
                Optional.ofNullable(matcher.group(4)).flatMap(Protocol::parse).orElse(Protocol.TCP);
        Connection connection =
                Connection.of(
                        peer(matcher.group(1)),
                        peer(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        protocol);
        if (matcher.group(5) == null) {
            return connection;
        }
        return connection.asking(
                matcher.group(5).equals("DNS")
                        ? new Request.Dns(matcher.group(6))
                        : new Request.Http(
                                matcher.group(5),
                                matcher.group(6),
                                "users.example",
                                headers(matcher.group(7))));
    }

    private static Map<String, List<String>> headers(String text) {
        return text == null
                ? Map.of()
                : Map.of(
                        text.substring(0, text.indexOf(':')),
                        List.of(text.substring(text.indexOf(':') + 1).strip()));
    }

    public static Peer peer(String word) {
        if (word.startsWith("@")) {
            return Peer.Entity.of(EntityKind.parse(word.substring(1)).orElseThrow());
        }
        Optional<IpAddress> address = IpAddress.parse(word);
        if (address.isPresent()) {
            return new Peer.Outside(address.get());
        }
        String namespace = word.substring(0, word.indexOf('/'));
        String app = word.substring(word.indexOf('/') + 1);
        int at = app.indexOf('@');
        return at < 0
                ? pod(namespace, app)
                : of(app.substring(at + 1), pod(namespace, app.substring(0, at)));
    }

    /** The same pod in another cluster of the mesh. */
    private static Peer.Pod of(String cluster, Peer.Pod pod) {
        return new Peer.Pod(
                pod.namespace(),
                pod.pod(),
                pod.labels().without(Labels.CLUSTER).with(Label.k8s(Labels.CLUSTER, cluster)),
                pod.ports());
    }

    /** A pod with the label app, in a namespace with the label team of the same name as itself. */
    public static Peer.Pod pod(String namespace, String app) {
        return Peer.Pod.of(
                        namespace,
                        app,
                        Map.of("app", app, "pod-template-hash", "5d8f"),
                        Map.of("team", namespace, "kubernetes.io/metadata.name", namespace),
                        app + "-account")
                .withPorts(
                        app.equals("mysql")
                                ? Map.of("mysql", new Peer.NamedPort(3306, Protocol.TCP))
                                : Map.of("http", new Peer.NamedPort(8080, Protocol.TCP)));
    }
}
