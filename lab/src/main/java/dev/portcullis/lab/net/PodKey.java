package dev.portcullis.lab.net;

import static java.util.Objects.requireNonNull;

/** Names a pod. */
public record PodKey(String namespace, String name) {

    public PodKey {
        requireNonNull(namespace, "namespace is null");
        requireNonNull(name, "name is null");
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
