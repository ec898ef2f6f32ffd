package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server itself refuses the console when it patches a workload. */
class WorkloadAdmissionTest {
    private static final Manifests MANIFESTS = Manifests.overlay("k0s-aws");
    private static final AdmissionPolicy POLICY =
            new AdmissionPolicy(
                    MANIFESTS.one("ValidatingAdmissionPolicy", "", "portcullis-workloads"),
                    Map.of());

    /** A way to patch a workload that the console would not. */
    record Hostile(String name, Consumer<Map<String, Object>> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Map<String, Object>> guarded() {
        return List.of(
                MANIFESTS.one("StatefulSet", "users", "mysql"),
                MANIFESTS.one("Deployment", "users", "user-service"));
    }

    static List<Hostile> hostile() {
        return List.of(
                new Hostile("another image", w -> container(w).put("image", "evil:1")),
                new Hostile("a command", w -> container(w).put("command", List.of("sh"))),
                new Hostile("an account", w -> podSpec(w).put("serviceAccountName", "admin")),
                new Hostile("the machine's network", w -> podSpec(w).put("hostNetwork", true)),
                new Hostile(
                        "a secret",
                        w ->
                                podSpec(w)
                                        .put(
                                                "volumes",
                                                List.of(
                                                        Map.of(
                                                                "name",
                                                                "s",
                                                                "secret",
                                                                Map.of("secretName", "mysql"))))),
                new Hostile(
                        "another label on the pods",
                        w -> labels(template(w)).put("app", "storefront")),
                new Hostile(
                        "another label on the workload",
                        w -> labels(w).put("portcullis.dev/guarded", "false")),
                new Hostile("another annotation", w -> annotations(w).put("sidecar/inject", "yes")),
                new Hostile(
                        "another number of pods",
                        w -> Manifests.map(w.get("spec")).put("replicas", 0)));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aRestartAsTheConsoleWritesItIsAdmitted(Map<String, Object> workload) {
        assertThat(POLICY.refusals(restarted(workload, "2026-11-22T12:00:00Z"), workload))
                .isEmpty();
        assertThat(
                        POLICY.refusals(
                                restarted(workload, "2026-11-22T13:00:00Z"),
                                restarted(workload, "2026-11-22T12:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void everyOtherPatchIsRefused(Hostile hostile) {
        for (var workload : guarded()) {
            assertThat(
                            POLICY.refusals(
                                    AdmissionPolicy.with(
                                            restarted(workload, "2026-11-22T12:00:00Z"),
                                            hostile.change()),
                                    workload))
                    .isNotEmpty();
        }
    }

    @Test
    void theConsoleMakesNoWorkload() {
        for (var workload : guarded()) {
            assertThat(POLICY.refusals(workload)).isNotEmpty();
        }
    }

    @Test
    void itHoldsOnlyTheConsole() {
        assertThat(POLICY.concerns("users", "system:serviceaccount:portcullis:console")).isTrue();
        assertThat(POLICY.concerns("users", "system:serviceaccount:argocd:argocd")).isFalse();
        assertThat(POLICY.concerns("users", "alice")).isFalse();
    }

    private static Map<String, Object> restarted(Map<String, Object> workload, String at) {
        return AdmissionPolicy.with(
                workload, w -> annotations(w).put("kubectl.kubernetes.io/restartedAt", at));
    }

    private static Map<String, Object> template(Map<String, Object> workload) {
        return Manifests.map(Manifests.map(workload.get("spec")).get("template"));
    }

    private static Map<String, Object> podSpec(Map<String, Object> workload) {
        return Manifests.map(template(workload).get("spec"));
    }

    private static Map<String, Object> container(Map<String, Object> workload) {
        return Manifests.maps(podSpec(workload), "containers").getFirst();
    }

    private static Map<String, Object> labels(Map<String, Object> object) {
        return inMetadata(object, "labels");
    }

    private static Map<String, Object> annotations(Map<String, Object> workload) {
        return inMetadata(template(workload), "annotations");
    }

    private static Map<String, Object> inMetadata(Map<String, Object> object, String field) {
        return Manifests.map(
                Manifests.map(object.get("metadata"))
                        .computeIfAbsent(field, _ -> new HashMap<String, Object>()));
    }
}
