package dev.portcullis.console.timeline.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.LabApi;
import dev.portcullis.console.TestClock;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real Kubernetes API in which the test is the controller. */
class RolloutWatchTest {
    private static final String STOREFRONT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: storefront, namespace: shop}
            spec:
              replicas: 2
              selector: {matchLabels: {app: storefront}}
              template:
                metadata: {labels: {app: storefront}}
                spec:
                  containers: [{name: storefront, image: "portcullis/traffic:0.1.0"}]
            """;
    private static final String MYSQL =
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: mysql, namespace: users}
            spec:
              replicas: 1
              serviceName: mysql
              selector: {matchLabels: {app: mysql}}
              template:
                metadata: {labels: {app: mysql}}
                spec:
                  containers: [{name: mysql, image: "mysql:8.4"}]
            """;

    /** One of each kind that comes and goes: when that is told, all that was done before has been seen. */
    private static final List<String> FLAGS =
            List.of(
                    STOREFRONT.replace("name: storefront, n", "name: flag, n"),
                    MYSQL.replace("name: mysql, n", "name: flag, n"));

    private final List<TimelineEvent> events = new CopyOnWriteArrayList<>();
    private LabApi api;
    private KubernetesClient client;
    private RolloutWatch watch;

    @BeforeEach
    void start() throws Exception {
        api = LabApi.start();
        client = api.client();
    }

    @AfterEach
    void stop() {
        if (watch != null) {
            watch.close();
        }
        client.close();
        api.close();
    }

    @Test
    void whatWasCompleteWhenItWasFirstSeenIsNoRollout() {
        create(STOREFRONT);
        deployed(2, 2, 2);
        client.resource(MYSQL).create();
        stateful("a", "a", 1, 1);

        watch();

        assertThat(told()).isEmpty();
    }

    @Test
    void aFirstRolloutOfWhichTheEndIsSeenIsOne() {
        create(STOREFRONT);
        watch();
        deployed(1, 1, 0);
        deployed(2, 2, 1);
        deployed(2, 2, 2);

        assertThat(told()).containsExactly("shop/storefront is ready: 2 of 2 pods");
        assertThat(events.getFirst().kind()).isEqualTo(TimelineKind.ROLLOUT);
        assertThat(events.getFirst().path()).isEqualTo("workloads");
    }

    @Test
    void aRolloutBeginsOnceAndEndsWhenTheLastOldPodIsGone() {
        complete();
        image("0.2.0");
        // The old pods are ready all the while: that is not its end
        deployed(2, 0, 2);
        deployed(3, 1, 2);
        deployed(3, 1, 3);
        deployed(3, 2, 3);
        deployed(2, 2, 2);
        deployed(2, 2, 2);

        assertThat(told())
                .containsExactly(
                        "shop/storefront is rolled out: generation 2",
                        "shop/storefront is ready: 2 of 2 pods");
    }

    @Test
    void everyGenerationIsARolloutAndTheLastOneIsReady() {
        complete();
        image("0.2.0");
        deployed(3, 1, 2);
        image("0.3.0");
        deployed(3, 1, 2);
        image("0.2.0");
        deployed(2, 2, 2);

        assertThat(told())
                .containsExactly(
                        "shop/storefront is rolled out: generation 2",
                        "shop/storefront is rolled out: generation 3",
                        "shop/storefront is rolled out: generation 4",
                        "shop/storefront is ready: 2 of 2 pods");
    }

    @Test
    void aChangeThatMovesNoPodIsNoRollout() {
        complete();
        client.apps()
                .deployments()
                .inNamespace("shop")
                .withName("storefront")
                .edit(
                        old ->
                                new DeploymentBuilder(old)
                                        .editSpec()
                                        .withRevisionHistoryLimit(3)
                                        .endSpec()
                                        .build());
        deployed(2, 2, 2);

        assertThat(told()).isEmpty();
    }

    @Test
    void scalingIsToldAsScaling() {
        complete();
        scale(3);
        deployed(3, 3, 2);
        deployed(3, 3, 3);
        scale(0);
        deployed(0, 0, 0);

        assertThat(told())
                .containsExactly(
                        "shop/storefront is scaled: from 2 to 3 pods",
                        "shop/storefront is ready: 3 of 3 pods",
                        "shop/storefront is scaled: from 3 to 0 pods");
    }

    @Test
    void podsThatWereLostAndCameBackAreNoRolloutAndToldOnce() {
        complete();
        deployed(2, 2, 1);
        deployed(2, 2, 0);
        deployed(2, 2, 1);
        deployed(2, 2, 2);

        assertThat(told())
                .containsExactly(
                        "shop/storefront lost pods: 1 of 2 are ready",
                        "shop/storefront is ready again: 2 of 2 pods");
    }

    @Test
    void aStatefulSetIsReadyWhenItsRevisionIs() {
        client.resource(MYSQL).create();
        stateful("a", "a", 1, 1);
        watch();
        client.apps()
                .statefulSets()
                .inNamespace("users")
                .withName("mysql")
                .edit(
                        old ->
                                new StatefulSetBuilder(old)
                                        .editSpec()
                                        .editTemplate()
                                        .editSpec()
                                        .editContainer(0)
                                        .withImage("mysql:8.4.1")
                                        .endContainer()
                                        .endSpec()
                                        .endTemplate()
                                        .endSpec()
                                        .build());
        stateful("a", "b", 0, 1);
        stateful("a", "b", 0, 0);
        stateful("b", "b", 1, 1);

        assertThat(told())
                .containsExactly(
                        "users/mysql is rolled out: generation 2",
                        "users/mysql is ready: 1 of 1 pods");
    }

    @Test
    void afterAnOutageOfTheClusterNothingIsToldTwice() throws Exception {
        complete();
        image("0.2.0");
        deployed(2, 2, 2);
        assertThat(told()).hasSize(2);

        api.stop();
        api.restart();

        assertThat(told()).hasSize(2);
    }

    @Test
    void whatIsDeletedIsSaid() {
        complete();
        client.resource(STOREFRONT).delete();

        assertThat(told()).containsExactly("shop/storefront deleted: ");
    }

    private void create(String manifest) {
        client.resource(manifest).create();
    }

    private void watch() {
        watch = new RolloutWatch(client, new TestClock(), events::add);
        assertThat(told()).isEmpty();
    }

    /** A storefront that was there, and complete, before the watch. */
    private void complete() {
        create(STOREFRONT);
        deployed(2, 2, 2);
        watch();
    }

    private void image(String version) {
        client.apps()
                .deployments()
                .inNamespace("shop")
                .withName("storefront")
                .edit(
                        old ->
                                new DeploymentBuilder(old)
                                        .editSpec()
                                        .editTemplate()
                                        .editSpec()
                                        .editContainer(0)
                                        .withImage("portcullis/traffic:" + version)
                                        .endContainer()
                                        .endSpec()
                                        .endTemplate()
                                        .endSpec()
                                        .build());
    }

    private void scale(int replicas) {
        client.apps()
                .deployments()
                .inNamespace("shop")
                .withName("storefront")
                .edit(
                        old ->
                                new DeploymentBuilder(old)
                                        .editSpec()
                                        .withReplicas(replicas)
                                        .endSpec()
                                        .build());
    }

    /** The controller has seen the newest generation, and has so many pods. */
    private void deployed(int pods, int updated, int ready) {
        client.apps()
                .deployments()
                .inNamespace("shop")
                .withName("storefront")
                .editStatus(old -> with(old, pods, updated, ready));
    }

    private static Deployment with(Deployment old, int pods, int updated, int ready) {
        return new DeploymentBuilder(old)
                .withNewStatus()
                .withObservedGeneration(old.getMetadata().getGeneration())
                .withReplicas(pods)
                .withUpdatedReplicas(updated)
                .withReadyReplicas(ready)
                .endStatus()
                .build();
    }

    private void stateful(String current, String update, int updated, int ready) {
        client.apps()
                .statefulSets()
                .inNamespace("users")
                .withName("mysql")
                .editStatus(old -> with(old, current, update, updated, ready));
    }

    private static StatefulSet with(
            StatefulSet old, String current, String update, int updated, int ready) {
        return new StatefulSetBuilder(old)
                .withNewStatus()
                .withObservedGeneration(old.getMetadata().getGeneration())
                .withReplicas(1)
                .withCurrentRevision(current)
                .withUpdateRevision(update)
                .withUpdatedReplicas(updated)
                .withReadyReplicas(ready)
                .endStatus()
                .build();
    }

    /** All that was told of what was done so far. */
    private List<String> told() {
        for (var flag : FLAGS) {
            client.resource(flag).create();
            client.resource(flag).delete();
        }
        await().until(() -> events.stream().filter(RolloutWatchTest::isFlag).count() == 2);
        events.removeIf(RolloutWatchTest::isFlag);
        return events.stream().map(event -> event.title() + ": " + event.detail()).toList();
    }

    private static boolean isFlag(TimelineEvent event) {
        return event.title().contains("/flag ");
    }
}
