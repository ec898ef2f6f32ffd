package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What some rules need to know beyond the two ends of a connection. Each part is empty where it is
 * not known; a rule that needs it is then undecidable. A part that is present is taken as complete.
 *
 * @param clusterName the name of this cluster
 * @param dns the addresses each name was resolved to, names in lower case without the final dot
 * @param cidrGroups the CiliumCIDRGroups
 * @param services the Kubernetes Services
 * @param settings the settings of Cilium's agent that change decisions
 */
public record ClusterFacts(
        String clusterName,
        Optional<Map<String, Set<IpAddress>>> dns,
        Optional<List<CidrGroup>> cidrGroups,
        Optional<List<Service>> services,
        Settings settings) {

    /** Nothing known, Cilium's defaults. */
    public static final ClusterFacts NONE =
            new ClusterFacts(
                    "default",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Settings.DEFAULTS);

    public ClusterFacts {
        requireNonNull(clusterName, "clusterName is null");
        dns = dns.map(Map::copyOf);
        cidrGroups = cidrGroups.map(List::copyOf);
        services = services.map(List::copyOf);
        requireNonNull(settings, "settings is null");
    }

    /** A CiliumCIDRGroup. */
    public record CidrGroup(String name, Map<String, String> labels, List<Cidr> blocks) {
        public CidrGroup {
            labels = Map.copyOf(labels);
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A Service. One with a selector stands for the pods it selects in its namespace; one without
     * for the addresses of its endpoints.
     */
    public record Service(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> selector,
            Set<IpAddress> endpoints) {
        public Service {
            labels = Map.copyOf(labels);
            selector = Map.copyOf(selector);
            endpoints = Set.copyOf(endpoints);
        }
    }

    /** When policies are enforced ({@code policyEnforcementMode}). */
    public enum Enforcement {
        /** Where a policy isolates. */
        DEFAULT,
        /** Everywhere, also without any policy. */
        ALWAYS,
        /** Nowhere. */
        NEVER
    }

    /**
     * Settings of Cilium's agent that change decisions.
     *
     * @param cidrMatchesNodes true with {@code policyCIDRMatchMode: nodes}
     * @param ownHostAlwaysAllowed true unless {@code allow-localhost: policy}
     */
    public record Settings(
            Enforcement enforcement, boolean cidrMatchesNodes, boolean ownHostAlwaysAllowed) {

        /** As Cilium comes on Kubernetes. */
        public static final Settings DEFAULTS = new Settings(Enforcement.DEFAULT, false, true);
    }

    /** The same facts with these resolved names. */
    public ClusterFacts withDns(Map<String, Set<IpAddress>> resolved) {
        return new ClusterFacts(clusterName, Optional.of(resolved), cidrGroups, services, settings);
    }

    /** The same facts with these CIDR groups. */
    public ClusterFacts withCidrGroups(List<CidrGroup> groups) {
        return new ClusterFacts(clusterName, dns, Optional.of(groups), services, settings);
    }

    /** The same facts with these Services. */
    public ClusterFacts withServices(List<Service> known) {
        return new ClusterFacts(clusterName, dns, cidrGroups, Optional.of(known), settings);
    }

    /** The same facts with these settings. */
    public ClusterFacts with(Settings changed) {
        return new ClusterFacts(clusterName, dns, cidrGroups, services, changed);
    }
}
