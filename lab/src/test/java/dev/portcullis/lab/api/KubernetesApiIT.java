package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What programs do, with the client the console uses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesApiIT {

    private static final ResourceDefinitionContext CNP =
            new ResourceDefinitionContext.Builder()
                    .withGroup("cilium.io")
                    .withVersion("v2")
                    .withKind("CiliumNetworkPolicy")
                    .withPlural("ciliumnetworkpolicies")
                    .withNamespaced(true)
                    .build();

    private LabApi lab;
    private KubernetesClient client;
    private int counter;
    private String namespace = "";

    @BeforeAll
    void start() throws IOException {
        lab = new LabApi();
        client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(Files.readString(lab.kubeConfig())))
                        .build();
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        lab.close();
    }

    @BeforeEach
    void aFreshNamespace() {
        namespace = "f" + counter++;
        lab.store.create(Trees.object(Kind.NAMESPACE, "", namespace));
    }

    @Test
    void aTypedObjectLivesAWholeLife() {
        client.resource(configMap("settings", "colour", "blue")).inNamespace(namespace).create();

        client.configMaps()
                .inNamespace(namespace)
                .withName("settings")
                .edit(map -> new ConfigMapBuilder(map).addToData("size", "large").build());

        assertThat(client.configMaps().inNamespace(namespace).withName("settings").get().getData())
                .containsEntry("colour", "blue")
                .containsEntry("size", "large");
        assertThat(client.configMaps().inNamespace(namespace).withName("settings").delete())
                .isNotEmpty();
        assertThat(client.configMaps().inNamespace(namespace).withName("settings").get()).isNull();
    }

    @Test
    void anObjectThatExistsIsAConflict() {
        var map = configMap("settings", "colour", "blue");
        client.resource(map).inNamespace(namespace).create();

        assertRefused(409, () -> client.resource(map).inNamespace(namespace).create());
    }

    @Test
    void aStaleUpdateIsAConflict() {
        var first =
                client.resource(configMap("settings", "colour", "blue"))
                        .inNamespace(namespace)
                        .create();
        client.resource(new ConfigMapBuilder(first).addToData("a", "b").build()).update();

        assertRefused(
                409,
                () ->
                        client.resource(new ConfigMapBuilder(first).addToData("c", "d").build())
                                .update());
    }

    @Test
    void anObjectInAMissingNamespaceIsNotFound() {
        assertRefused(
                404,
                () ->
                        client.resource(configMap("settings", "a", "b"))
                                .inNamespace("nowhere")
                                .create());
    }

    @Test
    void aPolicyIsAGenericResource() {
        var created = policies().create();
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);

        client.genericKubernetesResources(CNP)
                .inNamespace(namespace)
                .withName("guard")
                .editStatus(
                        policy -> {
                            policy.setAdditionalProperty(
                                    "status",
                                    Map.of(
                                            "conditions",
                                            List.of(Map.of("type", "Valid", "status", "True"))));
                            return policy;
                        });

        GenericKubernetesResource read =
                client.genericKubernetesResources(CNP)
                        .inNamespace(namespace)
                        .withName("guard")
                        .get();
        assertThat(read.<String>get("status", "conditions", 0, "status")).isEqualTo("True");
        assertThat(read.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void aBrokenPolicyIsRefusedWithThePath() {
        var broken =
                Map.<String, Object>of(
                        "endpointSelector",
                        Map.of(),
                        "ingress",
                        List.of(Map.of("fromCIDR", List.of("10.0.0.0/99"))));

        assertThatThrownBy(() -> policy(broken).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> {
                            assertThat(e.getCode()).isEqualTo(422);
                            assertThat(e.getStatus().getDetails().getCauses().getFirst().getField())
                                    .startsWith("spec.ingress[0].fromCIDR[0]");
                        });
    }

    @Test
    void aWatchSeesEveryChangeInOrder() {
        var seen = new CopyOnWriteArrayList<String>();
        try (var _ =
                client.configMaps()
                        .inNamespace(namespace)
                        .watch(
                                new Watcher<>() {
                                    @Override
                                    public void eventReceived(Action action, ConfigMap map) {
                                        seen.add(action + " " + map.getMetadata().getName());
                                    }

                                    @Override
                                    public void onClose(WatcherException cause) {}
                                })) {
            client.resource(configMap("one", "a", "b")).inNamespace(namespace).create();
            client.resource(configMap("one", "a", "c")).inNamespace(namespace).patch();
            client.configMaps().inNamespace(namespace).withName("one").delete();

            await().untilAsserted(
                            () ->
                                    assertThat(seen)
                                            .containsExactly(
                                                    "ADDED one", "MODIFIED one", "DELETED one"));
        }
    }

    @Test
    void aWatchFromTooLongAgoIsGone() {
        var old = "1";
        for (int i = 0; i < 10; i++) {
            client.resource(configMap("m" + i, "a", "b")).inNamespace(namespace).create();
        }
        lab.store.forget(Kind.CONFIG_MAP);
        var closed = new AtomicReference<WatcherException>();
        try (var _ =
                client.configMaps()
                        .inNamespace(namespace)
                        .watch(
                                new ListOptionsBuilder().withResourceVersion(old).build(),
                                new Watcher<>() {
                                    @Override
                                    public void eventReceived(Action action, ConfigMap map) {}

                                    @Override
                                    public void onClose(WatcherException cause) {
                                        closed.set(cause);
                                    }
                                })) {
            await().untilAsserted(() -> assertThat(closed.get()).isNotNull());
            assertThat(closed.get().isHttpGone()).isTrue();
        }
    }

    @Test
    void anInformerKnowsWhatIsThere() {
        client.resource(configMap("before", "a", "b")).inNamespace(namespace).create();
        var names = new CopyOnWriteArrayList<String>();
        try (var informer =
                client.configMaps()
                        .inNamespace(namespace)
                        .inform(
                                new ResourceEventHandler<>() {
                                    @Override
                                    public void onAdd(ConfigMap map) {
                                        names.add("+" + map.getMetadata().getName());
                                    }

                                    @Override
                                    public void onUpdate(ConfigMap old, ConfigMap map) {}

                                    @Override
                                    public void onDelete(ConfigMap map, boolean unknown) {
                                        names.add("-" + map.getMetadata().getName());
                                    }
                                })) {
            client.resource(configMap("after", "a", "b")).inNamespace(namespace).create();
            client.configMaps().inNamespace(namespace).withName("before").delete();

            await().untilAsserted(
                            () ->
                                    assertThat(names)
                                            .containsExactly("+before", "+after", "-before"));
            assertThat(informer.getIndexer().list()).hasSize(1);
        }
    }

    @Test
    void aLabelWatchSeesObjectsComeAndGo() {
        var seen = new CopyOnWriteArrayList<String>();
        client.resource(labelled("one", "no")).inNamespace(namespace).create();
        try (var _ =
                client.configMaps()
                        .inNamespace(namespace)
                        .withLabelIn("wanted", "yes", "certainly")
                        .watch(
                                new Watcher<>() {
                                    @Override
                                    public void eventReceived(Action action, ConfigMap map) {
                                        seen.add(action.name());
                                    }

                                    @Override
                                    public void onClose(WatcherException cause) {}
                                })) {
            client.resource(labelled("one", "yes")).inNamespace(namespace).patch();
            client.resource(labelled("one", "no")).inNamespace(namespace).patch();

            await().untilAsserted(() -> assertThat(seen).containsExactly("ADDED", "DELETED"));
        }
    }

    @Test
    void selectorsNarrowAList() {
        client.resource(labelled("one", "yes")).inNamespace(namespace).create();
        client.resource(labelled("two", "no")).inNamespace(namespace).create();

        var maps = client.configMaps().inNamespace(namespace);
        assertThat(names(maps.withLabel("wanted", "yes").list().getItems())).containsExactly("one");
        assertThat(names(maps.withLabelNotIn("wanted", "yes").list().getItems()))
                .containsExactly("two");
        assertThat(names(maps.withField("metadata.name", "two").list().getItems()))
                .containsExactly("two");
    }

    @Test
    void aListComesInPages() {
        for (int i = 0; i < 5; i++) {
            client.resource(configMap("m" + i, "a", "b")).inNamespace(namespace).create();
        }
        var names = new ArrayList<String>();
        var options = new ListOptionsBuilder().withLimit(2L).build();
        int pages = 0;
        String next;
        do {
            var page = client.configMaps().inNamespace(namespace).list(options);
            page.getItems().forEach(map -> names.add(map.getMetadata().getName()));
            next = page.getMetadata().getContinue();
            options.setContinue(next);
            pages++;
        } while (next != null && !next.isEmpty());

        assertThat(pages).isEqualTo(3);
        assertThat(names).containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void serverSideApplyRefusesWhatOthersOwn() {
        apply("first", configMap("shared", "colour", "blue"), false);
        apply("second", configMap("shared", "size", "large"), false);

        assertRefused(409, () -> apply("second", configMap("shared", "colour", "red"), false));

        apply("second", configMap("shared", "colour", "red"), true);
        assertThat(client.configMaps().inNamespace(namespace).withName("shared").get().getData())
                .isEqualTo(Map.of("colour", "red"));
        apply("first", configMap("shared", "shape", "round"), false);
        assertThat(client.configMaps().inNamespace(namespace).withName("shared").get().getData())
                .isEqualTo(Map.of("colour", "red", "shape", "round"));
    }

    @Test
    void anApplyThatChangesNothingIsNoChange() {
        var first = apply("first", configMap("shared", "colour", "blue"), false);
        var second = apply("first", configMap("shared", "colour", "blue"), false);

        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void aRehearsalChangesNothing() {
        client.resource(configMap("settings", "a", "b")).inNamespace(namespace).dryRun().create();
        assertThat(client.configMaps().inNamespace(namespace).list().getItems()).isEmpty();

        client.resource(configMap("settings", "a", "b")).inNamespace(namespace).create();
        client.resource(configMap("settings", "a", "c")).inNamespace(namespace).dryRun().patch();
        client.configMaps().inNamespace(namespace).withName("settings").dryRun().delete();
        assertThat(client.configMaps().inNamespace(namespace).withName("settings").get().getData())
                .containsEntry("a", "b");
    }

    @Test
    void aDeploymentIsScaled() {
        client.resource(deployment()).inNamespace(namespace).create();

        var scaled = client.apps().deployments().inNamespace(namespace).withName("web").scale(4);

        assertThat(scaled.getSpec().getReplicas()).isEqualTo(4);
        assertThat(scaled.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void aStrategicPatchMergesContainersByName() {
        client.resource(deployment()).inNamespace(namespace).create();

        Deployment patched =
                client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName("web")
                        .patch(
                                PatchContext.of(PatchType.STRATEGIC_MERGE),
                                """
                                {"spec":{"template":{"spec":{"containers":[
                                  {"name":"side","image":"example.org/side:1"},
                                  {"name":"web","env":[{"name":"SIZE","value":"large"}]}]}}}}
                                """);

        var containers = patched.getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).extracting(container -> container.getName()).contains("web", "side");
        assertThat(containers.getFirst().getImage()).isEqualTo("example.org/web:1");
        assertThat(containers.getFirst().getEnv()).hasSize(2);
    }

    @Test
    void clearTextOfASecretIsKeptEncoded() {
        client.resource(
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName("accounts")
                                .endMetadata()
                                .addToStringData("password", "geheim")
                                .build())
                .inNamespace(namespace)
                .create();

        assertThat(client.secrets().inNamespace(namespace).withName("accounts").get().getData())
                .containsEntry("password", "Z2VoZWlt");
    }

    @Test
    void aServiceGetsAnAddress() {
        var service =
                client.resource(
                                new ServiceBuilder()
                                        .withNewMetadata()
                                        .withName("web")
                                        .endMetadata()
                                        .withNewSpec()
                                        .addNewPort()
                                        .withPort(80)
                                        .endPort()
                                        .endSpec()
                                        .build())
                        .inNamespace(namespace)
                        .create();

        assertThat(service.getSpec().getClusterIP()).startsWith("10.96.");
    }

    @Test
    void preconditionsGuardADeletion() {
        var map = client.resource(configMap("settings", "a", "b")).inNamespace(namespace).create();
        client.resource(configMap("settings", "a", "c")).inNamespace(namespace).patch();

        assertRefused(
                409,
                () ->
                        client.configMaps()
                                .inNamespace(namespace)
                                .withName("settings")
                                .lockResourceVersion(map.getMetadata().getResourceVersion())
                                .delete());
    }

    @Test
    void dependentsGoFirstOrStay() {
        var owner = client.resource(configMap("owner", "a", "b")).inNamespace(namespace).create();
        for (var name : List.of("stays", "goes")) {
            client.resource(
                            new ConfigMapBuilder(configMap(name, "a", "b"))
                                    .editMetadata()
                                    .addNewOwnerReference()
                                    .withApiVersion("v1")
                                    .withKind("ConfigMap")
                                    .withName("owner")
                                    .withUid(owner.getMetadata().getUid())
                                    .endOwnerReference()
                                    .endMetadata()
                                    .build())
                    .inNamespace(namespace)
                    .create();
        }
        client.configMaps()
                .inNamespace(namespace)
                .withName("owner")
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();

        assertThat(names(client.configMaps().inNamespace(namespace).list().getItems()))
                .containsExactly("goes", "stays");
        assertThat(
                        client.configMaps()
                                .inNamespace(namespace)
                                .withName("stays")
                                .get()
                                .getMetadata()
                                .getOwnerReferences())
                .isEmpty();
    }

    @Test
    void aCollectionIsDeletedBySelector() {
        client.resource(labelled("one", "yes")).inNamespace(namespace).create();
        client.resource(labelled("two", "no")).inNamespace(namespace).create();

        client.configMaps().inNamespace(namespace).withLabel("wanted", "yes").delete();

        assertThat(names(client.configMaps().inNamespace(namespace).list().getItems()))
                .containsExactly("two");
    }

    @Test
    void aLogIsFollowedWhileItIsWritten() {
        var name = namespace + "-pod";
        var pod = Trees.object(Kind.POD, namespace, name);
        pod.withObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", "x");
        lab.store.create(pod);
        lab.logs.write(name, Instant.now(), "one");
        var out = new ByteArrayOutputStream();

        try (var _ = client.pods().inNamespace(namespace).withName(name).watchLog(out)) {
            await().until(() -> out.toString(StandardCharsets.UTF_8).equals("one\n"));
            lab.logs.write(name, Instant.now(), "two");
            await().until(() -> out.toString(StandardCharsets.UTF_8).equals("one\ntwo\n"));
        }
        lab.logs.end(name);
        assertThat(client.pods().inNamespace(namespace).withName(name).getLog())
                .isEqualTo("one\ntwo\n");
    }

    @Test
    void aRunningPodIsGivenTimeAndThenGone() {
        var pod = Trees.object(Kind.POD, namespace, "web");
        pod.withObject("spec")
                .put("nodeName", "lab")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", "x");
        lab.store.create(pod);

        client.pods().inNamespace(namespace).withName("web").delete();

        Pod ending = client.pods().inNamespace(namespace).withName("web").get();
        assertThat(ending.getMetadata().getDeletionTimestamp()).isNotNull();
        client.pods().inNamespace(namespace).withName("web").withGracePeriod(0).delete();
        assertThat(client.pods().inNamespace(namespace).withName("web").get()).isNull();
    }

    @Test
    void whatOneMayDoIsAnswered() {
        var review =
                client.resource(
                                new SelfSubjectAccessReviewBuilder()
                                        .withNewSpec()
                                        .withNewResourceAttributes()
                                        .withVerb("delete")
                                        .withResource("pods")
                                        .endResourceAttributes()
                                        .endSpec()
                                        .build())
                        .create();

        assertThat(review.getStatus().getAllowed()).isTrue();
    }

    @Test
    void theKindsAreDiscovered() {
        assertThat(client.supports("cilium.io/v2", "CiliumNetworkPolicy")).isTrue();
        assertThat(client.getKubernetesVersion().getMinor()).isEqualTo("34");
        assertThat(client.getApiResources("apps/v1").getResources())
                .extracting(resource -> resource.getName())
                .contains("deployments", "deployments/status", "deployments/scale");
    }

    private Resource<GenericKubernetesResource> policies() {
        return policy(
                Map.of(
                        "endpointSelector",
                        Map.of("matchLabels", Map.of("app", "mysql")),
                        "ingress",
                        List.of(Map.of("fromEndpoints", List.of(Map.of())))));
    }

    private Resource<GenericKubernetesResource> policy(Map<String, Object> spec) {
        var policy = new GenericKubernetesResource();
        policy.setApiVersion("cilium.io/v2");
        policy.setKind("CiliumNetworkPolicy");
        policy.setMetadata(
                new ObjectMetaBuilder().withName("guard").withNamespace(namespace).build());
        policy.setAdditionalProperty("spec", spec);
        return client.genericKubernetesResources(CNP).inNamespace(namespace).resource(policy);
    }

    private ConfigMap apply(String manager, ConfigMap map, boolean force) {
        return client.resource(map)
                .inNamespace(namespace)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager(manager)
                                .withForce(force)
                                .build());
    }

    private static void assertRefused(int code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(code));
    }

    private static List<String> names(List<ConfigMap> maps) {
        return maps.stream().map(map -> map.getMetadata().getName()).toList();
    }

    private static ConfigMap configMap(String name, String key, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData(key, value)
                .build();
    }

    private static ConfigMap labelled(String name, String wanted) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("wanted", wanted)
                .endMetadata()
                .build();
    }

    private static Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("example.org/web:1")
                .addNewEnv()
                .withName("COLOUR")
                .withValue("blue")
                .endEnv()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
