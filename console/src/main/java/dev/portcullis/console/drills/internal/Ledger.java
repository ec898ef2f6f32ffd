package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.ClientLine;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.Evidence;
import dev.portcullis.console.drills.Sighting;
import dev.portcullis.console.flows.DrillLabel;
import dev.portcullis.hubble.Direction;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.PolicyRef;
import dev.portcullis.hubble.Reply;
import dev.portcullis.hubble.TcpFlags;
import dev.portcullis.hubble.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Puts beside each attempt what the network reported of it. Thread-safe and bounded.
 *
 * <p>The attacker's attempts never overlap, so a connection belongs to the last attempt that began before its first
 * packet. Packets of one connection (one source port) belong together: a SYN is sent again after 1, 2, 4 s.
 */
final class Ledger {
    private static final int MOST_FLOWS = 20_000;

    /** The two clocks may differ by so much, and the attempt's line is dated just before its packet. */
    private static final Duration SKEW = Duration.ofMillis(100);

    private final DrillId drill;
    private final AttackRoute.Target target;
    private final Map<Integer, ClientLine> lines = new TreeMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private long overflow;

    private record Seen(Flow flow, Instant at, PolicyVoice.Said said) {}

    Ledger(DrillId drill, AttackRoute.Target target) {
        this.drill = drill;
        this.target = target;
    }

    /** Adds what the attacker said; said again, it changes nothing. */
    synchronized void add(ClientLine line) {
        lines.putIfAbsent(line.number(), line);
    }

    /**
     * Adds a flow if it belongs to this drill.
     *
     * @param at when this console got it
     * @param said what the policies say now; asked only for a flow that belongs here
     */
    synchronized boolean add(Flow flow, Instant at, Supplier<PolicyVoice.Said> said) {
        if (!isOurs(flow)) {
            return false;
        }
        if (seen.size() == MOST_FLOWS) {
            overflow++;
            return false;
        }
        seen.add(new Seen(flow, at, said.get()));
        return true;
    }

    /** How many flows of this drill were not kept, because there were too many. */
    synchronized long overflow() {
        return overflow;
    }

    /** The flows kept so far, in the order they came; at most as many as that. */
    synchronized List<Flow> flows(int most) {
        return seen.stream().limit(most).map(Seen::flow).toList();
    }

    /** How many flows there were. */
    synchronized long seen() {
        return seen.size() + overflow;
    }

    private boolean isOurs(Flow flow) {
        if (isAttacker(flow.source())) {
            return target.ports().contains(flow.destination().port())
                    && isTarget(flow.destination().namespace());
        }
        return isAttacker(flow.destination()) && target.ports().contains(flow.source().port());
    }

    private boolean isTarget(String namespace) {
        return namespace.isEmpty()
                || target instanceof AttackRoute.Target.OfWorkload of
                        && namespace.equals(of.namespace());
    }

    private boolean isAttacker(FlowPeer peer) {
        return peer.label(DrillLabel.KEY).filter(drill.text()::equals).isPresent()
                || peer.pod().startsWith(drill.jobName() + "-");
    }

    /** The attempts so far, in order. */
    synchronized List<Attempt> attempts() {
        Map<Integer, List<Seen>> byAttempt = assigned();
        return lines.values().stream()
                .map(
                        line ->
                                new Attempt(
                                        line,
                                        evidence(
                                                line,
                                                byAttempt.getOrDefault(line.number(), List.of()))))
                .toList();
    }

    private Map<Integer, List<Seen>> assigned() {
        Map<Integer, List<Seen>> byConnection = new LinkedHashMap<>();
        var unnumbered = -1;
        for (var one : seen) {
            var port =
                    isAttacker(one.flow().source())
                            ? one.flow().source().port()
                            : one.flow().destination().port();
            byConnection
                    .computeIfAbsent(port > 0 ? port : unnumbered--, _ -> new ArrayList<>())
                    .add(one);
        }
        Map<Integer, List<Seen>> byAttempt = new TreeMap<>();
        for (var connection : byConnection.values()) {
            var first =
                    connection.stream()
                            .map(one -> one.flow().time())
                            .min(Instant::compareTo)
                            .orElseThrow();
            byAttempt.computeIfAbsent(attemptAt(first), _ -> new ArrayList<>()).addAll(connection);
        }
        return byAttempt;
    }

    private int attemptAt(Instant time) {
        var number = 0;
        for (var line : lines.values()) {
            if (line.at().minus(SKEW).isAfter(time)) {
                break;
            }
            number = line.number();
        }
        return number;
    }

    private static Evidence evidence(ClientLine line, List<Seen> connection) {
        var denials =
                connection.stream()
                        .filter(one -> one.flow().verdict() == Verdict.DROPPED)
                        .filter(one -> !isOfSession(one.flow()))
                        .toList();
        if (denials.stream().anyMatch(one -> isRequest(one.flow()))) {
            // The connection was let in so that the proxy could read the request, and refuse it.
            return denied(line, denials);
        }
        // A gate that opens under a waiting client lets its next SYN pass: the last word counts.
        var lastDenial = denials.stream().map(one -> one.flow().time()).max(Instant::compareTo);
        var arrival =
                connection.stream()
                        .filter(one -> arrived(one.flow()))
                        .filter(
                                one ->
                                        lastDenial
                                                .map(last -> one.flow().time().isAfter(last))
                                                .orElse(true))
                        .findFirst();
        if (arrival.isPresent()) {
            return allowed(denials, arrival.get());
        }
        return denials.isEmpty() ? Evidence.NONE : denied(line, denials);
    }

    private static Evidence allowed(List<Seen> denials, Seen arrival) {
        return new Evidence(
                Sighting.ALLOWED,
                count(denials, Ledger::isVerdict),
                count(denials, Ledger::isDrop),
                count(denials, Ledger::isRequest),
                allowReason(arrival),
                named(arrival.flow().allowedBy(), arrival.said()),
                null,
                null);
    }

    private static Evidence denied(ClientLine line, List<Seen> denials) {
        var first = denials.getFirst();
        return new Evidence(
                Sighting.DENIED,
                count(denials, Ledger::isVerdict),
                count(denials, Ledger::isDrop),
                count(denials, Ledger::isRequest),
                denialReason(first),
                named(first.flow().deniedBy(), first.said()),
                millis(line, earliest(denials)),
                millis(line, first.at()));
    }

    private static Instant earliest(List<Seen> denials) {
        return denials.stream().map(one -> one.flow().time()).min(Instant::compareTo).orElseThrow();
    }

    private static int count(List<Seen> denials, Predicate<Flow> which) {
        return (int) denials.stream().map(Seen::flow).filter(which).count();
    }

    private static boolean isVerdict(Flow flow) {
        return flow.event().isPolicyVerdict();
    }

    private static boolean isDrop(Flow flow) {
        return flow.event().isDrop();
    }

    /** A request as the proxy read it. */
    private static boolean isRequest(Flow flow) {
        return flow.l7().filter(l7 -> l7.part() == L7.Part.REQUEST).isPresent();
    }

    /** A packet of a session that stands already, not one that asks for a new one. */
    private static boolean isOfSession(Flow flow) {
        return flow.tcpFlags().has(TcpFlags.ACK) && !flow.tcpFlags().has(TcpFlags.SYN);
    }

    /** Whether the packet reached the target: leaving the attacker's side alone proves nothing. */
    private static boolean arrived(Flow flow) {
        var passed = flow.verdict() == Verdict.FORWARDED || flow.verdict() == Verdict.REDIRECTED;
        return passed && (flow.direction() == Direction.INGRESS || flow.reply() == Reply.YES);
    }

    private static long millis(ClientLine line, Instant then) {
        return Math.max(0, Duration.between(line.at(), then).toMillis());
    }

    private static String denialReason(Seen denial) {
        if (!denial.flow().deniedBy().isEmpty()) {
            return "Denied by a rule of " + names(denial.flow().deniedBy());
        }
        var words = denial.flow().dropReason().words();
        return denial.said().outcome().equals("denied") && !denial.said().reason().isEmpty()
                ? denial.said().reason()
                : words.isEmpty() ? "Dropped" : words;
    }

    private static String allowReason(Seen one) {
        if (!one.flow().allowedBy().isEmpty()) {
            return "Allowed by " + names(one.flow().allowedBy());
        }
        return one.said().outcome().equals("allowed") ? one.said().reason() : "It arrived";
    }

    private static List<String> named(List<PolicyRef> refs, PolicyVoice.Said said) {
        return refs.isEmpty() ? said.policies() : refs.stream().map(Ledger::name).toList();
    }

    private static String names(List<PolicyRef> refs) {
        return String.join(" and ", refs.stream().map(Ledger::name).toList());
    }

    private static String name(PolicyRef ref) {
        return ref.namespace().isEmpty() ? ref.name() : ref.namespace() + "/" + ref.name();
    }
}
