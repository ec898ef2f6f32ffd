package dev.portcullis.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.objects.Fields;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The lab as a whole: real pods, a real database, the manifests of this repository. */
class LabIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private static Path folder;
    private static Lab lab;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws Exception {
        lab = Lab.start(settings(folder.resolve("state")));
        client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(lab.endpoints().kubeconfig().toFile()))
                        .build();
        await("the storefront is served")
                .atMost(LONG)
                .until(() -> storefront().contains("\"successRate\":1.0"));
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        lab.close();
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(folder.resolve("state/run")).doesNotExist();
        assertThat(folder.resolve("endpoints.json")).doesNotExist();
    }

    @Test
    void anAttackIsBlockedUntilThePolicyIsGoneAndCutWhenItIsBack() {
        attack("blocked", 2);
        await().atMost(LONG)
                .until(() -> Fields.condition(job("blocked"), "Complete").equals("True"));
        assertThat(log("blocked")).contains("TIMEOUT").doesNotContain("CONNECTED");

        ObjectNode policy =
                lab.store().get(Kind.CILIUM_NETWORK_POLICY, "users", "mysql-ingress").orElseThrow();
        lab.store().delete(Kind.CILIUM_NETWORK_POLICY, "users", "mysql-ingress");
        attack("exposed", 40);
        await().atMost(LONG).until(() -> log("exposed").contains("\"held\":\"ALIVE\""));

        policy.remove("status");
        policy.withObject("metadata")
                .remove(List.of("uid", "resourceVersion", "creationTimestamp"));
        lab.store().create(policy);
        await().atMost(LONG).until(() -> log("exposed").contains("\"held\":\"CUT\""));
        client.batch().v1().jobs().inNamespace("drills").withName("exposed").delete();

        assertThat(storefront()).contains("\"successRate\":1.0");
    }

    @Test
    void aScaledDeploymentGetsItsPodsAndLosesThem() {
        client.apps().deployments().inNamespace("shop").withName("storefront").scale(2);
        await().atMost(LONG).until(() -> ready("storefront") == 2);
        client.apps().deployments().inNamespace("shop").withName("storefront").scale(1);
        await().atMost(LONG)
                .until(
                        () ->
                                client.pods().inNamespace("shop").list().getItems().size() == 1
                                        && ready("storefront") == 1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingListensBeyondLoopback() throws IOException {
        Set<String> sockets =
                Stream.concat(
                                Stream.of(ProcessHandle.current()),
                                ProcessHandle.current().descendants())
                        .flatMap(process -> sockets(process.pid()))
                        .collect(Collectors.toSet());

        assertThat(Listening.sockets())
                .filteredOn(listening -> sockets.contains(listening.inode()))
                .isNotEmpty()
                .allMatch(Listening::isLoopback);
    }

    static LabSettings settings(Path state) {
        return new LabSettings(
                ROOT.resolve("k8s/overlays/lab"),
                state,
                Path.of("target/cache").toAbsolutePath(),
                state.resolveSibling("endpoints.json"),
                Map.of(
                        "user-service", ROOT.resolve("user-service/target/user-service.jar"),
                        "traffic", ROOT.resolve("traffic/target/traffic.jar")),
                Set.of("console"),
                false,
                8080,
                Duration.ZERO);
    }

    private static String storefront() {
        return client
                .pods()
                .inNamespace("shop")
                .withLabel("app", "storefront")
                .list()
                .getItems()
                .stream()
                .map(
                        pod ->
                                client.pods()
                                        .inNamespace("shop")
                                        .withName(pod.getMetadata().getName())
                                        .tailingLines(1)
                                        .getLog())
                .collect(Collectors.joining());
    }

    private static long ready(String deployment) {
        return lab.store()
                .get(Kind.DEPLOYMENT, "shop", deployment)
                .map(found -> Fields.number(found.path("status").path("readyReplicas"), 0))
                .orElse(0);
    }

    private static ObjectNode job(String name) {
        return lab.store().get(Kind.JOB, "drills", name).orElseThrow();
    }

    private static String log(String name) {
        return client
                .pods()
                .inNamespace("drills")
                .withLabel("job-name", name)
                .list()
                .getItems()
                .stream()
                .filter(pod -> !"Pending".equals(pod.getStatus().getPhase()))
                .map(pod -> client.pods().resource(pod).getLog())
                .collect(Collectors.joining());
    }

    private static void attack(String name, int attempts) {
        Job job =
                client.getKubernetesSerialization()
                        .unmarshal(
                                """
                                apiVersion: batch/v1
                                kind: Job
                                metadata: {name: %1$s, namespace: drills}
                                spec:
                                  backoffLimit: 0
                                  activeDeadlineSeconds: 120
                                  template:
                                    metadata: {labels: {app: intruder, portcullis.dev/drill: %1$s}}
                                    spec:
                                      restartPolicy: Never
                                      containers:
                                        - name: attack
                                          image: portcullis/traffic:0.1.0
                                          args: [attack, mysql-login]
                                          env:
                                            - {name: DRILL, value: %1$s}
                                            - {name: ATTEMPTS, value: "%2$d"}
                                            - name: DB_USERNAME
                                              valueFrom: {secretKeyRef: {name: drill-account, key: username}}
                                            - name: DB_PASSWORD
                                              valueFrom: {secretKeyRef: {name: drill-account, key: password}}
                                """
                                        .formatted(name, attempts),
                                Job.class);
        client.resource(job).create();
    }

    private static Stream<String> sockets(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors
                    .map(LabIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring(8, target.length() - 1))
                    .toList()
                    .stream();
        } catch (IOException ended) {
            return Stream.empty();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** A listening socket as the kernel prints it in /proc/net/tcp and tcp6. */
    private record Listening(String address, String inode) {

        static List<Listening> sockets() throws IOException {
            return Stream.concat(
                            Files.readAllLines(Path.of("/proc/net/tcp")).stream(),
                            Files.readAllLines(Path.of("/proc/net/tcp6")).stream())
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 9 && words[3].equals("0A"))
                    .map(words -> new Listening(words[1].split(":")[0], words[9]))
                    .toList();
        }

        boolean isLoopback() {
            return address.equals("0100007F")
                    || address.equals("0000000000000000FFFF00000100007F")
                    || address.equals("00000000000000000000000001000000");
        }
    }
}
