package dev.portcullis.console.cluster.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.LabApi;
import dev.portcullis.console.flows.FakeRelay;
import dev.portcullis.hubble.FlowClient;
import dev.portcullis.hubble.FlowQuery;
import dev.portcullis.hubble.HubbleSettings;
import dev.portcullis.hubble.StreamEvent;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way to relay through the Kubernetes API: a real API server, a real relay, and the client that the console uses. */
class ApiForwardTest {
    private LabApi api;
    private KubernetesClient client;
    private FakeRelay relay;

    @BeforeEach
    void start() throws Exception {
        api = LabApi.start();
        client = api.client();
        relay = new FakeRelay();
        client.resource(
                        new ServiceBuilder()
                                .withNewMetadata()
                                .withNamespace("kube-system")
                                .withName("hubble-relay")
                                .endMetadata()
                                .withNewSpec()
                                .addToSelector("k8s-app", "hubble-relay")
                                .addNewPort()
                                .withPort(80)
                                .withNewTargetPort("grpc")
                                .endPort()
                                .endSpec()
                                .build())
                .create();
    }

    @AfterEach
    void stop() {
        relay.close();
        client.close();
        api.close();
    }

    @Test
    void flowsArriveThroughTheKubernetesApi() throws Exception {
        ready("hubble-relay-a");
        try (var forward = ApiForward.open(client, "kube-system/hubble-relay");
                var flows = follow(forward)) {
            assertThat(connected(flows)).isTrue();
        }
    }

    @Test
    void aRelayWhosePodWasReplacedIsFoundAgain() throws Exception {
        Pod first = ready("hubble-relay-a");
        try (var forward = ApiForward.open(client, "kube-system/hubble-relay");
                var flows = follow(forward)) {
            assertThat(connected(flows)).isTrue();

            client.resource(first).delete();
            ready("hubble-relay-b");
            relay.close();
            relay.start();

            assertThat(connected(flows)).isTrue();
        }
    }

    @Test
    void withoutAReadyPodTheClientIsToldAndTriesAgain() throws Exception {
        try (var forward = ApiForward.open(client, "kube-system/hubble-relay");
                var flows = follow(forward)) {
            await().until(
                            () ->
                                    flows.poll(10, Duration.ofMillis(100)).stream()
                                            .anyMatch(StreamEvent.Disconnected.class::isInstance));
            assertThat(forward.obstacle())
                    .hasValue(
                            "There is no way to kube-system/hubble-relay through the Kubernetes"
                                    + " API: none of its pods is ready");
            ready("hubble-relay-a");

            assertThat(connected(flows)).isTrue();
            assertThat(forward.obstacle()).isEmpty();
        }
    }

    @Test
    void aServiceThatIsNotThereIsSaidByName() {
        try (var forward = ApiForward.open(client, "kube-system/elsewhere");
                var flows = follow(forward)) {
            await().untilAsserted(
                            () ->
                                    assertThat(forward.obstacle().orElse(""))
                                            .endsWith("API: there is no such Service"));
            assertThat(flows.received()).isZero();
        }
    }

    @Test
    void aNameWithoutANamespaceIsRefusedWithTheWayToWriteIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiForward.open(client, "hubble-relay"))
                .withMessageContaining("namespace/name");
    }

    private static FlowClient follow(ApiForward forward) {
        return FlowClient.open(
                HubbleSettings.at(forward.address())
                        .withRetry(Duration.ofMillis(50), Duration.ofMillis(200)),
                FlowQuery.everything(0));
    }

    private static boolean connected(FlowClient flows) {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                flows.poll(10, Duration.ofMillis(100)).stream()
                                        .anyMatch(StreamEvent.Connected.class::isInstance));
        return true;
    }

    private Pod ready(String name) {
        Pod pod =
                client.resource(
                                new PodBuilder()
                                        .withNewMetadata()
                                        .withNamespace("kube-system")
                                        .withName(name)
                                        .addToLabels("k8s-app", "hubble-relay")
                                        .endMetadata()
                                        .withNewSpec()
                                        .addNewContainer()
                                        .withName("relay")
                                        .withImage("quay.io/cilium/hubble-relay:v1.20.0")
                                        .addNewPort()
                                        .withName("grpc")
                                        .withContainerPort(4245)
                                        .endPort()
                                        .endContainer()
                                        .endSpec()
                                        .build())
                        .create();
        client.resource(pod)
                .editStatus(
                        current ->
                                new PodBuilder(current)
                                        .withNewStatus()
                                        .withPhase("Running")
                                        .addNewCondition()
                                        .withType("Ready")
                                        .withStatus("True")
                                        .endCondition()
                                        .endStatus()
                                        .build());
        api.listens(
                "kube-system",
                name,
                Integer.parseInt(relay.address().substring(relay.address().indexOf(':') + 1)));
        return pod;
    }
}
