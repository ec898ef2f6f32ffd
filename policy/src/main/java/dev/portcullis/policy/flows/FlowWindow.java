package dev.portcullis.policy.flows;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Observed flows of a span of time, folded once so that many questions can be asked of them quickly.
 *
 * @param flows how many flows were folded
 * @param lost how many more are known to have been lost on the way here
 * @param folded what they come down to, in the order first seen
 */
public record FlowWindow(
        Optional<Instant> from,
        Optional<Instant> to,
        long flows,
        long lost,
        List<FoldedFlow> folded) {

    private static final int SAMPLES = 3;

    public FlowWindow {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        folded = List.copyOf(folded);
    }

    /** Nothing observed. */
    public static final FlowWindow EMPTY =
            new FlowWindow(Optional.empty(), Optional.empty(), 0, 0, List.of());

    /** Folds flows; {@code lost} says how many are known to be missing. */
    public static FlowWindow fold(Iterable<ObservedFlow> flows, long lost) {
        Map<Key, Tally> tallies = new HashMap<>();
        List<Tally> inOrder = new ArrayList<>();
        Instant from = null;
        Instant to = null;
        long count = 0;
        for (ObservedFlow flow : flows) {
            Key key = Key.of(flow.connection());
            Tally tally = tallies.get(key);
            if (tally == null) {
                tally = new Tally(flow);
                tallies.put(key, tally);
                inOrder.add(tally);
            }
            tally.add(flow);
            from = from == null || flow.at().isBefore(from) ? flow.at() : from;
            to = to == null || flow.at().isAfter(to) ? flow.at() : to;
            count++;
        }
        return new FlowWindow(
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                count,
                lost,
                inOrder.stream().map(Tally::folded).toList());
    }

    /** How long the window is; zero where nothing was observed. */
    public Duration length() {
        return from.isPresent() && to.isPresent()
                ? Duration.between(from.get(), to.get())
                : Duration.ZERO;
    }

    /** What is the same to every policy. */
    private record Key(
            Object from, Object to, int port, Protocol protocol, Optional<Request> request) {

        static Key of(Connection connection) {
            return new Key(
                    identity(connection.from()),
                    identity(connection.to()),
                    connection.port(),
                    connection.protocol(),
                    connection.request());
        }

        private static Object identity(Peer peer) {
            return switch (peer) {
                case Peer.Pod pod ->
                        pod.ports()
                                .<Object>map(ports -> new PodKey(pod.labels(), ports))
                                .orElse(pod.labels());
                case Peer.Entity entity -> entity;
                case Peer.Outside outside -> outside.address();
            };
        }
    }

    private record PodKey(Labels labels, Map<String, Peer.NamedPort> ports) {}

    private static final class Tally {
        private final Connection connection;
        private final List<ObservedFlow> samples = new ArrayList<>(SAMPLES);
        private long allowed;
        private long denied;
        private long other;
        private Instant first;
        private Instant last;

        Tally(ObservedFlow flow) {
            connection = flow.connection();
            first = flow.at();
            last = flow.at();
        }

        void add(ObservedFlow flow) {
            switch (flow.recorded()) {
                case ALLOWED -> allowed++;
                case DENIED -> denied++;
                case OTHER -> other++;
            }
            first = flow.at().isBefore(first) ? flow.at() : first;
            last = flow.at().isAfter(last) ? flow.at() : last;
            if (samples.size() < SAMPLES) {
                samples.add(flow);
            }
        }

        FoldedFlow folded() {
            return new FoldedFlow(connection, allowed, denied, other, first, last, samples);
        }
    }
}
