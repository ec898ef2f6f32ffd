package dev.portcullis.console.questions.internal;

import dev.portcullis.console.flows.FlowConnections;
import dev.portcullis.console.flows.NodeNames;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.questions.ChangePreview;
import dev.portcullis.console.questions.ChangePreview.Change;
import dev.portcullis.console.questions.ChangePreview.EdgeChange;
import dev.portcullis.console.questions.ChangePreview.Sample;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.TcpFlags;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Request;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.preview.Preview;
import dev.portcullis.policy.preview.Preview.Changed;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import dev.portcullis.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Replays the window against two sets of policies, and tries between the workloads what nobody was seen to try. */
final class Previews {
    private static final int MOST_PAIRS = 200_000;
    private static final int MOST_EDGES = 500;
    private static final int SAMPLES = 3;

    private final PolicySet before;
    private final PolicySet after;
    private final Window window;
    private final List<Flow> newest;
    private final Endpoints endpoints;
    private final NodeNames names;
    private final Map<Edge, Tally> edges = new LinkedHashMap<>();

    /** @param newest the newest flows, the newest first; they tell what is open */
    Previews(
            PolicySet before,
            PolicySet after,
            Window window,
            List<Flow> newest,
            Endpoints endpoints,
            NodeNames names) {
        this.before = before;
        this.after = after;
        this.window = window;
        this.newest = newest;
        this.endpoints = endpoints;
        this.names = names;
    }

    private record Edge(
            Change change,
            String source,
            String destination,
            int port,
            Protocol protocol,
            String request) {}

    private static final class Tally {
        private final Verdict was;
        private final Verdict would;
        private final List<Sample> samples = new ArrayList<>(SAMPLES);
        private long events;

        Tally(Verdict was, Verdict would) {
            this.was = was;
            this.would = would;
        }
    }

    ChangePreview compute() {
        var preview = Preview.between(before, after, window.folded());
        preview.newlyDenied().forEach(changed -> observed(Change.NEWLY_DENIED, changed));
        preview.newlyAllowed().forEach(changed -> observed(Change.NEWLY_ALLOWED, changed));
        preview.newlyAsked().forEach(changed -> observed(Change.NEWLY_ASKED, changed));
        preview.undecided().forEach(changed -> observed(Change.UNDECIDED, changed));
        tryOut();
        var sessions = openSessions();
        var changes =
                edges.entrySet().stream()
                        .map(entry -> change(entry.getKey(), entry.getValue(), sessions))
                        .sorted(
                                Comparator.comparingLong(EdgeChange::events)
                                        .reversed()
                                        .thenComparing(EdgeChange::source)
                                        .thenComparing(EdgeChange::destination)
                                        .thenComparing(EdgeChange::port))
                        .limit(MOST_EDGES)
                        .toList();
        return new ChangePreview(window.observed(), changes, preview.unchanged());
    }

    private static EdgeChange change(Edge edge, Tally tally, Map<String, Integer> sessions) {
        return new EdgeChange(
                edge.change(),
                edge.source(),
                edge.destination(),
                edge.port(),
                edge.protocol().name(),
                edge.request(),
                tally.events,
                sessions.getOrDefault(pair(edge.source(), edge.destination(), edge.port()), 0),
                Reasons.sentence(tally.was),
                Reasons.sentence(tally.would),
                tally.samples);
    }

    private void observed(Change change, Changed changed) {
        var connection = changed.flow().connection();
        var ends = window.ends(changed.flow());
        var edge =
                new Edge(
                        change,
                        ends.source(),
                        ends.destination(),
                        connection.port(),
                        connection.protocol(),
                        connection.request().map(Previews::words).orElse(""));
        var tally = edges.computeIfAbsent(edge, _ -> new Tally(changed.before(), changed.after()));
        tally.events += changed.flow().count();
        for (var sample : window.samples(changed.flow())) {
            if (tally.samples.size() < SAMPLES) {
                tally.samples.add(sample(sample));
            }
        }
    }

    private static Sample sample(Flow flow) {
        return new Sample(
                flow.uuid(),
                flow.time(),
                end(flow.source().namespace(), flow.source().pod(), flow.source().ip()),
                end(
                        flow.destination().namespace(),
                        flow.destination().pod(),
                        flow.destination().ip()),
                switch (FlowConnections.recorded(flow)) {
                    case ALLOWED -> "allowed";
                    case DENIED -> "denied";
                    case OTHER -> "undecided";
                });
    }

    private static String end(String namespace, String pod, String address) {
        return namespace.isEmpty() ? address : namespace + "/" + pod;
    }

    private static String words(Request request) {
        return switch (request) {
            case Request.Http http -> http.method() + " " + http.path();
            case Request.Dns dns -> dns.name();
        };
    }

    /** Between every workload and those the changed policies are about, on the ports served or named. */
    private void tryOut() {
        var changed = changed();
        if (changed.isEmpty()) {
            return;
        }
        var about = PolicySet.compile(changed, after.facts());
        var named = ports(changed);
        var peers = endpoints.peers();
        int pairs = 0;
        for (var server : endpoints.workloads()) {
            var ports = new TreeSet<>(server.ports());
            ports.addAll(named);
            for (var to : server.endpoints()) {
                for (var from : peers) {
                    if (endpoints.node(from).equals(server.id())
                            || about.selecting(to).isEmpty()
                                    && (!(from instanceof Peer.Pod)
                                            || about.selecting(from).isEmpty())) {
                        continue;
                    }
                    for (int port : ports) {
                        if (pairs++ > MOST_PAIRS) {
                            return;
                        }
                        possible(Connection.tcp(from, to, port), server);
                    }
                }
            }
        }
    }

    private void possible(Connection connection, Workload server) {
        var was = before.decide(connection);
        var would = after.decide(connection);
        if (was.outcome() == would.outcome()
                || was.outcome() == Outcome.UNDECIDED
                || would.outcome() == Outcome.UNDECIDED) {
            return;
        }
        var change =
                would.outcome() == Outcome.DENIED
                        ? Change.NEWLY_DENIED
                        : was.outcome() == Outcome.DENIED
                                ? Change.NEWLY_ALLOWED
                                : Change.NEWLY_ASKED;
        var edge =
                new Edge(
                        change,
                        endpoints.node(connection.from()),
                        server.id(),
                        connection.port(),
                        connection.protocol(),
                        "");
        if (would.outcome() != Outcome.ALLOWED || change == Change.NEWLY_ALLOWED) {
            edges.computeIfAbsent(edge, _ -> new Tally(was, would));
        }
    }

    /** What is in one set and not in the other. */
    private List<Policy> changed() {
        var old = new HashSet<>(before.policies());
        var fresh = new HashSet<>(after.policies());
        var changed = new ArrayList<Policy>();
        before.policies().stream().filter(policy -> !fresh.contains(policy)).forEach(changed::add);
        after.policies().stream().filter(policy -> !old.contains(policy)).forEach(changed::add);
        return changed;
    }

    private static Set<Integer> ports(List<Policy> policies) {
        var ports = new TreeSet<Integer>();
        for (var policy : policies) {
            for (var rule : policy.rules()) {
                for (var entries : List.of(rule.ingress(), rule.egress())) {
                    entries.forEach(entry -> ports(entry, ports));
                }
            }
        }
        return ports;
    }

    private static void ports(RuleEntry entry, Set<Integer> ports) {
        for (var rule : entry.toPorts()) {
            for (var match : rule.ports()) {
                if (match instanceof PortMatch.Numbers numbers
                        && numbers.protocol().filter(p -> p != Protocol.TCP).isEmpty()
                        && !numbers.everyPort()) {
                    ports.add(numbers.first());
                }
            }
        }
    }

    /** How many TCP connections of each edge have passed and were not seen to end, by edge. */
    private Map<String, Integer> openSessions() {
        var seen = new HashMap<String, Boolean>();
        var counts = new HashMap<String, Integer>();
        for (var flow : newest) {
            // Only what arrived shows a connection: what left may have been denied at the other
            // end.
            if (!flow.isAtEndpoint() || flow.tcpFlags().equals(TcpFlags.NONE)) {
                continue;
            }
            var answers = FlowConnections.answers(flow);
            var client = answers ? flow.destination() : flow.source();
            var server = answers ? flow.source() : flow.destination();
            var tuple = client.ip() + ":" + client.port() + ">" + server.ip() + ":" + server.port();
            if (seen.putIfAbsent(tuple, true) == null && !ends(flow)) {
                counts.merge(
                        pair(names.of(client), names.of(server), server.port()), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static boolean ends(Flow flow) {
        return flow.tcpFlags().has(TcpFlags.FIN) || flow.tcpFlags().has(TcpFlags.RST);
    }

    private static String pair(String source, String destination, int port) {
        return source + "\n" + destination + "\n" + port;
    }
}
