package dev.portcullis.console.workloads.internal;

import static java.util.Objects.requireNonNullElse;

import dev.portcullis.console.workloads.Rollout;
import dev.portcullis.console.workloads.Rollout.State;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a rollout is, by the rules of {@code kubectl rollout status}. */
final class Rollouts {
    /** The annotation that {@code kubectl rollout restart} writes on the template. */
    static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    private static final String REVISION = "deployment.kubernetes.io/revision";

    private Rollouts() {}

    static Rollout of(Deployment deployment) {
        var status = deployment.getStatus();
        var progressing = progressing(deployment);
        int wanted = requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        State state;
        if (progressing
                .filter(one -> "ProgressDeadlineExceeded".equals(one.getReason()))
                .isPresent()) {
            state = State.STALLED;
        } else {
            boolean seen =
                    status != null
                            && isSeen(deployment.getMetadata(), status.getObservedGeneration());
            boolean complete =
                    seen
                            && count(status.getUpdatedReplicas()) >= wanted
                            && count(status.getReplicas()) <= count(status.getUpdatedReplicas())
                            && count(status.getAvailableReplicas())
                                    >= count(status.getUpdatedReplicas());
            state = complete ? State.COMPLETE : State.PROGRESSING;
        }
        return new Rollout(
                state,
                progressing.flatMap(one -> Pods.instant(one.getLastUpdateTime())),
                annotations(deployment.getMetadata()).getOrDefault(REVISION, ""),
                restartedAt(deployment.getSpec().getTemplate()));
    }

    static Rollout of(StatefulSet set) {
        var status = set.getStatus();
        int wanted = requireNonNullElse(set.getSpec().getReplicas(), 1);
        boolean complete =
                status != null
                        && isSeen(set.getMetadata(), status.getObservedGeneration())
                        && count(status.getReadyReplicas()) >= wanted
                        && (status.getUpdateRevision() == null
                                || status.getUpdateRevision().equals(status.getCurrentRevision())
                                || count(status.getUpdatedReplicas()) >= wanted);
        return new Rollout(
                complete ? State.COMPLETE : State.PROGRESSING,
                Optional.empty(),
                status == null ? "" : requireNonNullElse(status.getUpdateRevision(), ""),
                restartedAt(set.getSpec().getTemplate()));
    }

    static Rollout of(DaemonSet set) {
        var status = set.getStatus();
        boolean complete =
                status != null
                        && isSeen(set.getMetadata(), status.getObservedGeneration())
                        && count(status.getUpdatedNumberScheduled())
                                >= count(status.getDesiredNumberScheduled())
                        && count(status.getNumberAvailable())
                                >= count(status.getDesiredNumberScheduled());
        return new Rollout(
                complete ? State.COMPLETE : State.PROGRESSING,
                Optional.empty(),
                "",
                restartedAt(set.getSpec().getTemplate()));
    }

    static int count(@Nullable Integer number) {
        return requireNonNullElse(number, 0);
    }

    private static boolean isSeen(ObjectMeta metadata, @Nullable Long observed) {
        return observed == null
                || metadata.getGeneration() == null
                || observed >= metadata.getGeneration();
    }

    private static Optional<DeploymentCondition> progressing(Deployment deployment) {
        return deployment.getStatus() == null
                ? Optional.empty()
                : requireNonNullElse(
                                deployment.getStatus().getConditions(),
                                List.<DeploymentCondition>of())
                        .stream()
                        .filter(condition -> "Progressing".equals(condition.getType()))
                        .findFirst();
    }

    private static Optional<Instant> restartedAt(@Nullable PodTemplateSpec template) {
        return template == null || template.getMetadata() == null
                ? Optional.empty()
                : Pods.instant(annotations(template.getMetadata()).get(RESTARTED_AT));
    }

    private static Map<String, String> annotations(ObjectMeta metadata) {
        return requireNonNullElse(metadata.getAnnotations(), Map.of());
    }
}
