package dev.portcullis.policy;

import java.util.Optional;

/** The names a policy may use for peers that are not pods of its own choosing: {@code world}, {@code host} … */
public enum EntityKind {
    ALL("all"),
    WORLD("world"),
    WORLD_IPV4("world-ipv4"),
    WORLD_IPV6("world-ipv6"),
    CLUSTER("cluster"),
    CLUSTER_MESH("cluster-mesh"),
    HOST("host"),
    REMOTE_NODE("remote-node"),
    KUBE_APISERVER("kube-apiserver"),
    INGRESS("ingress"),
    HEALTH("health"),
    INIT("init"),
    UNMANAGED("unmanaged"),
    NONE("none");

    private final String word;

    EntityKind(String word) {
        this.word = word;
    }

    /** The entity as YAML writes it. */
    public String word() {
        return word;
    }

    /** Reads an entity as YAML writes it. Empty if there is none of that name. */
    public static Optional<EntityKind> parse(String typed) {
        for (EntityKind kind : values()) {
            if (kind.word.equals(typed)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
