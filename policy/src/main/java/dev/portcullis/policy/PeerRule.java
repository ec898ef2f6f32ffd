package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One way of naming the other end in a rule. A rule entry without any of these speaks about every
 * peer; one whose list is empty speaks about nobody.
 */
public sealed interface PeerRule {

    /** {@code fromEndpoints}, {@code toEndpoints}: pods by their labels. */
    record Endpoints(List<Selector> selectors) implements PeerRule {
        public Endpoints {
            selectors = List.copyOf(selectors);
        }
    }

    /** {@code fromEntities}, {@code toEntities}. */
    record Entities(List<EntityKind> kinds) implements PeerRule {
        public Entities {
            kinds = List.copyOf(kinds);
        }
    }

    /** {@code fromCIDR}, {@code toCIDR}: addresses outside the cluster. */
    record Cidrs(List<Cidr> blocks) implements PeerRule {
        public Cidrs {
            blocks = List.copyOf(blocks);
        }
    }

    /** {@code fromCIDRSet}, {@code toCIDRSet}, and the {@code ipBlock} of a Kubernetes NetworkPolicy. */
    record CidrSets(List<CidrSet> sets) implements PeerRule {
        public CidrSets {
            sets = List.copyOf(sets);
        }
    }

    /** {@code fromNodes}, {@code toNodes}: nodes by their labels. */
    record Nodes(List<Selector> selectors) implements PeerRule {
        public Nodes {
            selectors = List.copyOf(selectors);
        }
    }

    /** {@code fromGroups}, {@code toGroups}: instances of a cloud provider; what they are is kept as read. */
    record Groups(List<Object> groups) implements PeerRule {
        public Groups {
            groups = List.copyOf(groups);
        }
    }

    /** {@code toServices}. */
    record Services(List<ServiceRule> services) implements PeerRule {
        public Services {
            services = List.copyOf(services);
        }
    }

    /** {@code toFQDNs}: addresses that names were resolved to. */
    record Names(List<NamePattern> names) implements PeerRule {
        public Names {
            names = List.copyOf(names);
        }
    }

    /** A block, or blocks named elsewhere, less the exceptions. */
    record CidrSet(Source source, List<Cidr> except) {
        public CidrSet {
            requireNonNull(source, "source is null");
            except = List.copyOf(except);
        }

        /** Where the addresses of a set come from. */
        public sealed interface Source {}

        /** {@code cidr}: written in the rule. */
        public record Block(Cidr cidr) implements Source {}

        /** {@code cidrGroupRef}: a CiliumCIDRGroup by name. */
        public record GroupNamed(String name) implements Source {}

        /** {@code cidrGroupSelector}: CiliumCIDRGroups by label. */
        public record GroupsSelected(Selector selector) implements Source {}
    }

    /** A Kubernetes Service, by name or by its labels. An empty namespace means any. */
    sealed interface ServiceRule {

        /** {@code k8sService}. */
        record Named(Optional<String> namespace, String name) implements ServiceRule {}

        /** {@code k8sServiceSelector}. */
        record Selected(Optional<String> namespace, Selector selector) implements ServiceRule {}
    }
}
