package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/** Names one policy object; the namespace is empty for those that have none. */
public record PolicyId(PolicyKind kind, String namespace, String name)
        implements Comparable<PolicyId> {

    private static final Comparator<PolicyId> ORDER =
            Comparator.comparing(PolicyId::kind)
                    .thenComparing(PolicyId::namespace)
                    .thenComparing(PolicyId::name);

    public PolicyId {
        requireNonNull(kind, "kind is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(name, "name is null");
        if (kind.namespaced() == namespace.isEmpty()) {
            throw new IllegalArgumentException(
                    kind.word()
                            + (namespace.isEmpty() ? " needs a namespace" : " has no namespace"));
        }
    }

    /** A CiliumNetworkPolicy of that name. */
    public static PolicyId cnp(String namespace, String name) {
        return new PolicyId(PolicyKind.CILIUM_NETWORK_POLICY, namespace, name);
    }

    /** A CiliumClusterwideNetworkPolicy of that name. */
    public static PolicyId ccnp(String name) {
        return new PolicyId(PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY, "", name);
    }

    /** {@code users/mysql-ingress}, or just the name where there is no namespace. */
    public String display() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public int compareTo(PolicyId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + " " + display();
    }
}
