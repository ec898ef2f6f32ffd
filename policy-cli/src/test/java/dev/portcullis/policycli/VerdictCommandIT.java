package dev.portcullis.policycli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The promises of {@code policy verdict}, kept by the jar itself. */
class VerdictCommandIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> ANSWER = new TypeReference<>() {};

    @TempDir Path folder;

    private Path policies;
    private Path endpoints;

    @BeforeEach
    void aGuardedDatabase() throws Exception {
        policies = Files.createDirectory(folder.resolve("policies"));
        write(
                policies.resolve("mysql.yaml"),
                """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: mysql, namespace: users}
                spec:
                  endpointSelector: {matchLabels: {app: mysql}}
                  ingress:
                  - fromEndpoints: [{matchLabels: {app: user-service}}]
                    toPorts: [{ports: [{port: mysql, protocol: TCP}]}]
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: service, namespace: users}
                spec:
                  podSelector: {matchLabels: {app: user-service}}
                  ingress:
                  - from: [{namespaceSelector: {matchLabels: {team: shop}}}]
                    ports: [{port: 8080}]
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop, labels: {team: shop}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: something-else}
                """);
        write(
                policies.resolve("out.json"),
                """
                {"apiVersion": "v1", "kind": "List", "items": [
                  {"apiVersion": "cilium.io/v2", "kind": "CiliumClusterwideNetworkPolicy",
                   "metadata": {"name": "partners"},
                   "spec": {"endpointSelector": {"matchLabels": {"app": "storefront"}},
                            "egress": [{"toCIDRSet": [{"cidrGroupRef": "partners"}]},
                                       {"toEntities": ["cluster"],
                                        "toPorts": [{"ports": [{"port": "8080", "protocol": "TCP"}],
                                                     "rules": {"http": [{"method": "GET"}]}}]}]}},
                  {"apiVersion": "cilium.io/v2", "kind": "CiliumCIDRGroup",
                   "metadata": {"name": "partners"}, "spec": {"externalCIDRs": ["203.0.113.0/24"]}}]}
                """);
        endpoints = folder.resolve("endpoints.yaml");
        write(
                endpoints,
                """
                endpoints:
                - {name: mysql-0, namespace: users, labels: {app: mysql}, ip: 10.0.0.6, ports: [{name: mysql, port: 3306}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: storefront-1, namespace: shop, labels: {app: storefront, pod-template-hash: abc}}
                spec: {serviceAccountName: storefront, containers: [{ports: [{name: http, containerPort: 8080}]}]}
                status: {podIP: 10.0.0.4}
                ---
                apiVersion: cilium.io/v2
                kind: CiliumEndpoint
                metadata: {name: user-service-1, namespace: users}
                status:
                  identity: {id: 777, labels: ["k8s:app=user-service", "k8s:io.kubernetes.pod.namespace=users", "k8s:io.cilium.k8s.policy.cluster=default"]}
                  networking: {addressing: [{ipv4: 10.0.0.5}]}
                """);
    }

    @Test
    void eachQuestionGetsOneAnswerInOrder() {
        List<Map<String, Object>> answers =
                answers(
                        verdict(
                                """
                                {"from":{"labels":{"app":"user-service"},"namespace":"users"},"to":{"labels":{"app":"mysql","io.kubernetes.pod.namespace":"users"}},"port":3306,"protocol":"TCP","direction":"ingress"}
                                {"from":{"labels":{"k8s:app":"storefront","k8s:io.kubernetes.pod.namespace":"shop"}},"to":{"ip":"10.0.0.6"},"port":3306,"protocol":"TCP","direction":"ingress"}
                                {"from":{"entity":"host"},"to":{"pod":"mysql-0","namespace":"users"},"port":3306}
                                {"id":"w","from":{"ip":"198.51.100.7"},"to":{"ip":"10.0.0.6"},"port":3306,"direction":"both"}
                                """));

        assertThat(answers)
                .extracting(answer -> answer.get("verdict"))
                .containsExactly("allowed", "denied", "allowed", "denied");
        assertThat(answers.get(0))
                .containsOnlyKeys("verdict", "reason", "policies")
                .extracting("policies")
                .isEqualTo(List.of("CiliumNetworkPolicy users/mysql"));
        assertThat(answers.get(1))
                .extracting("policies")
                .isEqualTo(List.of("CiliumNetworkPolicy users/mysql"));
        assertThat(answers.get(3)).extracting("id").isEqualTo("w");
    }

    @Test
    void everyWayOfGivingAnEndpointIsUnderstood() {
        List<Map<String, Object>> answers =
                answers(
                        verdict(
                                """
                                {"from":{"ip":"10.0.0.4"},"to":{"ip":"10.0.0.5"},"port":8080,"direction":"ingress"}
                                {"from":{"pod":"storefront-1","namespace":"shop"},"to":{"ip":"203.0.113.9"},"port":443,"direction":"egress"}
                                {"from":{"pod":"storefront-1","namespace":"shop"},"to":{"ip":"198.51.100.9"},"port":443,"direction":"egress"}
                                {"from":{"labels":{"app":"storefront"},"namespace":"shop"},"to":{"ip":"10.0.0.5"},"port":8080,"direction":"ingress"}
                                {"from":{"labels":{"app":"storefront"},"namespace":"ops"},"to":{"ip":"10.0.0.5"},"port":8080,"direction":"ingress"}
                                """));

        assertThat(answers)
                .extracting(answer -> answer.get("verdict"))
                .containsExactly("allowed", "allowed", "denied", "allowed", "denied");
    }

    @Test
    void requestsAreDecidedWhereTheyAreGiven() {
        List<Map<String, Object>> answers =
                answers(
                        verdict(
                                """
                                {"from":{"ip":"10.0.0.4"},"to":{"ip":"10.0.0.5"},"port":8080,"direction":"egress"}
                                {"from":{"ip":"10.0.0.4"},"to":{"ip":"10.0.0.5"},"port":8080,"direction":"egress","http":{"method":"GET","path":"/"}}
                                {"from":{"ip":"10.0.0.4"},"to":{"ip":"10.0.0.5"},"port":8080,"direction":"egress","http":{"method":"PUT","path":"/"}}
                                """));

        assertThat(answers)
                .extracting(answer -> answer.get("verdict"))
                .containsExactly("redirected", "allowed", "denied");
    }

    @Test
    void aLineThatIsNoQuestionIsAnsweredAndTheNextIsHeard() {
        CommandLineRun run =
                verdict(
                        """
                        nonsense
                        []
                        {"from":{"ip":"10.0.0.4"},"to":{"ip":"10.0.0.5"},"port":"x"}
                        {"from":{"ip":"10.0.0.4"},"to":{"ip":"10.0.0.5"},"port":70000}
                        {"from":{"ip":"10.0.0.4"},"from":{"ip":"10.0.0.5"},"port":1}
                        {"from":{"entity":"cluster"},"to":{"ip":"10.0.0.5"},"port":1}
                        {"from":{"ip":"10.0.0.400"},"to":{"ip":"10.0.0.5"},"port":1}
                        {"frm":{"ip":"10.0.0.4"},"to":{"ip":"10.0.0.5"},"port":1}
                        {"from":{"ip":"10.0.0.4"},"to":{"ip":"10.0.0.5"},"port":1,"protocol":"SMTP"}
                        {"from":{"ip":"10.0.0.4"},"to":{"pod":"nobody"},"port":1}

                        """
                                + "{\"from\":".repeat(3_000)
                                + "\n"
                                + "x".repeat(200_000)
                                + "\n{\"from\":{\"ip\":\"10.0.0.5\"},\"to\":{\"ip\":\"10.0.0.6\"},\"port\":3306}");

        List<Map<String, Object>> answers = answers(run);
        assertThat(answers).hasSize(13);
        assertThat(answers.subList(0, 12))
                .allSatisfy(
                        answer ->
                                assertThat(answer)
                                        .containsOnlyKeys("verdict", "reason", "policies")
                                        .containsEntry("verdict", "error"));
        assertThat(String.valueOf(answers.get(11).get("reason"))).contains("line 13", "longer");
        assertThat(answers.get(12)).extracting("verdict").isEqualTo("allowed");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoTextAreAnErrorOfTheirLineOnly() {
        byte[] noise = new byte[5_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 % 251 == '\n' ? 1 : i * 31 % 251);
        }
        byte[] good =
                "\n{\"from\":{\"ip\":\"10.0.0.5\"},\"to\":{\"ip\":\"10.0.0.6\"},\"port\":3306}\n"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[noise.length + good.length];
        System.arraycopy(noise, 0, input, 0, noise.length);
        System.arraycopy(good, 0, input, noise.length, good.length);

        List<Map<String, Object>> answers =
                answers(CommandLineRun.of(input, "verdict", "--policies", policies.toString()));

        assertThat(answers)
                .extracting(answer -> answer.get("verdict"))
                .containsExactly("error", "allowed");
    }

    @Test
    void aHundredThousandQuestionsAreAStream() {
        String question =
                "{\"from\":{\"labels\":{\"app\":\"user-service\",\"n\":\"%d\"},\"namespace\":\"users\"},"
                        + "\"to\":{\"ip\":\"10.0.0.6\"},\"port\":%d}\n";
        StringBuilder questions = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            questions.append(question.formatted(i % 997, i % 2 == 0 ? 3306 : 22));
        }

        CommandLineRun run = verdict(questions.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).hasSize(100_000);
        assertThat(run.out().get(0)).contains("\"allowed\"");
        assertThat(run.out().get(1)).contains("\"denied\"");
    }

    @Test
    void detailsSayWhatEachSideDecidesAndByWhichRules() {
        CommandLineRun run =
                CommandLineRun.of(
                        "{\"from\":{\"ip\":\"10.0.0.5\"},\"to\":{\"ip\":\"10.0.0.6\"},\"port\":3306}\n",
                        "verdict",
                        "--policies",
                        policies.toString(),
                        "--endpoints",
                        endpoints.toString(),
                        "--details");

        assertThat(answers(run).getFirst().get("ingress"))
                .isEqualTo(
                        Map.of(
                                "verdict",
                                "allowed",
                                "enforced",
                                true,
                                "match",
                                2,
                                "rules",
                                List.of("users/mysql ingress[0].toPorts[0]")));
    }

    @Test
    void whatIsLeftAsideIsSaidOnStandardError() {
        CommandLineRun run = verdict("");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("left aside: 1 of kind ConfigMap");
    }

    @Test
    void anInvalidPolicyIsRefusedBeforeAnythingIsAnswered() throws Exception {
        write(
                policies.resolve("broken.yaml"),
                """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: broken, namespace: users}
                spec: {endpointSelector: {}, ingres: [{}]}
                """);

        CommandLineRun refused = verdict("{}\n");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("broken.yaml", "spec.ingres");

        CommandLineRun without =
                CommandLineRun.of(
                        "{\"from\":{\"ip\":\"192.0.2.1\"},\"to\":{\"entity\":\"health\"},\"port\":1}\n",
                        "verdict",
                        "--policies",
                        policies.toString(),
                        "--ignore-invalid");
        assertThat(without.exit()).isZero();
        assertThat(without.err()).contains("left out");
    }

    @Test
    void hostileFilesAreRefusedWithTheirReason() throws Exception {
        Map<String, String> hostile =
                Map.of(
                        "deep.yaml", "[".repeat(2_000),
                        "deep.json", "{\"a\":".repeat(2_000),
                        "alias.yaml", "a: &a [x]\nb: *a\n",
                        "twice.json", "{\"kind\":\"Pod\",\"kind\":\"List\"}",
                        "half.yaml", "apiVersion: [\n");
        for (Map.Entry<String, String> one : hostile.entrySet()) {
            Path file = Files.createDirectories(folder.resolve("hostile")).resolve(one.getKey());
            write(file, one.getValue());
            CommandLineRun run = CommandLineRun.of("", "verdict", "--policies", file.toString());

            assertThat(run.exit()).as(one.getKey()).isEqualTo(3);
            assertThat(run.err()).contains(one.getKey()).doesNotContain("Exception", "\tat ");
        }
    }

    private CommandLineRun verdict(String questions) {
        return CommandLineRun.of(
                questions,
                "verdict",
                "--policies",
                policies.toString(),
                "--endpoints",
                endpoints.toString());
    }

    private static List<Map<String, Object>> answers(CommandLineRun run) {
        return run.out().stream().map(line -> JSON.readValue(line, ANSWER)).toList();
    }

    private static void write(Path file, String text) throws Exception {
        Files.writeString(file, text);
    }
}
