package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server itself refuses in the namespace drills, even from the console. */
class DrillAdmissionTest {

    /** A way to write a Job that the console would not. */
    record Hostile(String name, Consumer<Map<String, Object>> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Map<String, Object> DRILL = read();
    private static final AdmissionPolicy POLICY = policy();

    static List<Map<String, Object>> good() {
        return List.of(
                DRILL,
                drill(
                        "mysql-exfiltrate",
                        "drills",
                        "intruder",
                        "mysql.users.svc.cluster.local:3306"),
                drill("mysql-login", "users", "intruder", "mysql.users.svc.cluster.local:3306"),
                drill(
                        "label-impostor",
                        "drills",
                        "user-service",
                        "mysql.users.svc.cluster.local:3306"),
                drill("port-scan", "drills", "intruder", "mysql-pods.users.svc.cluster.local:3306"),
                drill(
                        "api-delete",
                        "shop",
                        "storefront",
                        "user-service.users.svc.cluster.local:80"),
                drill("db-egress", "users", "mysql", "kubernetes.default.svc.cluster.local:443"),
                AdmissionPolicy.with(
                        DRILL,
                        job -> spec(job).put("activeDeadlineSeconds", 300),
                        job -> spec(job).put("parallelism", 1),
                        job -> spec(job).put("completions", 1),
                        job -> setting(job, "ATTEMPTS", "999")),
                AdmissionPolicy.with(
                        DRILL,
                        job -> spec(job).put("suspend", false),
                        job -> pod(job).put("dnsPolicy", "ClusterFirst"),
                        job -> pod(job).put("schedulerName", "default-scheduler"),
                        job -> pod(job).put("terminationGracePeriodSeconds", 30),
                        job -> container(job).put("terminationMessagePath", "/dev/termination-log"),
                        job -> labels(job).put("batch.kubernetes.io/job-name", "drill-k7q2m4xz"),
                        job -> labels(job).put("controller-uid", "c0ffee"),
                        job ->
                                pod(job).put(
                                                "volumes",
                                                List.of(
                                                        Map.of(
                                                                "name",
                                                                "tmp",
                                                                "emptyDir",
                                                                Map.of())))));
    }

    /** A drill of another plan, as the console starts it. */
    private static Map<String, Object> drill(
            String plan, String namespace, String app, String target) {
        return AdmissionPolicy.with(
                DRILL,
                job -> args(job, "attack", plan),
                job -> Manifests.map(job.get("metadata")).put("namespace", namespace),
                job -> metadataLabels(job).put("app", app),
                job -> labels(job).put("app", app),
                job -> setting(job, "TARGET", target),
                job -> {
                    if (!namespace.equals("drills")) {
                        pod(job).put(
                                        "readinessGates",
                                        List.of(
                                                Map.of(
                                                        "conditionType",
                                                        "portcullis.dev/never-ready")));
                    }
                });
    }

    static Stream<Hostile> hostile() {
        return Stream.of(
                new Hostile(
                        "no drill id", job -> metadataLabels(job).remove("portcullis.dev/drill")),
                new Hostile(
                        "another id on its pod",
                        job -> labels(job).put("portcullis.dev/drill", "other")),
                new Hostile(
                        "a pod that passes for the user service",
                        job -> labels(job).put("app", "user-service")),
                new Hostile(
                        "a pod with a trusted label",
                        job -> labels(job).put("k8s-app", "kube-dns")),
                new Hostile(
                        "the right labels for another plan",
                        job -> labels(job).put("app", "mysql")),
                new Hostile(
                        "a login from the shop",
                        job -> Manifests.map(job.get("metadata")).put("namespace", "shop")),
                new Hostile(
                        "a pod in the guarded namespace that may become Ready",
                        job -> Manifests.map(job.get("metadata")).put("namespace", "users")),
                new Hostile(
                        "another plan's target",
                        job -> setting(job, "TARGET", "kubernetes.default.svc.cluster.local:443")),
                new Hostile("no deadline", job -> spec(job).remove("activeDeadlineSeconds")),
                new Hostile("an hour to run", job -> spec(job).put("activeDeadlineSeconds", 3600)),
                new Hostile(
                        "never cleared away", job -> spec(job).remove("ttlSecondsAfterFinished")),
                new Hostile(
                        "10,000 s to live",
                        job -> spec(job).put("ttlSecondsAfterFinished", 10_000)),
                new Hostile("tried again and again", job -> spec(job).put("backoffLimit", 6)),
                new Hostile("a hundred pods at once", job -> spec(job).put("parallelism", 100)),
                new Hostile("a hundred pods in turn", job -> spec(job).put("completions", 100)),
                new Hostile(
                        "restarted for ever", job -> pod(job).put("restartPolicy", "OnFailure")),
                new Hostile(
                        "another image",
                        job -> container(job).put("image", "attacker.example/miner:1")),
                new Hostile(
                        "the same image, another tag",
                        job -> container(job).put("image", "portcullis/traffic:latest")),
                new Hostile(
                        "a second container",
                        job -> containers(job).add(new LinkedHashMap<>(container(job)))),
                new Hostile(
                        "a container that runs before",
                        job -> pod(job).put("initContainers", List.of(container(job)))),
                new Hostile(
                        "a shell",
                        job -> container(job).put("command", List.of("/bin/sh", "-c", "id"))),
                new Hostile("a plan nobody knows", job -> args(job, "attack", "rm-rf")),
                new Hostile(
                        "parts of two plans", job -> args(job, "attack", "login mysql-exfiltrate")),
                new Hostile(
                        "more arguments",
                        job -> args(job, "attack", "mysql-login", "--target=10.0.0.1:22")),
                new Hostile(
                        "the API server as target",
                        job -> setting(job, "TARGET", "kubernetes.default.svc:443")),
                new Hostile(
                        "an address as target", job -> setting(job, "TARGET", "10.96.0.1:3306")),
                new Hostile(
                        "two targets in one",
                        job ->
                                setting(
                                        job,
                                        "TARGET",
                                        "mysql.users.svc.cluster.local:3306 user-service.users.svc.cluster.local:80")),
                new Hostile("a flood", job -> setting(job, "INTERVAL_MS", "0")),
                new Hostile("a million attempts", job -> setting(job, "ATTEMPTS", "1000000")),
                new Hostile(
                        "options for the JVM",
                        job ->
                                settings(job)
                                        .add(
                                                Map.of(
                                                        "name",
                                                        "JAVA_TOOL_OPTIONS",
                                                        "value",
                                                        "-javaagent:/tmp/a.jar"))),
                new Hostile(
                        "another Secret",
                        job ->
                                settings(job)
                                        .add(
                                                Map.of(
                                                        "name",
                                                        "DB_PASSWORD",
                                                        "valueFrom",
                                                        Map.of(
                                                                "secretKeyRef",
                                                                Map.of(
                                                                        "name",
                                                                        "console-secrets",
                                                                        "key",
                                                                        "api-token"))))),
                new Hostile(
                        "a whole Secret as environment",
                        job ->
                                container(job)
                                        .put(
                                                "envFrom",
                                                List.of(
                                                        Map.of(
                                                                "secretRef",
                                                                Map.of("name", "drill-account"))))),
                new Hostile(
                        "root",
                        job -> Manifests.map(pod(job).get("securityContext")).put("runAsUser", 0)),
                new Hostile(
                        "perhaps root",
                        job ->
                                Manifests.map(pod(job).get("securityContext"))
                                        .remove("runAsNonRoot")),
                new Hostile(
                        "no seccomp",
                        job ->
                                Manifests.map(pod(job).get("securityContext"))
                                        .put("seccompProfile", Map.of("type", "Unconfined"))),
                new Hostile("privileged", job -> rights(job).put("privileged", true)),
                new Hostile(
                        "rights to gain", job -> rights(job).put("allowPrivilegeEscalation", true)),
                new Hostile("files to write", job -> rights(job).remove("readOnlyRootFilesystem")),
                new Hostile(
                        "raw packets",
                        job ->
                                rights(job)
                                        .put(
                                                "capabilities",
                                                Map.of(
                                                        "drop",
                                                        List.of("ALL"),
                                                        "add",
                                                        List.of("NET_RAW")))),
                new Hostile(
                        "a service account's token",
                        job -> pod(job).remove("automountServiceAccountToken")),
                new Hostile(
                        "another service account",
                        job -> pod(job).put("serviceAccountName", "console")),
                new Hostile("the machine's network", job -> pod(job).put("hostNetwork", true)),
                new Hostile("the machine's processes", job -> pod(job).put("hostPID", true)),
                new Hostile(
                        "the machine's files",
                        job ->
                                pod(job).put(
                                                "volumes",
                                                List.of(
                                                        Map.of(
                                                                "name",
                                                                "root",
                                                                "hostPath",
                                                                Map.of("path", "/"))))),
                new Hostile(
                        "a port of the machine",
                        job ->
                                container(job)
                                        .put(
                                                "ports",
                                                List.of(
                                                        Map.of(
                                                                "containerPort",
                                                                80,
                                                                "hostPort",
                                                                80)))),
                new Hostile(
                        "a machine of its choice", job -> pod(job).put("nodeName", "controller-0")),
                new Hostile(
                        "names of its own",
                        job ->
                                pod(job).put(
                                                "hostAliases",
                                                List.of(
                                                        Map.of(
                                                                "ip",
                                                                "10.96.0.1",
                                                                "hostnames",
                                                                List.of(
                                                                        "mysql.users.svc.cluster.local"))))),
                new Hostile(
                        "a name server of its own",
                        job ->
                                pod(job).put(
                                                "dnsConfig",
                                                Map.of("nameservers", List.of("203.0.113.9")))),
                new Hostile(
                        "before everybody else",
                        job -> pod(job).put("priorityClassName", "system-node-critical")),
                new Hostile("without limits", job -> container(job).remove("resources")));
    }

    @ParameterizedTest
    @MethodSource("good")
    void aDrillOfTheConsolesIsAdmitted(Map<String, Object> job) {
        assertThat(POLICY.refusals(job)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatTheConsoleWouldNeverSendIsRefused(Hostile hostile) {
        assertThat(POLICY.refusals(AdmissionPolicy.with(DRILL, hostile.change())))
                .as(hostile.name())
                .hasSize(1);
    }

    @Test
    void everyRuleIsWhatSomethingIsRefusedFor() {
        var used = new TreeSet<String>();
        hostile()
                .forEach(
                        each ->
                                used.addAll(
                                        POLICY.refusals(
                                                AdmissionPolicy.with(DRILL, each.change()))));

        assertThat(used).containsExactlyInAnyOrderElementsOf(POLICY.messages());
        assertThat(hostile()).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void theRulesHoldForEveryJobInTheNamespaceAndCannotBeMissing() {
        Manifests manifests = Manifests.overlay("k0s-aws");
        Map<String, Object> policy = manifests.ofKind("ValidatingAdmissionPolicy").getFirst();
        Map<String, Object> binding =
                manifests.ofKind("ValidatingAdmissionPolicyBinding").getFirst();

        assertThat(Manifests.string(policy, "spec", "failurePolicy")).isEqualTo("Fail");
        assertThat(
                        Manifests.string(
                                policy,
                                "spec",
                                "matchConstraints",
                                "resourceRules",
                                0,
                                "operations"))
                .isEqualTo("[CREATE, UPDATE]");
        assertThat(Manifests.string(binding, "spec", "policyName"))
                .isEqualTo(Manifests.string(policy, "metadata", "name"));
        assertThat(Manifests.string(binding, "spec", "validationActions")).isEqualTo("[Deny]");
        assertThat(Manifests.string(binding, "spec", "paramRef", "parameterNotFoundAction"))
                .isEqualTo("Deny");
        assertThat(
                        String.valueOf(
                                Manifests.at(
                                        binding, "spec", "matchResources", "namespaceSelector")))
                .contains("kubernetes.io/metadata.name", "In", "[drills, users, shop]");
    }

    @Test
    void elsewhereOnlyTheConsolesJobsAreHeldToThem() {
        var console = "system:serviceaccount:portcullis:console";
        assertThat(POLICY.concerns("drills", "anybody")).isTrue();
        assertThat(POLICY.concerns("users", console)).isTrue();
        assertThat(POLICY.concerns("shop", console)).isTrue();
        assertThat(POLICY.concerns("users", "system:serviceaccount:users:backup")).isFalse();
    }

    private static AdmissionPolicy policy() {
        Manifests manifests = Manifests.overlay("k0s-aws");
        return new AdmissionPolicy(
                manifests.one("ValidatingAdmissionPolicy", "", "portcullis-drills"),
                manifests.one("ConfigMap", "portcullis", "drill-rules"));
    }

    private static Map<String, Object> read() {
        try {
            return Manifests.read(
                            Files.readString(
                                    Programs.root()
                                            .resolve(
                                                    "cluster-checks/src/test/resources/drill.yaml")))
                    .getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> metadataLabels(Map<String, Object> job) {
        return Manifests.map(Manifests.at(job, "metadata", "labels"));
    }

    private static Map<String, Object> spec(Map<String, Object> job) {
        return Manifests.map(job.get("spec"));
    }

    private static Map<String, Object> labels(Map<String, Object> job) {
        return Manifests.map(Manifests.at(job, "spec", "template", "metadata", "labels"));
    }

    private static Map<String, Object> pod(Map<String, Object> job) {
        return Manifests.map(Manifests.at(job, "spec", "template", "spec"));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> containers(Map<String, Object> job) {
        return (List<Object>) pod(job).get("containers");
    }

    private static Map<String, Object> container(Map<String, Object> job) {
        return Manifests.map(containers(job).getFirst());
    }

    private static Map<String, Object> rights(Map<String, Object> job) {
        return Manifests.map(container(job).get("securityContext"));
    }

    private static void args(Map<String, Object> job, String... args) {
        container(job).put("args", new ArrayList<>(List.of(args)));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> settings(Map<String, Object> job) {
        return (List<Object>) container(job).get("env");
    }

    private static void setting(Map<String, Object> job, String name, String value) {
        settings(job).removeIf(entry -> name.equals(Manifests.string(entry, "name")));
        settings(job).add(Map.of("name", name, "value", value));
    }
}
