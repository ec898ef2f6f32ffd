package dev.portcullis.console.policies.internal;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.policies.internal.MovePreview.Endpoint;
import dev.portcullis.hubble.Flow;
import java.util.List;

/** Sees traffic and workloads as the flows feature does. */
final class FlowsClusterView implements ClusterView {
    private final Flows flows;
    private final Workloads workloads;

    FlowsClusterView(Flows flows, Workloads workloads) {
        this.flows = flows;
        this.workloads = workloads;
    }

    @Override
    public List<Flow> recent(int limit) {
        return flows.recent(FlowQuery.newest(limit, _ -> true));
    }

    @Override
    public List<Endpoint> endpoints() {
        return workloads.all().stream()
                .flatMap(
                        workload ->
                                workload.endpoints().stream()
                                        .map(pod -> new Endpoint(workload.id(), pod)))
                .toList();
    }

    @Override
    public int pods(String workload) {
        var slash = workload.indexOf('/');
        return workloads
                .find(workload.substring(0, slash), workload.substring(slash + 1))
                .map(Workload::pods)
                .orElse(0);
    }
}
