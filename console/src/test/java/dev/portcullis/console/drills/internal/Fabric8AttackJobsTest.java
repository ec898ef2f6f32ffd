package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.LabApi;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Fabric8AttackJobsTest extends AttackJobsContract {
    private LabApi cluster;
    private KubernetesClient client;
    private AttackJobs jobs;
    private boolean silent;

    @BeforeEach
    void start() throws IOException {
        cluster = LabApi.start();
        client = cluster.client();
        jobs = new Fabric8AttackJobs(client, settings("portcullis/traffic:0.1.0"));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        if (silent) {
            cluster.restart();
        }
        cluster.close();
    }

    @Override
    AttackJobs jobs() {
        return jobs;
    }

    @Override
    void fallSilent() {
        cluster.stop();
        silent = true;
    }

    @Test
    void theJobHasWhatTheSafetyContractAsksFor() {
        var id = new DrillId("cccccccc");
        jobs.start(id, REQUEST, "operator");

        var job = client.batch().v1().jobs().inNamespace("drills").withName("drill-cccccccc").get();
        var pod = job.getSpec().getTemplate();
        var container = pod.getSpec().getContainers().getFirst();
        assertThat(job.getSpec().getBackoffLimit()).isZero();
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isBetween(30L, 300L);
        assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(60);
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("app", "intruder")
                .containsEntry("portcullis.dev/drill", "cccccccc");
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(container.getImage()).isEqualTo("portcullis/traffic:0.1.0");
        assertThat(container.getArgs()).containsExactly("attack", "mysql-login");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
        assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
    }

    @Test
    void aTwinWearsTheLabelsAndIsNeverReady() {
        var id = new DrillId("twintwin");
        jobs.start(id, new DrillRequest(DrillPlan.DB_EGRESS, 1), "operator");

        var job = client.batch().v1().jobs().inNamespace("users").withName("drill-twintwin").get();
        var pod = job.getSpec().getTemplate();
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("app", "mysql")
                .containsEntry("portcullis.dev/drill", "twintwin");
        assertThat(pod.getSpec().getReadinessGates())
                .extracting(gate -> gate.getConditionType())
                .containsExactly("portcullis.dev/never-ready");
        assertThat(pod.getSpec().getContainers().getFirst().getEnv())
                .extracting(EnvVar::getName)
                .doesNotContain("DB_PASSWORD");
        assertThat(jobs.leftOver()).containsExactly(id);
        jobs.delete(id);
        assertThat(jobs.leftOver()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DrillPlan.class)
    void everyPlanCarriesItsDrillAndItsOneTarget(DrillPlan plan) {
        var id = new DrillId("eachplan");
        var request = new DrillRequest(plan, 1);
        jobs.start(id, request, "operator");

        var route = AttackRoute.of(settings("x"), request);
        var job =
                client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(route.namespace())
                        .withName("drill-eachplan")
                        .get();
        var container = job.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(job.getMetadata().getLabels()).containsEntry("portcullis.dev/drill", "eachplan");
        assertThat(container.getArgs()).containsExactly("attack", plan.planName());
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().equals("TARGET"))
                .extracting(EnvVar::getValue)
                .containsExactly(route.address());
    }

    @Test
    void thePasswordIsNamedAndNotCarried() {
        jobs.start(new DrillId("dddddddd"), REQUEST, "operator");

        var environment =
                client.batch()
                        .v1()
                        .jobs()
                        .inNamespace("drills")
                        .withName("drill-dddddddd")
                        .get()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv();

        assertThat(environment)
                .filteredOn(variable -> variable.getName().equals("DB_PASSWORD"))
                .singleElement()
                .satisfies(
                        variable -> {
                            assertThat(variable.getValue()).isNull();
                            assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                                    .isEqualTo("drill-account");
                        });
        assertThat(environment)
                .extracting(EnvVar::getName)
                .contains("DRILL", "TARGET", "ATTEMPTS", "INTERVAL_MS");
    }

    @Test
    void theSameDrillTwiceIsRefusedWithTheClustersReason() {
        jobs.start(new DrillId("eeeeeeee"), REQUEST, "operator");

        assertThat(jobs.start(new DrillId("eeeeeeee"), REQUEST, "operator"))
                .isInstanceOfSatisfying(
                        AttackJobs.Started.Refused.class,
                        refused -> assertThat(refused.why()).contains("409"));
    }

    @Test
    void withoutAnImageNothingIsMade() {
        var off = new Fabric8AttackJobs(client, settings(""));

        assertThat(off.start(new DrillId("ffffffff"), REQUEST, "operator"))
                .isInstanceOf(AttackJobs.Started.Refused.class);
        assertThat(off.leftOver()).isEmpty();
    }

    private static DrillSettings settings(String image) {
        return new DrillSettings(
                image,
                "drills",
                "drill-account",
                "users",
                "mysql",
                3306,
                "user-service",
                8080,
                "shop",
                "storefront",
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                10);
    }
}
