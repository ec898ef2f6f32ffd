package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.workloads.ChangeResult;
import dev.portcullis.console.workloads.ChangeResult.Why;
import dev.portcullis.console.workloads.WorkloadChange;
import dev.portcullis.console.workloads.WorkloadId;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Changes workloads through the Kubernetes API, with as few rights as it takes: patch, and patch of the scale. */
final class WorkloadSteps {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Clock clock;

    WorkloadSteps(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    ChangeResult carryOut(WorkloadId id, WorkloadChange change) {
        try {
            return switch (change) {
                case WorkloadChange.Scale scale -> scale(id, scale);
                case WorkloadChange.Restart restart -> restart(id, restart);
            };
        } catch (KubernetesClientException e) {
            return refused(id, e);
        }
    }

    private ChangeResult scale(WorkloadId id, WorkloadChange.Scale scale) {
        var workload = workload(id);
        var now = workload.get();
        if (now == null) {
            return missing(id);
        }
        int replicas = now.<Number>get("spec", "replicas") instanceof Number n ? n.intValue() : 1;
        if (replicas != scale.from()) {
            return new ChangeResult.Refused(
                    Why.CONFLICT,
                    "Somebody scaled %s to %d pods meanwhile. Nothing was changed; look again and decide anew."
                            .formatted(id.display(), replicas));
        }
        workload.subresource("scale")
                .patch(MERGE, "{\"spec\":{\"replicas\":%d}}".formatted(scale.to()));
        return new ChangeResult.Accepted(
                "%s shall have %s."
                        .formatted(id.display(), scale.to() == 1 ? "1 pod" : scale.to() + " pods"),
                scale.kubectl(id));
    }

    private ChangeResult restart(WorkloadId id, WorkloadChange.Restart restart) {
        workload(id)
                .patch(
                        MERGE,
                        "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}}}"
                                .formatted(
                                        Rollouts.RESTARTED_AT,
                                        clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        return new ChangeResult.Accepted(
                "%s replaces its pods one after the other.".formatted(id.display()),
                restart.kubectl(id));
    }

    private Resource<GenericKubernetesResource> workload(WorkloadId id) {
        return client.genericKubernetesResources(
                        new ResourceDefinitionContext.Builder()
                                .withGroup("apps")
                                .withVersion("v1")
                                .withKind(id.kind().word())
                                .withPlural(id.kind().plural())
                                .withNamespaced(true)
                                .build())
                .inNamespace(id.namespace())
                .withName(id.name());
    }

    private static ChangeResult missing(WorkloadId id) {
        return new ChangeResult.Refused(
                Why.MISSING, "There is no %s any more.".formatted(id.display()));
    }

    private static ChangeResult refused(WorkloadId id, KubernetesClientException e) {
        return switch (e.getCode()) {
            case 404 -> missing(id);
            case 401, 403 ->
                    new ChangeResult.Refused(
                            Why.FORBIDDEN,
                            "The cluster does not let the console change %s (%d). Its role portcullis-workloads must be bound in the namespace %s."
                                    .formatted(id.display(), e.getCode(), id.namespace()));
            case 409 ->
                    new ChangeResult.Refused(
                            Why.CONFLICT,
                            "Somebody else changed %s at the same time. Nothing was changed."
                                    .formatted(id.display()));
            case 400, 405, 415, 422 ->
                    new ChangeResult.Refused(
                            Why.INVALID,
                            "The cluster does not take this change of %s (%d)."
                                    .formatted(id.display(), e.getCode()));
            default ->
                    new ChangeResult.Refused(
                            Why.SILENT,
                            "The Kubernetes API did not answer usefully; whether %s was changed is not known. Look at it before you try again."
                                    .formatted(id.display()));
        };
    }
}
