package dev.portcullis.policy;

/** The kinds of objects that hold rules. */
public enum PolicyKind {
    CILIUM_NETWORK_POLICY("CiliumNetworkPolicy", true),
    CILIUM_CLUSTERWIDE_NETWORK_POLICY("CiliumClusterwideNetworkPolicy", false),
    NETWORK_POLICY("NetworkPolicy", true);

    private final String word;
    private final boolean namespaced;

    PolicyKind(String word, boolean namespaced) {
        this.word = word;
        this.namespaced = namespaced;
    }

    /** The kind as Kubernetes writes it. */
    public String word() {
        return word;
    }

    /** True if objects of this kind live in a namespace. */
    public boolean namespaced() {
        return namespaced;
    }
}
