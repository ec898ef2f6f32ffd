package dev.portcullis.policycli.ask;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Request;
import dev.portcullis.policycli.input.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads one question from one line of JSON. */
public final class QuestionReader {

    private static final Set<String> FIELDS =
            Set.of("id", "from", "to", "port", "protocol", "http", "dns", "direction");
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(16)
                                                    .maxNumberLength(32)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final PeerReader peers;

    public QuestionReader(PeerReader peers) {
        this.peers = peers;
    }

    /** The question on that line; {@link BadQuestion} says why there is none. */
    public Question read(String line) {
        Tree tree = new Tree(json(line));
        if (!(tree.value() instanceof Map<?, ?> map)) {
            throw new BadQuestion("A question is a JSON object.");
        }
        for (Object key : map.keySet()) {
            if (!FIELDS.contains(String.valueOf(key))) {
                throw new BadQuestion(
                        "There is no field "
                                + PeerReader.shortened(key)
                                + "; a question has from, to, port, protocol, http, dns, direction and id.");
            }
        }
        Protocol protocol = protocol(tree);
        Connection connection =
                new Connection(
                        peers.read("from", tree.at("from").value()),
                        peers.read("to", tree.at("to").value()),
                        port(tree, protocol),
                        protocol,
                        request(tree));
        return new Question(Optional.ofNullable(tree.at("id").value()), connection, sides(tree));
    }

    private static Object json(String line) {
        try {
            return JSON.readValue(line, Object.class);
        } catch (JacksonException broken) {
            throw new BadQuestion("This is not one JSON object: " + broken.getOriginalMessage());
        }
    }

    private static Protocol protocol(Tree tree) {
        String word = tree.textAt("protocol");
        return word.isEmpty()
                ? Protocol.TCP
                : Protocol.parse(word)
                        .orElseThrow(
                                () ->
                                        new BadQuestion(
                                                "protocol: there is no "
                                                        + PeerReader.shortened(word)
                                                        + "; write TCP, UDP, SCTP, ICMP or ICMPv6."));
    }

    private static int port(Tree tree, Protocol protocol) {
        if (!tree.at("port").isPresent() && !protocol.hasPorts() && !protocol.isIcmp()) {
            return 0;
        }
        int most = protocol.isIcmp() ? 255 : 65535;
        return tree.at("port")
                .text()
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(number -> number <= most)
                .orElseThrow(
                        () ->
                                new BadQuestion(
                                        (protocol.isIcmp()
                                                        ? "port must be the ICMP type"
                                                        : "port must be a number")
                                                + " from 0 to "
                                                + most
                                                + "."));
    }

    private static Optional<Request> request(Tree tree) {
        if (tree.at("dns").isPresent()) {
            return Optional.of(
                    new Request.Dns(
                            tree.at("dns")
                                    .at("name")
                                    .text()
                                    .or(() -> tree.at("dns").text())
                                    .orElseThrow(
                                            () ->
                                                    new BadQuestion(
                                                            "dns must be {\"name\":\"…\"}."))));
        }
        Tree http = tree.at("http");
        if (!http.isPresent()) {
            return Optional.empty();
        }
        if (!(http.value() instanceof Map<?, ?>)) {
            throw new BadQuestion("http must be an object with method, path, host and headers.");
        }
        return Optional.of(
                new Request.Http(
                        http.at("method").text().orElse("GET"),
                        http.at("path").text().orElse("/"),
                        http.textAt("host"),
                        headers(http.at("headers"))));
    }

    private static Map<String, List<String>> headers(Tree written) {
        Map<String, List<String>> headers = new HashMap<>();
        if (written.value() instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) ->
                            headers.put(
                                    String.valueOf(name),
                                    value instanceof List<?>
                                            ? new Tree(value)
                                                    .list().stream()
                                                            .flatMap(one -> one.text().stream())
                                                            .toList()
                                            : List.of(new Tree(value).text().orElse(""))));
        } else if (written.isPresent()) {
            throw new BadQuestion("http.headers must be an object of texts or lists of texts.");
        }
        return headers;
    }

    private static List<Direction> sides(Tree tree) {
        String word = tree.textAt("direction");
        return switch (word) {
            case "", "both" -> List.of(Direction.EGRESS, Direction.INGRESS);
            case "egress" -> List.of(Direction.EGRESS);
            case "ingress" -> List.of(Direction.INGRESS);
            default ->
                    throw new BadQuestion(
                            "direction: there is no "
                                    + PeerReader.shortened(word)
                                    + "; write ingress, egress or both.");
        };
    }
}
