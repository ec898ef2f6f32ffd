package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

/**
 * One label of an identity: where it comes from, its key, its value. {@code k8s:app=mysql} comes
 * from Kubernetes; {@code reserved:host} has an empty value.
 */
public record Label(String source, String key, String value) implements Comparable<Label> {

    /** The source of labels that come from Kubernetes objects. */
    public static final String K8S = "k8s";

    /** The source of the labels of Cilium's reserved identities. */
    public static final String RESERVED = "reserved";

    /** Matches a label of any source; a label without a source is read as this. */
    public static final String ANY = "any";

    public Label {
        requireNonNull(source, "source is null");
        requireNonNull(key, "key is null");
        requireNonNull(value, "value is null");
    }

    /** A label from Kubernetes. */
    public static Label k8s(String key, String value) {
        return new Label(K8S, key, value);
    }

    /** The label of a reserved identity, such as {@code reserved:host}. */
    public static Label reserved(String name) {
        return new Label(RESERVED, name, "");
    }

    /**
     * Reads {@code [source:]key[=value]} as Hubble and Cilium print labels. Whatever is typed gives
     * a label; without a source it is {@link #ANY}.
     */
    public static Label parse(String typed) {
        int equals = typed.indexOf('=');
        String name = equals < 0 ? typed : typed.substring(0, equals);
        String value = equals < 0 ? "" : typed.substring(equals + 1);
        LabelKey key = LabelKey.parse(name);
        return new Label(key.source(), key.key(), value);
    }

    /** As Hubble prints it: {@code k8s:app=mysql}, {@code reserved:host}. */
    @Override
    public String toString() {
        return value.isEmpty() && source.equals(RESERVED)
                ? source + ":" + key
                : source + ":" + key + "=" + value;
    }

    @Override
    public int compareTo(Label other) {
        int byKey = key.compareTo(other.key);
        if (byKey != 0) {
            return byKey;
        }
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : value.compareTo(other.value);
    }
}
