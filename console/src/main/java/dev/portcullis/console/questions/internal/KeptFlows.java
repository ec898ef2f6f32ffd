package dev.portcullis.console.questions.internal;

import dev.portcullis.console.flows.FlowConnections;
import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.NodeNames;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.questions.ObservedWindow;
import dev.portcullis.hubble.Flow;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.flows.ObservedFlow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kept flows, once as they came and once folded for the engine.
 *
 * @param raw newest first; a folded flow's samples are named by their places in it
 */
record KeptFlows(List<Flow> raw, FlowWindow folded, ObservedWindow observed, NodeNames names)
        implements Window {
    private static final int MOST = 100_000;

    /** Reads what is kept. */
    static KeptFlows read(
            Flows flows, Endpoints endpoints, NodeNames names, Optional<Instant> since) {
        var query = FlowQuery.newest(MOST, _ -> true);
        var raw = flows.recent(since.map(query::from).orElse(query));
        var seen = new ArrayList<ObservedFlow>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            var flow = raw.get(i);
            var id = Integer.toString(i);
            FlowConnections.asked(flow)
                    .map(endpoints::known)
                    .ifPresent(
                            connection ->
                                    seen.add(
                                            new ObservedFlow(
                                                    connection,
                                                    FlowConnections.recorded(flow),
                                                    flow.time(),
                                                    id)));
        }
        var from = raw.stream().map(Flow::time).min(Instant::compareTo);
        var to = raw.stream().map(Flow::time).max(Instant::compareTo);
        var missing =
                flows.status().missing().stream()
                        .filter(
                                span ->
                                        from.isPresent()
                                                && span.to().isAfter(from.get())
                                                && span.from().isBefore(to.orElseThrow()))
                        .toList();
        long lost =
                missing.stream().mapToLong(StreamStatus.Missing::events).filter(n -> n > 0).sum();
        int gaps = (int) missing.stream().filter(span -> span.events() < 0).count();
        return new KeptFlows(
                raw,
                FlowWindow.fold(seen, lost),
                new ObservedWindow(from, to, raw.size(), lost, gaps),
                names);
    }

    @Override
    public Ends ends(FoldedFlow folded) {
        var flow = flow(folded.samples().getFirst());
        return new Ends(names.of(flow.source()), names.of(flow.destination()));
    }

    @Override
    public List<Flow> samples(FoldedFlow folded) {
        return folded.samples().stream().map(this::flow).toList();
    }

    private Flow flow(ObservedFlow sample) {
        return raw.get(Integer.parseInt(sample.id()));
    }
}
