package dev.portcullis.policycli.input;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.flows.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads flows as {@code hubble observe -o jsonpb} and Hubble's exporter write them, one a line, and
 * folds them while they come. Replies and the records of proxies are left out: the connection they
 * belong to has flows of its own. Each flow is an event, not a connection.
 */
public final class HubbleFlows {

    private static final int MOST_BYTES = 256 * 1024;
    private static final Set<String> POLICY_DROPS = Set.of("133", "181");
    private static final Set<String> AT_ENDPOINT = Set.of("TO_ENDPOINT", "101");
    private static final String POLICY_VERDICT_EVENT = "5";
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(32)
                                                    .maxNumberLength(64)
                                                    .build())
                                    .build())
                    .build();

    private final BoundedLines lines;
    private long lost;
    private long unreadable;

    private HubbleFlows(InputStream in) {
        lines = new BoundedLines(in, MOST_BYTES);
    }

    /**
     * What was read.
     *
     * @param unreadable how many lines were no flows of this format
     */
    public record Read(FlowWindow window, long unreadable) {}

    /** Reads to the end of the stream. */
    public static Read read(InputStream in) {
        HubbleFlows flows = new HubbleFlows(in);
        FlowWindow window = FlowWindow.fold(flows::iterator, 0);
        return new Read(
                new FlowWindow(
                        window.from(), window.to(), window.flows(), flows.lost, window.folded()),
                flows.unreadable);
    }

    private Iterator<ObservedFlow> iterator() {
        return new Iterator<>() {
            private @Nullable ObservedFlow next = advance();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public ObservedFlow next() {
                ObservedFlow flow = next;
                if (flow == null) {
                    throw new NoSuchElementException();
                }
                next = advance();
                return flow;
            }
        };
    }

    private @Nullable ObservedFlow advance() {
        try {
            while (true) {
                Optional<BoundedLines.Line> line = lines.next();
                if (line.isEmpty()) {
                    return null;
                }
                Optional<ObservedFlow> flow = flow(line.get());
                if (flow.isPresent()) {
                    return flow.get();
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The flows cannot be read", broken);
        }
    }

    private Optional<ObservedFlow> flow(BoundedLines.Line line) {
        if (!line.tooLong() && line.text().isBlank()) {
            return Optional.empty();
        }
        Tree message;
        try {
            message = new Tree(line.tooLong() ? null : JSON.readValue(line.text(), Object.class));
        } catch (JacksonException broken) {
            message = new Tree(null);
        }
        if (message.at("lost_events").isPresent()) {
            lost += number(message.at("lost_events").textAt("num_events_lost"));
            return Optional.empty();
        }
        if (message.at("node_status").isPresent()) {
            return Optional.empty();
        }
        Tree flow = message.at("flow").isPresent() ? message.at("flow") : message;
        if (!(flow.value() instanceof Map<?, ?>) || !flow.at("verdict").isPresent()) {
            unreadable++;
            return Optional.empty();
        }
        if (isReply(flow) || flow.at("l7").isPresent()) {
            return Optional.empty();
        }
        Optional<ObservedFlow> read = observed(flow);
        if (read.isEmpty()) {
            unreadable++;
        }
        return read;
    }

    private static boolean isReply(Tree flow) {
        return flow.at("is_reply").text().map("true"::equals).orElse(false)
                || flow.at("reply").text().map("true"::equals).orElse(false);
    }

    private static Optional<ObservedFlow> observed(Tree flow) {
        Tree l4 = flow.at("l4");
        if (!(l4.value() instanceof Map<?, ?> map) || map.isEmpty()) {
            return Optional.empty();
        }
        String word = String.valueOf(map.keySet().iterator().next());
        Optional<Protocol> protocol = Protocol.parse(word);
        Tree ports = l4.at(word);
        long port =
                number(
                        ports.textAt(
                                protocol.filter(Protocol::isIcmp).isPresent()
                                        ? "type"
                                        : "destination_port"));
        Optional<Peer> from = peer(flow.at("source"), flow.at("IP").textAt("source"));
        Optional<Peer> to = peer(flow.at("destination"), flow.at("IP").textAt("destination"));
        boolean inRange = port <= (protocol.filter(Protocol::isIcmp).isPresent() ? 255 : 65535);
        Optional<Instant> at = time(flow.textAt("time"));
        return protocol.isPresent()
                        && from.isPresent()
                        && to.isPresent()
                        && at.isPresent()
                        && inRange
                ? Optional.of(
                        new ObservedFlow(
                                Connection.of(from.get(), to.get(), (int) port, protocol.get()),
                                recorded(flow),
                                at.get(),
                                flow.textAt("uuid")))
                : Optional.empty();
    }

    private static Optional<Peer> peer(Tree end, String ip) {
        Optional<IpAddress> address = IpAddress.parse(ip);
        Labels labels =
                Labels.parse(
                        end.at("labels").list().stream()
                                .flatMap(one -> one.text().stream())
                                .toList());
        String namespace = end.textAt("namespace");
        if (!namespace.isEmpty()) {
            return Optional.of(
                    new Peer.Pod(namespace, end.textAt("pod_name"), labels, Optional.empty()));
        }
        boolean reserved =
                labels.list().stream().anyMatch(label -> label.source().equals("reserved"));
        boolean world =
                labels.isReserved("world")
                        || labels.isReserved("world-ipv4")
                        || labels.isReserved("world-ipv6");
        if (reserved && !(world && address.isPresent())) {
            return Optional.of(new Peer.Entity(labels, address));
        }
        return address.map(Peer.Outside::new);
    }

    private static Recorded recorded(Tree flow) {
        return switch (flow.textAt("verdict")) {
            case "FORWARDED", "REDIRECTED" ->
                    isOfSenderOnly(flow) ? Recorded.OTHER : Recorded.ALLOWED;
            case "DROPPED" ->
                    POLICY_DROPS.contains(flow.textAt("drop_reason"))
                                    || flow.textAt("drop_reason_desc").startsWith("POLICY_DEN")
                                    || flow.at("event_type")
                                            .textAt("type")
                                            .equals(POLICY_VERDICT_EVENT)
                            ? Recorded.DENIED
                            : Recorded.OTHER;
            default -> Recorded.OTHER;
        };
    }

    /** What left a pod for another may still be denied there. */
    private static boolean isOfSenderOnly(Tree flow) {
        return flow.textAt("traffic_direction").equals("EGRESS")
                && !flow.at("destination").textAt("namespace").isEmpty()
                && !AT_ENDPOINT.contains(flow.textAt("trace_observation_point"));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
    }
}
