package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.workloads.ChangeRequest;
import dev.portcullis.console.workloads.ChangeResult;
import dev.portcullis.console.workloads.ChangeResult.Why;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkloads;
import dev.portcullis.console.workloads.Rights;
import dev.portcullis.console.workloads.WorkloadChange;
import dev.portcullis.console.workloads.WorkloadId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The workloads of the cluster the console is connected to. */
final class LiveWorkloads implements ClusterWorkloads {
    private final Supplier<List<ClusterWorkload>> reader;
    private final Supplier<Optional<ReadProblem>> unread;
    private final ClusterPulse pulse;
    private final WorkloadSteps steps;
    private final RightsDesk rights;
    private final AuditLog audit;

    /**
     * @param reader puts the list together
     * @param unread why what it is made from cannot be read
     */
    LiveWorkloads(
            Supplier<List<ClusterWorkload>> reader,
            Supplier<Optional<ReadProblem>> unread,
            ClusterPulse pulse,
            WorkloadSteps steps,
            RightsDesk rights,
            AuditLog audit) {
        this.reader = reader;
        this.unread = unread;
        this.pulse = pulse;
        this.steps = steps;
        this.rights = rights;
        this.audit = audit;
    }

    @Override
    public List<ClusterWorkload> list() {
        return reader.get();
    }

    @Override
    public Optional<ClusterWorkload> find(WorkloadId id) {
        return list().stream().filter(workload -> workload.id().equals(id)).findFirst();
    }

    @Override
    public Optional<ReadProblem> problem() {
        return pulse.state() instanceof ClusterPulse.State.Silent(var _, var why)
                ? Optional.of(new ReadProblem(ReadProblem.Kind.SILENT, why))
                : unread.get();
    }

    @Override
    public Rights rights(WorkloadId id) {
        return rights.of(id);
    }

    @Override
    public ChangeResult change(ChangeRequest request) {
        var id = request.id();
        if (!request.user().mayOperate()) {
            return new ChangeResult.Refused(Why.FORBIDDEN, "Only operators may change workloads.");
        }
        if (request.change() instanceof WorkloadChange.Scale && !id.kind().scales()) {
            return new ChangeResult.Refused(
                    Why.INVALID,
                    "A %s has a pod on every node and cannot be scaled."
                            .formatted(id.kind().word()));
        }
        return switch (audit.record(event(request))) {
            case RecordResult.Unwritable(String why) ->
                    new ChangeResult.Refused(
                            Why.UNRECORDED,
                            "Nothing was changed, because the audit log cannot be written: " + why);
            case RecordResult.Recorded(long seq) -> {
                var result = steps.carryOut(id, request.change());
                switch (result) {
                    case ChangeResult.Accepted done ->
                            audit.outcome(seq, Outcome.DONE, done.sentence());
                    case ChangeResult.Refused(Why why, String sentence) ->
                            audit.outcome(
                                    seq,
                                    why == Why.SILENT ? Outcome.FAILED : Outcome.REFUSED,
                                    sentence);
                }
                yield result;
            }
        };
    }

    private static AuditEvent event(ChangeRequest request) {
        return switch (request.change()) {
            case WorkloadChange.Scale(int from, int to) ->
                    new AuditEvent(
                            request.user(),
                            "workload.scale",
                            request.id().toString(),
                            request.reason(),
                            "From %d to %d pods.".formatted(from, to));
            case WorkloadChange.Restart _ ->
                    new AuditEvent(
                            request.user(),
                            "workload.restart",
                            request.id().toString(),
                            request.reason());
        };
    }
}
