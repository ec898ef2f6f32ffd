package dev.portcullis.console.policies.internal;

import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import java.util.List;

/** Sees workloads as the flows feature does. */
final class ListedWorkloads implements ClusterView {
    private final Workloads workloads;

    ListedWorkloads(Workloads workloads) {
        this.workloads = workloads;
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
