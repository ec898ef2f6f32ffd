package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/** What people type, with the kubectl on this machine. */
@EnabledIf("kubectlIsThere")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlIT {

    private static final String WEB =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              labels: {app: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: example.org/web:1
                    ports: [{containerPort: 8080, name: http}]
                    env: [{name: COLOUR, value: blue}]
            """;

    private LabApi lab;
    private int counter;
    private String namespace = "";

    static boolean kubectlIsThere() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> new File(folder, "kubectl").canExecute());
    }

    @BeforeAll
    void start() throws IOException {
        lab = new LabApi();
    }

    @AfterAll
    void stop() throws IOException {
        lab.close();
    }

    @Test
    void itSeesTheKinds() {
        assertThat(lab.kubectl("api-resources").ok())
                .contains("deployments", "ciliumnetworkpolicies", "cnp");
        assertThat(lab.kubectl("version").ok()).contains("Server Version: v1.34.0");
    }

    @BeforeEach
    void aFreshNamespace() {
        namespace = "n" + counter++;
        lab.store.create(Trees.object(Kind.NAMESPACE, "", namespace));
    }

    @Test
    void anAppliedDeploymentIsListed() {
        assertThat(apply(WEB)).contains("deployment.apps/web created");

        assertThat(kubectl("get", "deploy").ok()).contains("READY", "0/2").doesNotContain("IMAGES");
        assertThat(kubectl("get", "deploy", "-o", "wide").ok())
                .contains("example.org/web:1", "app=web");
        assertThat(kubectl("get", "deploy", "web", "-o", "yaml").ok())
                .contains("kind: Deployment", "progressDeadlineSeconds: 600");
        assertThat(kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.replicas}").ok())
                .isEqualTo("2");
        assertThat(kubectl("get", "all").ok()).contains("deployment.apps/web");
    }

    @Test
    void aSecondApplyChangesOnlyWhatDiffers() {
        apply(WEB);

        assertThat(apply(WEB)).contains("unchanged");
        assertThat(apply(WEB.replace("blue", "green"))).contains("configured");
        assertThat(
                        kubectl(
                                        "get",
                                        "deploy",
                                        "web",
                                        "-o",
                                        "jsonpath={.spec.template.spec.containers[0].env}")
                                .ok())
                .contains("green")
                .doesNotContain("blue");
        assertThat(kubectl("get", "deploy", "web", "-o", "jsonpath={.metadata.generation}").ok())
                .isEqualTo("2");
    }

    @Test
    void whatAnApplyNoLongerMentionsGoes() {
        apply(WEB);
        apply(WEB.replace("env: [{name: COLOUR, value: blue}]", ""));

        assertThat(
                        kubectl("get", "deploy", "web", "-o", "yaml")
                                .ok()
                                .replaceAll("last-applied[^\\n]*\\n[^\\n]*", ""))
                .doesNotContain("name: COLOUR");
    }

    @Test
    void diffShowsWhatAnApplyWouldChangeAndChangesNothing() {
        apply(WEB);
        long revision = lab.store.revision();

        var diff =
                lab.kubectlWith(WEB.replace("replicas: 2", "replicas: 5"), in("diff", "-f", "-"));

        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.out()).contains("-  replicas: 2", "+  replicas: 5");
        assertThat(lab.store.revision()).isEqualTo(revision);
        assertThat(lab.kubectlWith(WEB, in("diff", "-f", "-")).exit()).isZero();
    }

    @Test
    void serverSideApplyKeepsOwnersApart() {
        lab.kubectlWith(WEB, in("apply", "--server-side", "-f", "-", "--field-manager=first")).ok();

        var other = WEB.replace("replicas: 2", "replicas: 4");
        var refused =
                lab.kubectlWith(
                        other, in("apply", "--server-side", "-f", "-", "--field-manager=second"));
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("conflict with \"first\"", ".spec.replicas");

        lab.kubectlWith(
                        other,
                        in(
                                "apply",
                                "--server-side",
                                "-f",
                                "-",
                                "--field-manager=second",
                                "--force-conflicts"))
                .ok();
        assertThat(kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.replicas}").ok())
                .isEqualTo("4");
        assertThat(kubectl("get", "deploy", "web", "-o", "yaml", "--show-managed-fields").ok())
                .contains("manager: second", "operation: Apply");
    }

    @Test
    void clientSideAppliedObjectsMoveToServerSideApply() {
        apply(WEB);

        assertThat(
                        lab.kubectlWith(
                                        WEB.replace("blue", "red"),
                                        in("apply", "--server-side", "-f", "-"))
                                .ok())
                .contains("serverside-applied");
        assertThat(
                        kubectl(
                                        "get",
                                        "deploy",
                                        "web",
                                        "-o",
                                        "jsonpath={.spec.template.spec.containers[0].env[0].value}")
                                .ok())
                .isEqualTo("red");
    }

    @Test
    void aDescriptionShowsTheParts() {
        apply(WEB);

        assertThat(kubectl("describe", "deploy", "web").ok())
                .contains("COLOUR:", "example.org/web:1");
    }

    @Test
    void scaleAndRolloutFollowTheStatus() {
        apply(WEB);

        kubectl("scale", "deploy", "web", "--replicas=3").ok();
        kubectl("rollout", "restart", "deploy", "web").ok();
        assertThat(kubectl("get", "deploy", "web", "-o", "yaml").ok())
                .contains("kubectl.kubernetes.io/restartedAt", "replicas: 3");

        lab.store.updateStatus(
                Kind.DEPLOYMENT,
                namespace,
                "web",
                web -> {
                    web.withObject("status")
                            .put(
                                    "observedGeneration",
                                    web.path("metadata").path("generation").asLong())
                            .put("replicas", 3)
                            .put("updatedReplicas", 3)
                            .put("readyReplicas", 3)
                            .put("availableReplicas", 3);
                    return web;
                });
        assertThat(kubectl("rollout", "status", "deploy", "web", "--timeout=10s").ok())
                .contains("successfully rolled out");
        assertThat(kubectl("get", "deploy", "web").ok()).contains("3/3");
    }

    @Test
    void patchesOfEachKindWork() {
        apply(WEB);

        kubectl(
                        "patch",
                        "deploy",
                        "web",
                        "-p",
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"example.org/web:2\"}]}}}}")
                .ok();
        kubectl("patch", "deploy", "web", "--type=merge", "-p", "{\"spec\":{\"replicas\":7}}").ok();
        kubectl(
                        "patch",
                        "deploy",
                        "web",
                        "--type=json",
                        "-p",
                        "[{\"op\":\"add\",\"path\":\"/metadata/labels/tier\",\"value\":\"front\"}]")
                .ok();

        assertThat(kubectl("get", "deploy", "web", "-o", "yaml").ok())
                .contains("image: example.org/web:2", "replicas: 7", "tier: front", "value: blue");
    }

    @Test
    void labelsAndAnnotationsSelect() {
        apply(WEB);
        kubectl("label", "deploy", "web", "tier=front").ok();
        kubectl("annotate", "deploy", "web", "note=hello").ok();

        assertThat(kubectl("get", "deploy", "-l", "tier in (front,back),!gone", "-o", "name").ok())
                .contains("web");
        assertThat(kubectl("get", "deploy", "-l", "tier notin (front)", "-o", "name").ok())
                .isEmpty();
        assertThat(
                        kubectl(
                                        "get",
                                        "deploy",
                                        "--field-selector",
                                        "metadata.name=web",
                                        "-o",
                                        "name")
                                .ok())
                .contains("web");
        kubectl("label", "deploy", "web", "tier-").ok();
        assertThat(kubectl("get", "deploy", "-l", "tier", "-o", "name").ok()).isEmpty();
    }

    @Test
    void aRehearsedWriteIsNotKept() {
        assertThat(lab.kubectlWith(WEB, in("create", "-f", "-", "--dry-run=server")).ok())
                .contains("created (server dry run)");

        assertThat(lab.store.list(Kind.DEPLOYMENT, namespace)).isEmpty();
    }

    @Test
    void aWatchPrintsWhatHappens() throws IOException {
        apply(WEB);
        var watching = lab.start(in("get", "deploy", "web", "-w"));
        try {
            var lines = new CopyOnWriteArrayList<String>();
            Thread.ofVirtual().start(() -> watching.inputReader().lines().forEach(lines::add));
            await().until(() -> lines.size() >= 2);
            kubectl("scale", "deploy", "web", "--replicas=9").ok();
            await().until(() -> lines.stream().anyMatch(line -> line.contains("0/9")));
            assertThat(lines.stream().filter(line -> line.contains("READY"))).hasSize(1);
        } finally {
            watching.destroy();
        }
    }

    @Test
    void waitSeesADeletion() throws IOException {
        apply(WEB);
        var waiting = lab.start(in("wait", "deploy/web", "--for=delete", "--timeout=20s"));
        try {
            kubectl("delete", "deploy", "web").ok();
            await().until(() -> !waiting.isAlive());
            assertThat(waiting.exitValue()).isZero();
        } finally {
            waiting.destroy();
        }
    }

    @Test
    void logsAreReadAndFollowed() throws IOException {
        var pod = Trees.object(Kind.POD, namespace, namespace + "-pod");
        pod.withObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", "x");
        lab.store.create(pod);
        var name = namespace + "-pod";
        var start = Instant.now();
        lab.logs.write(name, start.minusSeconds(3_600), "old");
        lab.logs.write(name, start, "one");
        lab.logs.write(name, start, "two");

        assertThat(kubectl("logs", name).ok()).isEqualTo("old\none\ntwo\n");
        assertThat(kubectl("logs", name, "--tail=1").ok()).isEqualTo("two\n");
        assertThat(kubectl("logs", name, "--since=60s").ok()).isEqualTo("one\ntwo\n");
        assertThat(kubectl("logs", name, "--timestamps", "--tail=1").ok())
                .matches("\\d{4}-.*Z two\\n");

        var following = lab.start(in("logs", "-f", name));
        try {
            var lines = new CopyOnWriteArrayList<String>();
            Thread.ofVirtual().start(() -> following.inputReader().lines().forEach(lines::add));
            await().until(() -> lines.contains("two"));
            lab.logs.write(name, Instant.now(), "three");
            await().until(() -> lines.contains("three"));
            lab.logs.end(name);
            await().until(() -> !following.isAlive());
        } finally {
            following.destroy();
        }
    }

    @Test
    void theTokensBearerMayDoEverything() {
        assertThat(kubectl("auth", "can-i", "delete", "ciliumnetworkpolicies").ok())
                .contains("yes");
        assertThat(kubectl("auth", "can-i", "--list").ok()).contains("*.*");
    }

    @Test
    void kindsAreExplained() {
        assertThat(kubectl("explain", "deployment.spec.replicas").ok())
                .contains("replicas <integer>", "How many pods");
        assertThat(kubectl("explain", "cnp.spec").ok()).contains("endpointSelector");
    }

    @Test
    void aPolicyIsHeldAgainstItsRules() {
        var policy =
                """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: guard}
                spec:
                  endpointSelector: {matchLabels: {app: mysql}}
                  ingress:
                  - fromEndpoints: [{matchLabels: {app: web}}]
                    toPorts: [{ports: [{port: "3306", protocol: TCP}]}]
                """;
        apply(policy);
        assertThat(kubectl("get", "cnp").ok()).contains("NAME", "AGE", "VALID", "guard");

        var broken = lab.kubectlWith(policy.replace("3306", "70000"), in("apply", "-f", "-"));
        assertThat(broken.exit()).isNotZero();
        assertThat(broken.err()).contains("spec.ingress[0].toPorts[0].ports[0].port");

        var unknown = lab.kubectlWith(policy.replace("toPorts", "toPort"), in("apply", "-f", "-"));
        assertThat(unknown.exit()).isNotZero();
        assertThat(unknown.err()).contains("unknown field", "spec.ingress[0].toPort");
    }

    @Test
    void anUnknownFieldIsRefusedOrWarnedOf() {
        var odd = WEB.replace("replicas: 2", "replicsa: 2");

        assertThat(lab.kubectlWith(odd, in("apply", "-f", "-")).err())
                .contains("unknown field \"spec.replicsa\"");
        var warned = lab.kubectlWith(odd, in("apply", "-f", "-", "--validate=warn"));
        assertThat(warned.exit()).isZero();
        assertThat(warned.err()).contains("Warning: unknown field \"spec.replicsa\"");
    }

    @Test
    void aDeletedNamespaceTakesItsObjectsAlong() {
        apply(WEB);

        assertThat(lab.kubectl("delete", "namespace", namespace).ok()).contains("deleted");

        assertThat(lab.store.list(Kind.DEPLOYMENT, namespace)).isEmpty();
        assertThat(lab.kubectl("get", "namespace", namespace).err()).contains("not found");
    }

    @Test
    void theProductsOwnManifestsAreAcceptedStrictly() {
        var overlay = Path.of("").toAbsolutePath().resolveSibling("k8s").resolve("overlays/lab");

        var applied = lab.kubectl("apply", "-k", overlay.toString());

        assertThat(applied.err()).isEmpty();
        assertThat(applied.ok()).contains("ciliumnetworkpolicy.cilium.io/mysql-ingress created");
        long revision = lab.store.revision();
        lab.kubectl("apply", "-k", overlay.toString()).ok();
        assertThat(lab.store.revision()).isEqualTo(revision);
        lab.kubectl("apply", "--server-side", "-k", overlay.toString()).ok();
    }

    @Test
    void withoutTheTokenNothingIsSaid() {
        assertThat(kubectl("get", "pods", "--token=wrong").err())
                .contains("You must be logged in to the server");
    }

    private LabApi.Said kubectl(String... arguments) {
        return lab.kubectl(in(arguments));
    }

    private String apply(String manifest) {
        return lab.kubectlWith(manifest, in("apply", "-f", "-")).ok();
    }

    private String[] in(String... arguments) {
        return Stream.concat(Stream.of("-n", namespace), Stream.of(arguments))
                .toArray(String[]::new);
    }
}
