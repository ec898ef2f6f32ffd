package dev.portcullis.policycli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The promises of the other commands, kept by the jar itself, on the policies this repository ships. */
class PolicyCommandsIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SHIPPED = Path.of("..", "k8s", "base", "policies").toString();

    @TempDir Path folder;

    private String endpoints;
    private String flows;

    @BeforeEach
    void endpointsAndFlows() throws Exception {
        Path written = folder.resolve("endpoints.yaml");
        Files.writeString(
                written,
                """
                - {name: storefront-1, namespace: shop, labels: {app: storefront}, ip: 10.0.0.4}
                - {name: user-service-1, namespace: users, labels: {app: user-service}, ip: 10.0.0.5, ports: [{name: http, port: 8080}]}
                - {name: mysql-0, namespace: users, labels: {app: mysql}, ip: 10.0.0.6, ports: [{name: mysql, port: 3306}]}
                - {name: drill-1, namespace: drills, labels: {app: drill}, ip: 10.0.0.7}
                """);
        endpoints = written.toString();
        Path recorded = folder.resolve("flows.jsonl");
        Files.writeString(
                recorded,
                flow("users", "user-service", "users", "mysql", 3306, "FORWARDED", "1")
                        + flow("shop", "storefront", "users", "mysql", 3306, "DROPPED", "2")
                        + flow("shop", "storefront", "users", "mysql", 3306, "DROPPED", "3")
                        + "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"5\"}}\n"
                        + "not a flow\n");
        flows = recorded.toString();
    }

    @Test
    void helpIsPrintedAndExitCodesAreExplained() {
        CommandLineRun help = CommandLineRun.of("", "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.text())
                .contains("check", "explain", "reach", "suggest", "preview", "verdict")
                .contains("Exit codes:");
        assertThat(CommandLineRun.of("").exit()).isEqualTo(2);
        assertThat(CommandLineRun.of("", "reach", "--nope").exit()).isEqualTo(2);
    }

    @Test
    void theShippedPoliciesHaveNoErrors() throws Exception {
        CommandLineRun run =
                CommandLineRun.of("", "check", SHIPPED, "--endpoints", endpoints, "-o", "json");

        assertThat(run.exit()).isZero();
        try (Stream<Path> files = Files.list(Path.of(SHIPPED))) {
            long policies = files.filter(file -> !file.endsWith("kustomization.yaml")).count();
            assertThat(JSON.readTree(run.text()).path("policies").asLong()).isEqualTo(policies);
        }
    }

    @Test
    void rulesWithoutAPolicyAreRefusedRatherThanOverlooked() throws Exception {
        Path rules = folder.resolve("rules.json");
        Files.writeString(
                rules,
                """
                [{"endpointSelector": {"matchLabels": {"app": "mysql"}}, "ingress": [{}]}]
                """);

        CommandLineRun run = CommandLineRun.of("", "check", rules.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.text()).contains("a rule without a policy", "Write it under spec");
    }

    @Test
    void aPolicyOfAnotherTierIsWarnedOf() throws Exception {
        Path tiered = folder.resolve("tiered.yaml");
        Files.writeString(
                tiered,
                """
                apiVersion: policy.networking.k8s.io/v1alpha2
                kind: ClusterNetworkPolicy
                metadata: {name: admins}
                spec: {tier: Admin, priority: 1}
                """);

        CommandLineRun run = CommandLineRun.of("", "check", tiered.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.text()).contains("ClusterNetworkPolicy admins", "tiers are not modelled");
    }

    @Test
    void checkFailsAPipelineFromTheSeverityAskedFor() throws Exception {
        Path policy = folder.resolve("typo.yaml");
        Files.writeString(
                policy,
                """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: typo, namespace: users}
                spec: {endpointSelector: {matchLabels: {app: mysq1}}, ingress: [{}]}
                """);
        String[] check = {"check", policy.toString(), "--endpoints", endpoints};

        CommandLineRun lenient = CommandLineRun.of("", check);
        assertThat(lenient.text()).contains("selects-nothing", "app=mysq1");
        assertThat(lenient.exit()).isZero();
        CommandLineRun strict =
                CommandLineRun.of(
                        "",
                        "check",
                        policy.toString(),
                        "--endpoints",
                        endpoints,
                        "--fail-on",
                        "warning");
        assertThat(strict.exit()).isEqualTo(1);
    }

    @Test
    void explainNamesTheReasonAndTheSmallestRuleThatWouldAdmit() {
        CommandLineRun run =
                CommandLineRun.of(
                        "",
                        "explain",
                        "--policies",
                        SHIPPED,
                        "--endpoints",
                        endpoints,
                        "--from",
                        "shop/storefront-1",
                        "--to",
                        "users:app=mysql",
                        "--port",
                        "3306");

        assertThat(run.exit()).isZero();
        assertThat(run.text())
                .contains("It may not leave the client", "shop/storefront-egress", "app=mysql")
                .contains("name: admit-mysql-ingress");
    }

    @Test
    void explainGoesThroughTheFlowsThatWereDenied() throws Exception {
        CommandLineRun run =
                CommandLineRun.of(
                        "",
                        "explain",
                        "--policies",
                        SHIPPED,
                        "--endpoints",
                        endpoints,
                        "--flows",
                        flows,
                        "-o",
                        "json");

        JsonNode explained = JSON.readTree(run.text());
        assertThat(explained).hasSize(1);
        assertThat(explained.get(0).path("flows").asInt()).isEqualTo(2);
        assertThat(explained.get(0).path("agreement").asString()).isEqualTo("agrees");
        assertThat(run.err()).contains("1 lines were no flows");
    }

    @Test
    void reachShowsWhoCanBesideWhoDid() throws Exception {
        JsonNode reach = reachOfMysql(flows);
        assertThat(reach.path("posture").path("isolated").asBoolean()).isTrue();
        assertThat(reach.path("window").path("lost").asInt()).isEqualTo(5);
        assertThat(mark(reach, "users/user-service-1")).isEqualTo("used");
        assertThat(mark(reach, "shop/storefront-1")).isEqualTo("attempted");
        assertThat(mark(reach, "drills/drill-1")).isEqualTo("closed");
    }

    @Test
    void aSuggestionCanBeCheckedAndPreviewedAgain() throws Exception {
        Path none = Files.createDirectory(folder.resolve("none"));
        CommandLineRun suggested =
                CommandLineRun.of("", "suggest", "--policies", none.toString(), "--flows", flows);
        assertThat(suggested.exit()).isZero();
        Path written = folder.resolve("suggested.yaml");
        Files.writeString(written, suggested.text());

        assertThat(CommandLineRun.of("", "check", written.toString()).exit()).isZero();
        CommandLineRun preview =
                CommandLineRun.of(
                        "",
                        "preview",
                        "--policies",
                        none.toString(),
                        "--after",
                        written.toString(),
                        "--flows",
                        flows,
                        "--fail-on-denied",
                        "-o",
                        "json");
        JsonNode changes = JSON.readTree(preview.text());
        assertThat(changes.path("newlyDenied")).hasSize(1);
        assertThat(changes.path("newlyDenied").get(0).path("connection").asString())
                .startsWith("shop/storefront-1 -> users/mysql-1");
        assertThat(preview.exit()).isEqualTo(1);
    }

    @Test
    void previewSaysWhatOpeningTheGateWouldAdmit() {
        CommandLineRun run =
                CommandLineRun.of(
                        "",
                        "preview",
                        "--policies",
                        SHIPPED,
                        "--remove",
                        "users/mysql-ingress",
                        "--remove",
                        "shop/storefront-egress",
                        "--flows",
                        flows,
                        "--fail-on-allowed");

        assertThat(run.text())
                .contains("newly allowed: shop/storefront-1 -> users/mysql-1 3306/TCP, 2 flows")
                .contains("5 more are known to be lost");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void whatOnlyLeftItsSenderIsNoReasonToOpenAnything() throws Exception {
        Path recorded = folder.resolve("left.jsonl");
        Files.writeString(
                recorded,
                flow("shop", "storefront", "users", "mysql", 3306, "FORWARDED", "1")
                                .replace("\"INGRESS\"", "\"EGRESS\"")
                        + flow("shop", "storefront", "users", "mysql", 3306, "DROPPED", "2"));

        CommandLineRun suggested =
                CommandLineRun.of(
                        "", "suggest", "--policies", SHIPPED, "--flows", recorded.toString());
        JsonNode reach = reachOfMysql(recorded.toString());

        assertThat(suggested.text()).doesNotContain("kind:");
        assertThat(mark(reach, "shop/storefront-1")).isEqualTo("attempted");
    }

    private JsonNode reachOfMysql(String flows) {
        CommandLineRun run =
                CommandLineRun.of(
                        "",
                        "reach",
                        "--policies",
                        SHIPPED,
                        "--endpoints",
                        endpoints,
                        "--to",
                        "users/mysql-0",
                        "--flows",
                        flows,
                        "-o",
                        "json");
        return JSON.readTree(run.text());
    }

    private static String mark(JsonNode reach, String peer) {
        for (JsonNode row : reach.path("rows")) {
            if (row.path("peer").asString().equals(peer)) {
                return row.path("cells").get(0).path("mark").asString();
            }
        }
        return "no row";
    }

    /** A flow as {@code hubble observe -o jsonpb} prints it, of the pods above. */
    private static String flow(
            String fromNamespace,
            String from,
            String toNamespace,
            String to,
            int port,
            String verdict,
            String uuid) {
        return """
                {"flow":{"time":"2026-11-20T10:00:0%s.123456789Z","uuid":"%s","verdict":"%s","drop_reason":%s,"IP":{"source":"10.0.0.4","destination":"10.0.0.6","ipVersion":"IPv4"},"l4":{"TCP":{"source_port":40000,"destination_port":%d,"flags":{"SYN":true}}},"source":{"identity":1001,"namespace":"%s","labels":%s,"pod_name":"%s-1"},"destination":{"identity":1002,"namespace":"%s","labels":%s,"pod_name":"%s-1"},"Type":"L3_L4","is_reply":false,"event_type":{"type":5},"traffic_direction":"INGRESS"},"node_name":"n1","time":"2026-11-20T10:00:00Z"}
                """
                .formatted(
                        uuid,
                        uuid,
                        verdict,
                        verdict.equals("DROPPED") ? "133" : "0",
                        port,
                        fromNamespace,
                        labels(fromNamespace, from),
                        from,
                        toNamespace,
                        labels(toNamespace, to),
                        to);
    }

    private static String labels(String namespace, String app) {
        return "[\"k8s:app=%s\",\"k8s:io.kubernetes.pod.namespace=%s\",\"k8s:io.cilium.k8s.policy.cluster=default\",\"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=%s\"]"
                .formatted(app, namespace, namespace);
    }
}
