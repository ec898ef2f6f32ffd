package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

class OverlaysTest {

    /** The models of Kubernetes, and for what is no part of it, the kinds we wrote down ourselves. */
    private static final Map<String, Class<?>> MODELS =
            Stream.<Class<? extends HasMetadata>>of(
                            ConfigMap.class,
                            Namespace.class,
                            PersistentVolumeClaim.class,
                            ResourceQuota.class,
                            Service.class,
                            ServiceAccount.class,
                            ValidatingAdmissionPolicy.class,
                            ValidatingAdmissionPolicyBinding.class,
                            Deployment.class,
                            StatefulSet.class,
                            Ingress.class,
                            PodDisruptionBudget.class,
                            ClusterRole.class,
                            ClusterRoleBinding.class,
                            Role.class,
                            RoleBinding.class,
                            StorageClass.class)
                    .collect(
                            java.util.stream.Collectors.toMap(
                                    model ->
                                            HasMetadata.getApiVersion(model)
                                                    + " "
                                                    + HasMetadata.getKind(model),
                                    model -> model));

    /** Fabric8's models keep unknown fields aside; here they are mistakes. */
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .annotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                @Override
                                public Boolean hasAnySetter(MapperConfig<?> config, Annotated a) {
                                    return false;
                                }
                            })
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static Stream<Manifests> everything() {
        return Stream.of(
                Manifests.overlay("lab"),
                Manifests.overlay("minimal"),
                Manifests.overlay("k0s-aws"),
                Manifests.overlayWith("k0s-aws", "ingress", "strict"));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyObjectFitsItsModelWithoutAFieldLeftOver(Manifests manifests) {
        for (Map<String, Object> object : manifests.objects()) {
            String kind = object.get("apiVersion") + " " + object.get("kind");
            if (kind.startsWith("cilium.io/")) {
                continue; // read below, more strictly than by a model
            }
            Class<?> model =
                    kind.equals("monitoring.coreos.com/v1 ServiceMonitor")
                            ? ServiceMonitor.class
                            : MODELS.get(kind);
            assertThat(model).as(kind).isNotNull();
            assertThat(STRICT.convertValue(object, model)).as(kind).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyPolicyPassesTheEnginesStrictReader(Manifests manifests) {
        assertThat(manifests.policies()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void aMisspeltFieldIsNoticed() {
        var wrong =
                Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Service",
                        "spec",
                        Map.of("selectors", Map.of()));

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> STRICT.convertValue(wrong, Service.class))
                .hasMessageContaining("selectors");
    }

    @Test
    void theLabAndTheClusterShareTheirPoliciesByteForByte() {
        List<String> lab = policyTexts(Manifests.overlay("lab"));

        assertThat(lab).hasSizeGreaterThanOrEqualTo(6);
        assertThat(policyTexts(Manifests.overlay("k0s-aws"))).containsAll(lab);
        assertThat(policyTexts(Manifests.overlay("minimal"))).containsAll(lab);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void noSecretIsInGit(Manifests manifests) {
        assertThat(manifests.ofKind("Secret")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyContainerRunsWithoutRightsAndWithinBounds(Manifests manifests) {
        for (String kind : List.of("Deployment", "StatefulSet")) {
            for (Map<String, Object> workload : manifests.ofKind(kind)) {
                Object pod = Manifests.at(workload, "spec", "template", "spec");
                assertThat(Manifests.string(pod, "securityContext", "runAsNonRoot"))
                        .isEqualTo("true");
                for (Map<String, Object> container : Manifests.maps(pod, "containers")) {
                    Object rights = Manifests.at(container, "securityContext");
                    assertThat(Manifests.string(rights, "allowPrivilegeEscalation"))
                            .isEqualTo("false");
                    assertThat(Manifests.string(rights, "readOnlyRootFilesystem"))
                            .isEqualTo("true");
                    assertThat(Manifests.string(rights, "capabilities", "drop")).isEqualTo("[ALL]");
                    assertThat(Manifests.string(container, "resources", "limits", "memory"))
                            .isNotEmpty();
                    assertThat(Manifests.string(container, "image"))
                            .doesNotEndWith("latest")
                            .contains(":");
                }
            }
        }
    }

    @Test
    void theClustersDatabaseLiesOnAnEncryptedVolumeAndShowsACertificate() {
        Manifests manifests = Manifests.overlay("k0s-aws");
        Map<String, Object> mysql = manifests.one("StatefulSet", "users", "mysql");
        List<Map<String, Object>> containers =
                Manifests.maps(mysql, "spec", "template", "spec", "containers");
        Map<String, Object> server =
                containers.stream()
                        .filter(container -> "mysql".equals(container.get("name")))
                        .findFirst()
                        .orElseThrow();

        assertThat(
                        Manifests.string(
                                mysql,
                                "spec",
                                "volumeClaimTemplates",
                                0,
                                "spec",
                                "storageClassName"))
                .isEqualTo("gp3-encrypted");
        assertThat(
                        Manifests.string(
                                manifests.ofKind("StorageClass").getFirst(),
                                "parameters",
                                "encrypted"))
                .isEqualTo("true");
        assertThat(Manifests.at(server, "args").toString())
                .contains("--require-secure-transport=ON", "--ssl-cert=/etc/mysql/tls/tls.crt");
        assertThat(containers).extracting(container -> container.get("name")).contains("exporter");
    }

    @Test
    void anImageThatIsReplacedIsReplacedForDrillsAsWell() {
        Manifests manifests = Manifests.overlay("k0s-aws");
        String storefront =
                Manifests.string(
                        manifests.one("Deployment", "shop", "storefront"),
                        "spec",
                        "template",
                        "spec",
                        "containers",
                        0,
                        "image");

        assertThat(
                        Manifests.string(
                                manifests.one("ConfigMap", "portcullis", "drill-rules"),
                                "data",
                                "image"))
                .isEqualTo(storefront);
        assertThat(manifests.text())
                .containsPattern("name: PORTCULLIS_DRILL_IMAGE\\s+value: " + storefront);
    }

    @Test
    void everySecretThatIsReadIsMadeAndDiffersEachTime() {
        Programs.need("kubectl");
        Programs.need("openssl");
        Programs.need("keytool");
        Manifests manifests = Manifests.overlayWith("k0s-aws", "strict");
        List<Map<String, Object>> made = secrets();
        List<Map<String, Object>> again = secrets();

        var keys = new TreeSet<String>();
        for (Map<String, Object> secret : made) {
            Manifests.strings(secret, "data")
                    .keySet()
                    .forEach(
                            key ->
                                    keys.add(
                                            Manifests.string(secret, "metadata", "name")
                                                    + "/"
                                                    + key));
        }
        assertThat(keys).containsAll(SecretReferences.in(manifests.objects()));
        for (int i = 0; i < made.size(); i++) {
            Map<String, String> second = Manifests.strings(again.get(i), "data");
            Manifests.strings(made.get(i), "data")
                    .forEach(
                            (key, value) -> {
                                if (!key.equals("username")) {
                                    assertThat(second.get(key)).as(key).isNotEqualTo(value);
                                    assertThat(value).as(key).hasSizeGreaterThan(40);
                                }
                            });
        }
    }

    private static List<Map<String, Object>> secrets() {
        Programs.Result result = Programs.run(Programs.root(), "k8s/secrets", "--print", "--tls");
        assertThat(result.code()).as(result.output()).isZero();
        return Manifests.read(result.output());
    }

    private static List<String> policyTexts(Manifests manifests) {
        return Stream.of(manifests.text().split("(?m)^---$"))
                .map(String::strip)
                .filter(text -> text.contains("kind: CiliumNetworkPolicy"))
                .toList();
    }
}
