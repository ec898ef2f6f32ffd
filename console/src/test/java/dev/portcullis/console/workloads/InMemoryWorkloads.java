package dev.portcullis.console.workloads;

import dev.portcullis.console.cluster.ReadProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workloads a test puts there; changes are kept for it to look at. */
public final class InMemoryWorkloads implements ClusterWorkloads {
    public final List<ClusterWorkload> known = new ArrayList<>();
    public final List<ChangeRequest> asked = new ArrayList<>();
    public Optional<ReadProblem> problem = Optional.empty();
    public Rights rights = new Rights(true, true, true);
    public Optional<ChangeResult> answer = Optional.empty();

    /** Back to storefront and database, with all rights. */
    public void reset() {
        known.clear();
        known.add(TestWorkloads.storefront());
        known.add(TestWorkloads.mysql());
        asked.clear();
        problem = Optional.empty();
        rights = new Rights(true, true, true);
        answer = Optional.empty();
    }

    @Override
    public List<ClusterWorkload> list() {
        return List.copyOf(known);
    }

    @Override
    public Optional<ClusterWorkload> find(WorkloadId id) {
        return known.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public Optional<ReadProblem> problem() {
        return problem;
    }

    @Override
    public Rights rights(WorkloadId id) {
        return rights;
    }

    @Override
    public ChangeResult change(ChangeRequest request) {
        asked.add(request);
        return answer.orElseGet(
                () ->
                        new ChangeResult.Accepted(
                                request.id().display() + " is changed.",
                                request.change().kubectl(request.id())));
    }
}
