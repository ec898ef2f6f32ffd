package dev.portcullis.lab.api;

import static dev.portcullis.lab.api.Kind.Trait.ALL;
import static dev.portcullis.lab.api.Kind.Trait.EPHEMERAL;
import static dev.portcullis.lab.api.Kind.Trait.SCALE;
import static dev.portcullis.lab.api.Kind.Trait.STATUS;
import static dev.portcullis.lab.api.Kind.Trait.VIRTUAL;
import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of Kubernetes object: its API group (empty for the core group), version, kind, plural
 * resource name, whether it lives in a namespace, the short names kubectl accepts, and what sets it
 * apart.
 */
public record Kind(
        String group,
        String version,
        String kind,
        String plural,
        boolean namespaced,
        List<String> shortNames,
        Set<Trait> traits) {

    /** What sets a kind apart. */
    public enum Trait {
        /** Status is a subresource: writing the object leaves it alone. */
        STATUS,
        /** Has a scale subresource. */
        SCALE,
        /** Listed by {@code kubectl get all}. */
        ALL,
        /** Belongs to one run of the lab and is not kept over a restart. */
        EPHEMERAL,
        /** A question rather than an object: only created, never stored. */
        VIRTUAL
    }

    public static final Kind NAMESPACE =
            cluster("", "v1", "Namespace", "namespaces", List.of("ns"), STATUS);
    public static final Kind NODE = cluster("", "v1", "Node", "nodes", List.of("no"), STATUS);
    public static final Kind PERSISTENT_VOLUME =
            cluster("", "v1", "PersistentVolume", "persistentvolumes", List.of("pv"), STATUS);
    public static final Kind POD =
            inNamespace("", "v1", "Pod", "pods", List.of("po"), STATUS, ALL, EPHEMERAL);
    public static final Kind SERVICE =
            inNamespace("", "v1", "Service", "services", List.of("svc"), STATUS, ALL);
    public static final Kind ENDPOINTS =
            inNamespace("", "v1", "Endpoints", "endpoints", List.of("ep"), EPHEMERAL);
    public static final Kind CONFIG_MAP =
            inNamespace("", "v1", "ConfigMap", "configmaps", List.of("cm"));
    public static final Kind SECRET = inNamespace("", "v1", "Secret", "secrets", List.of());
    public static final Kind SERVICE_ACCOUNT =
            inNamespace("", "v1", "ServiceAccount", "serviceaccounts", List.of("sa"));
    public static final Kind EVENT =
            inNamespace("", "v1", "Event", "events", List.of("ev"), EPHEMERAL);
    public static final Kind PERSISTENT_VOLUME_CLAIM =
            inNamespace(
                    "",
                    "v1",
                    "PersistentVolumeClaim",
                    "persistentvolumeclaims",
                    List.of("pvc"),
                    STATUS);
    public static final Kind RESOURCE_QUOTA =
            inNamespace("", "v1", "ResourceQuota", "resourcequotas", List.of("quota"), STATUS);
    public static final Kind LIMIT_RANGE =
            inNamespace("", "v1", "LimitRange", "limitranges", List.of("limits"));

    public static final Kind DEPLOYMENT =
            inNamespace(
                    "apps",
                    "v1",
                    "Deployment",
                    "deployments",
                    List.of("deploy"),
                    STATUS,
                    SCALE,
                    ALL);
    public static final Kind REPLICA_SET =
            inNamespace(
                    "apps", "v1", "ReplicaSet", "replicasets", List.of("rs"), STATUS, SCALE, ALL);
    public static final Kind STATEFUL_SET =
            inNamespace(
                    "apps",
                    "v1",
                    "StatefulSet",
                    "statefulsets",
                    List.of("sts"),
                    STATUS,
                    SCALE,
                    ALL);
    public static final Kind DAEMON_SET =
            inNamespace("apps", "v1", "DaemonSet", "daemonsets", List.of("ds"), STATUS, ALL);
    public static final Kind JOB =
            inNamespace("batch", "v1", "Job", "jobs", List.of(), STATUS, ALL);
    public static final Kind CRON_JOB =
            inNamespace("batch", "v1", "CronJob", "cronjobs", List.of("cj"), STATUS, ALL);

    public static final Kind ENDPOINT_SLICE =
            inNamespace(
                    "discovery.k8s.io",
                    "v1",
                    "EndpointSlice",
                    "endpointslices",
                    List.of(),
                    EPHEMERAL);
    public static final Kind NETWORK_POLICY =
            inNamespace(
                    "networking.k8s.io",
                    "v1",
                    "NetworkPolicy",
                    "networkpolicies",
                    List.of("netpol"));
    public static final Kind INGRESS =
            inNamespace("networking.k8s.io", "v1", "Ingress", "ingresses", List.of("ing"), STATUS);
    public static final Kind POD_DISRUPTION_BUDGET =
            inNamespace(
                    "policy",
                    "v1",
                    "PodDisruptionBudget",
                    "poddisruptionbudgets",
                    List.of("pdb"),
                    STATUS);
    public static final Kind ROLE =
            inNamespace("rbac.authorization.k8s.io", "v1", "Role", "roles", List.of());
    public static final Kind ROLE_BINDING =
            inNamespace(
                    "rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", List.of());
    public static final Kind CLUSTER_ROLE =
            cluster("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", List.of());
    public static final Kind CLUSTER_ROLE_BINDING =
            cluster(
                    "rbac.authorization.k8s.io",
                    "v1",
                    "ClusterRoleBinding",
                    "clusterrolebindings",
                    List.of());
    public static final Kind LEASE =
            inNamespace("coordination.k8s.io", "v1", "Lease", "leases", List.of(), EPHEMERAL);
    public static final Kind STORAGE_CLASS =
            cluster("storage.k8s.io", "v1", "StorageClass", "storageclasses", List.of("sc"));
    public static final Kind CUSTOM_RESOURCE_DEFINITION =
            cluster(
                    "apiextensions.k8s.io",
                    "v1",
                    "CustomResourceDefinition",
                    "customresourcedefinitions",
                    List.of("crd", "crds"),
                    STATUS);
    public static final Kind VALIDATING_ADMISSION_POLICY =
            cluster(
                    "admissionregistration.k8s.io",
                    "v1",
                    "ValidatingAdmissionPolicy",
                    "validatingadmissionpolicies",
                    List.of(),
                    STATUS);
    public static final Kind VALIDATING_ADMISSION_POLICY_BINDING =
            cluster(
                    "admissionregistration.k8s.io",
                    "v1",
                    "ValidatingAdmissionPolicyBinding",
                    "validatingadmissionpolicybindings",
                    List.of());
    public static final Kind SELF_SUBJECT_ACCESS_REVIEW =
            cluster(
                    "authorization.k8s.io",
                    "v1",
                    "SelfSubjectAccessReview",
                    "selfsubjectaccessreviews",
                    List.of(),
                    VIRTUAL);
    public static final Kind SELF_SUBJECT_RULES_REVIEW =
            cluster(
                    "authorization.k8s.io",
                    "v1",
                    "SelfSubjectRulesReview",
                    "selfsubjectrulesreviews",
                    List.of(),
                    VIRTUAL);

    public static final Kind CILIUM_NETWORK_POLICY =
            inNamespace(
                    "cilium.io",
                    "v2",
                    "CiliumNetworkPolicy",
                    "ciliumnetworkpolicies",
                    List.of("cnp", "ciliumnp"),
                    STATUS);
    public static final Kind CILIUM_CLUSTERWIDE_NETWORK_POLICY =
            cluster(
                    "cilium.io",
                    "v2",
                    "CiliumClusterwideNetworkPolicy",
                    "ciliumclusterwidenetworkpolicies",
                    List.of("ccnp"),
                    STATUS);
    public static final Kind CILIUM_ENDPOINT =
            inNamespace(
                    "cilium.io",
                    "v2",
                    "CiliumEndpoint",
                    "ciliumendpoints",
                    List.of("cep", "ciliumep"),
                    EPHEMERAL);
    public static final Kind CILIUM_IDENTITY =
            cluster(
                    "cilium.io",
                    "v2",
                    "CiliumIdentity",
                    "ciliumidentities",
                    List.of("ciliumid"),
                    EPHEMERAL);
    public static final Kind CILIUM_NODE =
            cluster(
                    "cilium.io",
                    "v2",
                    "CiliumNode",
                    "ciliumnodes",
                    List.of("cn", "ciliumn"),
                    STATUS,
                    EPHEMERAL);

    private static final List<Kind> KINDS =
            List.of(
                    NAMESPACE,
                    NODE,
                    PERSISTENT_VOLUME,
                    POD,
                    SERVICE,
                    ENDPOINTS,
                    CONFIG_MAP,
                    SECRET,
                    SERVICE_ACCOUNT,
                    EVENT,
                    PERSISTENT_VOLUME_CLAIM,
                    RESOURCE_QUOTA,
                    LIMIT_RANGE,
                    DEPLOYMENT,
                    REPLICA_SET,
                    STATEFUL_SET,
                    DAEMON_SET,
                    JOB,
                    CRON_JOB,
                    ENDPOINT_SLICE,
                    NETWORK_POLICY,
                    INGRESS,
                    POD_DISRUPTION_BUDGET,
                    ROLE,
                    ROLE_BINDING,
                    CLUSTER_ROLE,
                    CLUSTER_ROLE_BINDING,
                    LEASE,
                    STORAGE_CLASS,
                    CUSTOM_RESOURCE_DEFINITION,
                    VALIDATING_ADMISSION_POLICY,
                    VALIDATING_ADMISSION_POLICY_BINDING,
                    SELF_SUBJECT_ACCESS_REVIEW,
                    SELF_SUBJECT_RULES_REVIEW,
                    CILIUM_NETWORK_POLICY,
                    CILIUM_CLUSTERWIDE_NETWORK_POLICY,
                    CILIUM_ENDPOINT,
                    CILIUM_IDENTITY,
                    CILIUM_NODE);

    private static final Map<String, Kind> BY_KIND =
            KINDS.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    kind -> kind.apiVersion() + " " + kind.kind(),
                                    Function.identity()));

    private static final Map<String, Kind> BY_RESOURCE =
            KINDS.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    kind -> kind.apiVersion() + " " + kind.plural(),
                                    Function.identity()));

    /** By group, then by plural name. */
    static final Comparator<Kind> ORDER =
            Comparator.comparing(Kind::group).thenComparing(Kind::plural);

    public Kind {
        requireNonNull(group, "group is null");
        requireNonNull(version, "version is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(plural, "plural is null");
        shortNames = List.copyOf(shortNames);
        traits = Set.copyOf(traits);
    }

    /** Every kind the lab serves. */
    public static List<Kind> all() {
        return KINDS;
    }

    /** The kind an object names, such as {@code ("apps/v1", "Deployment")}. Empty if unknown. */
    public static Optional<Kind> of(String apiVersion, String kind) {
        return Optional.ofNullable(BY_KIND.get(apiVersion + " " + kind));
    }

    /** The kind a path names, such as {@code ("apps/v1", "deployments")}. Empty if unknown. */
    public static Optional<Kind> ofResource(String apiVersion, String plural) {
        return Optional.ofNullable(BY_RESOURCE.get(apiVersion + " " + plural));
    }

    /** As objects write it: {@code v1} or {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As errors name it: {@code pods} or {@code deployments.apps}. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** As kubectl prints it: {@code pod}, {@code deployment}. */
    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    @Override
    public String toString() {
        return apiVersion() + " " + kind;
    }

    private static Kind cluster(
            String group,
            String version,
            String kind,
            String plural,
            List<String> shortNames,
            Trait... traits) {
        return new Kind(
                group,
                version,
                kind,
                plural,
                false,
                shortNames,
                Stream.of(traits).collect(Collectors.toSet()));
    }

    private static Kind inNamespace(
            String group,
            String version,
            String kind,
            String plural,
            List<String> shortNames,
            Trait... traits) {
        return new Kind(
                group,
                version,
                kind,
                plural,
                true,
                shortNames,
                Stream.of(traits).collect(Collectors.toSet()));
    }
}
