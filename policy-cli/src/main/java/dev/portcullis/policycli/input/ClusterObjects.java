package dev.portcullis.policycli.input;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Label;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes from objects of a cluster what policies need to know of it. */
public final class ClusterObjects {

    private static final Set<String> KINDS =
            Set.of(
                    "Namespace",
                    "Service",
                    "Endpoints",
                    "EndpointSlice",
                    "CiliumCIDRGroup",
                    "Pod",
                    "CiliumEndpoint",
                    "Node",
                    "CiliumNode");

    private final String clusterName;
    private final Map<String, Map<String, String>> namespaces = new HashMap<>();
    private final List<ClusterFacts.CidrGroup> groups = new ArrayList<>();
    private final List<ClusterFacts.Service> services = new ArrayList<>();

    /** Reads those objects of the cluster of that name; others than it knows are left aside. */
    public ClusterObjects(String clusterName, List<Tree> objects) {
        this.clusterName = clusterName;
        Map<String, Set<IpAddress>> backends = new HashMap<>();
        for (Tree object : objects) {
            switch (object.textAt("kind")) {
                case "Namespace" -> labelled(object);
                case "CiliumCIDRGroup" -> group(object);
                case "Endpoints" -> endpoints(object, backends);
                case "EndpointSlice" -> slice(object, backends);
                default -> {}
            }
        }
        for (Tree object : objects) {
            if (object.textAt("kind").equals("Service")) {
                service(object, backends);
            }
        }
    }

    /** True if the object is of a kind that decides together with policies. */
    static boolean matters(Tree object) {
        return KINDS.contains(object.textAt("kind"));
    }

    /**
     * The labels of a namespace. Every namespace carries its own name as a label in Kubernetes, also
     * where no object of it was given.
     */
    public Map<String, String> namespaceLabels(String namespace) {
        Map<String, String> labels = new HashMap<>(namespaces.getOrDefault(namespace, Map.of()));
        labels.putIfAbsent("kubernetes.io/metadata.name", namespace);
        return labels;
    }

    /**
     * Labels with what Cilium adds to those of a pod: the labels of its namespace, unless some are
     * there, and the name of its cluster.
     */
    public Labels complete(Labels labels, String namespace) {
        List<Label> complete = new ArrayList<>(labels.list());
        if (labels.list().stream()
                .noneMatch(label -> label.key().startsWith(Labels.NAMESPACE_LABELS))) {
            namespaceLabels(namespace)
                    .forEach(
                            (key, value) ->
                                    complete.add(
                                            Label.k8s(Labels.NAMESPACE_LABELS + "." + key, value)));
        }
        if (!labels.has(LabelKey.k8s(Labels.CLUSTER))) {
            complete.add(Label.k8s(Labels.CLUSTER, clusterName));
        }
        return Labels.of(complete);
    }

    /** The facts, with groups and Services only where any were given: then they are taken as all. */
    public ClusterFacts addTo(ClusterFacts facts) {
        ClusterFacts more = groups.isEmpty() ? facts : facts.withCidrGroups(groups);
        return services.isEmpty() ? more : more.withServices(services);
    }

    private void labelled(Tree object) {
        Tree metadata = object.at("metadata");
        namespaces.put(metadata.textAt("name"), metadata.at("labels").texts());
    }

    private void group(Tree object) {
        List<Cidr> blocks =
                object.at("spec").at("externalCIDRs").list().stream()
                        .flatMap(one -> one.text().flatMap(Cidr::parse).stream())
                        .toList();
        Tree metadata = object.at("metadata");
        groups.add(
                new ClusterFacts.CidrGroup(
                        metadata.textAt("name"), metadata.at("labels").texts(), blocks));
    }

    private void service(Tree object, Map<String, Set<IpAddress>> backends) {
        Tree metadata = object.at("metadata");
        String key = key(namespace(metadata), metadata.textAt("name"));
        services.add(
                new ClusterFacts.Service(
                        namespace(metadata),
                        metadata.textAt("name"),
                        metadata.at("labels").texts(),
                        object.at("spec").at("selector").texts(),
                        backends.getOrDefault(key, Set.of())));
    }

    private static void endpoints(Tree object, Map<String, Set<IpAddress>> backends) {
        Tree metadata = object.at("metadata");
        Set<IpAddress> addresses = of(backends, namespace(metadata), metadata.textAt("name"));
        for (Tree subset : object.at("subsets").list()) {
            for (Tree address : subset.at("addresses").list()) {
                IpAddress.parse(address.textAt("ip")).ifPresent(addresses::add);
            }
        }
    }

    private static void slice(Tree object, Map<String, Set<IpAddress>> backends) {
        Tree metadata = object.at("metadata");
        String service = metadata.at("labels").textAt("kubernetes.io/service-name");
        Set<IpAddress> addresses = of(backends, namespace(metadata), service);
        for (Tree endpoint : object.at("endpoints").list()) {
            for (Tree address : endpoint.at("addresses").list()) {
                address.text().flatMap(IpAddress::parse).ifPresent(addresses::add);
            }
        }
    }

    private static Set<IpAddress> of(
            Map<String, Set<IpAddress>> backends, String namespace, String service) {
        return backends.computeIfAbsent(key(namespace, service), _ -> new HashSet<>());
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    static String namespace(Tree metadata) {
        String namespace = metadata.textAt("namespace");
        return namespace.isEmpty() ? "default" : namespace;
    }
}
