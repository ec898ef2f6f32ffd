package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.flows.DrillLabel;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The attacker's Job. Everything in it is fixed but the drill's id, the plan's name and three numbers, and all of those
 * are checked before: nothing that somebody typed comes in here.
 */
final class AttackJob {
    /** Marks everything of a drill with its id. */

    /** Marks what this console made, so that it can find it again. */
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    static final String CONSOLE = "portcullis-console";

    private static final int TTL_SECONDS = 60;

    private AttackJob() {}

    static Job of(
            DrillSettings settings, String image, DrillId id, DrillRequest request, String by) {
        var route = AttackRoute.of(settings, request);
        var labels = Map.of("app", route.guise(), DrillLabel.KEY, id.text(), MANAGED_BY, CONSOLE);
        return new JobBuilder()
                .withNewMetadata()
                .withName(id.jobName())
                .withNamespace(route.namespace())
                .withLabels(labels)
                .withAnnotations(
                        Map.of(
                                "portcullis.dev/plan",
                                request.plan().planName(),
                                "portcullis.dev/launched-by",
                                by))
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(settings.deadline(request).toSeconds())
                .withTtlSecondsAfterFinished(TTL_SECONDS)
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(1L)
                .withReadinessGates(gates(route))
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(10_001L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("attack")
                .withImage(image)
                .withArgs("attack", request.plan().planName())
                .withEnv(environment(settings, route, id, request))
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("50m"), "memory", new Quantity("64Mi")))
                .withLimits(Map.of("cpu", new Quantity("200m"), "memory", new Quantity("128Mi")))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** A condition that nobody ever sets keeps a pod from being Ready. */
    private static List<PodReadinessGate> gates(AttackRoute route) {
        return route.neverReady()
                ? List.of(new PodReadinessGate("portcullis.dev/never-ready"))
                : List.of();
    }

    private static List<EnvVar> environment(
            DrillSettings settings, AttackRoute route, DrillId id, DrillRequest request) {
        var variables = new ArrayList<EnvVar>();
        variables.addAll(plain(settings, route, id, request));
        if (route.usesAccount()) {
            variables.add(secret("DB_USERNAME", settings.accountSecret(), "username"));
            variables.add(secret("DB_PASSWORD", settings.accountSecret(), "password"));
        }
        return variables;
    }

    private static List<EnvVar> plain(
            DrillSettings settings, AttackRoute route, DrillId id, DrillRequest request) {
        return List.of(
                variable("DRILL", id.text()),
                variable("TARGET", route.address()),
                variable("ATTEMPTS", Integer.toString(request.attempts())),
                variable("INTERVAL_MS", Long.toString(request.interval().toMillis())),
                variable(
                        "CONNECT_TIMEOUT_MS", Long.toString(settings.connectTimeout().toMillis())));
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static EnvVar secret(String name, String secret, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, false)
                .endValueFrom()
                .build();
    }
}
