package dev.portcullis.lab.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.lab.objects.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KustomizationTest {

    private static final Path OVERLAY = Path.of("..", "k8s", "overlays", "lab");

    @Test
    void aPatchChangesOneFieldAndLeavesTheRest(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("service.yaml"),
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec:
                  selector: {app: web}
                  ports: [{name: http, port: 80, targetPort: 8080}]
                """);
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                """
                resources: [service.yaml]
                labels: [{pairs: {part-of: test}}]
                patches:
                  - target: {kind: Service, name: w.*}
                    patch: |
                      - {op: replace, path: /spec/ports/0/port, value: 81}
                  - patch: |
                      apiVersion: v1
                      kind: Service
                      metadata: {name: web}
                      spec: {type: NodePort}
                """);

        JsonNode service = Kustomization.build(folder).getFirst();

        assertThat(service.path("spec").path("ports").path(0).path("port").intValue())
                .isEqualTo(81);
        assertThat(service.path("spec").path("ports").path(0).path("targetPort").intValue())
                .isEqualTo(8080);
        assertThat(Fields.text(service.path("spec").path("type"))).isEqualTo("NodePort");
        assertThat(Fields.labels(service)).containsEntry("part-of", "test");
    }

    @Test
    void whatTheLabDoesNotKnowIsRefusedByName(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("kustomization.yaml"), "helmCharts: []\n");

        assertThatThrownBy(() -> Kustomization.build(folder))
                .isInstanceOf(BadManifest.class)
                .hasMessageContaining("helmCharts");
    }

    @Test
    @EnabledIf("kubectlIsThere")
    void theLabsOverlayIsBuiltAsKubectlBuildsIt() throws Exception {
        Process kubectl =
                new ProcessBuilder("kubectl", "kustomize", OVERLAY.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).isZero();

        assertThat(byName(Kustomization.build(OVERLAY)))
                .isEqualTo(byName(YamlFiles.documents(OVERLAY, yaml)));
    }

    static boolean kubectlIsThere() {
        return List.of(System.getenv("PATH").split(java.io.File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    private static Map<String, JsonNode> byName(List<? extends JsonNode> objects) {
        return objects.stream()
                .collect(
                        Collectors.toMap(
                                object ->
                                        Fields.text(object.path("kind"))
                                                + "/"
                                                + Fields.namespace(object)
                                                + "/"
                                                + Fields.name(object),
                                Function.identity()));
    }
}
