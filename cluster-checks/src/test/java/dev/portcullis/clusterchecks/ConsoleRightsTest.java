package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console may do on a cluster, printed small enough to read aloud; its setup page reads the same print. */
class ConsoleRightsTest {

    private static final List<String> NEVER_VERBS =
            List.of("*", "impersonate", "bind", "escalate", "deletecollection");
    private static final List<String> NEVER_RESOURCES =
            List.of(
                    "*",
                    "secrets",
                    "pods/exec",
                    "pods/attach",
                    "pods/portforward",
                    "pods/ephemeralcontainers",
                    "serviceaccounts",
                    "serviceaccounts/token",
                    "roles",
                    "rolebindings",
                    "clusterroles",
                    "clusterrolebindings",
                    "validatingadmissionpolicies",
                    "validatingadmissionpolicybindings",
                    "nodes/proxy",
                    "ciliumidentities/status");

    @ParameterizedTest
    @ValueSource(strings = {"lab", "minimal", "k0s-aws"})
    void whatTheConsoleMayDoIsExactlyWhatIsWrittenDown(String overlay) throws IOException {
        String written =
                Files.readString(
                        Programs.root().resolve("console/src/main/resources/console-rights.txt"));

        assertThat(String.join("\n", rights(Manifests.overlay(overlay))) + "\n").isEqualTo(written);
    }

    @Test
    void nothingDangerousIsEverGranted() {
        Manifests manifests = Manifests.overlayWith("k0s-aws", "ingress", "strict");
        for (Map<String, Object> role : roles(manifests)) {
            for (Map<String, Object> rule : Manifests.maps(role, "rules")) {
                assertThat(list(rule, "verbs")).doesNotContainAnyElementsOf(NEVER_VERBS);
                assertThat(list(rule, "resources")).doesNotContainAnyElementsOf(NEVER_RESOURCES);
                assertThat(list(rule, "apiGroups")).doesNotContain("*");
                if (list(rule, "resources").contains("pods")) {
                    assertThat(list(rule, "verbs"))
                            .doesNotContain("create", "update", "patch", "delete");
                }
            }
        }
    }

    @Test
    void onlyTheConsolesOwnAccountIsGivenAnything() {
        Manifests manifests = Manifests.overlay("k0s-aws");
        for (Map<String, Object> binding : bindings(manifests)) {
            assertThat(Manifests.maps(binding, "subjects"))
                    .containsExactly(
                            Map.of(
                                    "kind",
                                    "ServiceAccount",
                                    "name",
                                    "console",
                                    "namespace",
                                    "portcullis"));
        }
    }

    @Test
    void theConsoleCannotChangeTheRulesItsDrillsAreHeldTo() {
        assertThat(rights(Manifests.overlay("k0s-aws")))
                .noneMatch(line -> line.startsWith("portcullis: ") && line.contains("configmaps"))
                .noneMatch(line -> line.startsWith("everywhere: ") && line.contains("configmaps"));
    }

    /** One line for each resource: where, which, and the verbs. */
    private static List<String> rights(Manifests manifests) {
        var lines = new TreeSet<String>();
        for (Map<String, Object> binding : bindings(manifests)) {
            String namespace = Manifests.string(binding, "metadata", "namespace");
            String roleKind = Manifests.string(binding, "roleRef", "kind");
            Map<String, Object> role =
                    manifests.one(
                            roleKind,
                            roleKind.equals("Role") ? namespace : "",
                            Manifests.string(binding, "roleRef", "name"));
            for (Map<String, Object> rule : Manifests.maps(role, "rules")) {
                for (String group : list(rule, "apiGroups")) {
                    for (String resource : list(rule, "resources")) {
                        lines.add(
                                "%s: %s%s: %s"
                                        .formatted(
                                                namespace.isEmpty() ? "everywhere" : namespace,
                                                resource,
                                                group.isEmpty() ? "" : "." + group,
                                                String.join(" ", list(rule, "verbs"))));
                    }
                }
            }
        }
        return List.copyOf(lines);
    }

    private static List<Map<String, Object>> roles(Manifests manifests) {
        return Stream.of("Role", "ClusterRole")
                .flatMap(kind -> manifests.ofKind(kind).stream())
                .toList();
    }

    private static List<Map<String, Object>> bindings(Manifests manifests) {
        return Stream.of("RoleBinding", "ClusterRoleBinding")
                .flatMap(kind -> manifests.ofKind(kind).stream())
                .toList();
    }

    private static List<String> list(Map<String, Object> rule, String field) {
        return rule.get(field) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }
}
