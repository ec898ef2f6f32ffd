package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

/** The left side of a selector's requirement: a label's key, and the source it must come from. */
public record LabelKey(String source, String key) implements Comparable<LabelKey> {

    public LabelKey {
        requireNonNull(source, "source is null");
        requireNonNull(key, "key is null");
    }

    /** A key from any source. */
    public static LabelKey any(String key) {
        return new LabelKey(Label.ANY, key);
    }

    /** A key from Kubernetes. */
    public static LabelKey k8s(String key) {
        return new LabelKey(Label.K8S, key);
    }

    /**
     * Reads {@code [source:]key}; without a source it is {@code any}. As in Cilium, {@code
     * reserved.init} and {@code $init} are other ways to write {@code reserved:init}.
     */
    public static LabelKey parse(String typed) {
        if (typed.indexOf(':') < 0) {
            if (typed.startsWith("reserved.")) {
                return new LabelKey(Label.RESERVED, typed.substring("reserved.".length()));
            }
            if (typed.startsWith("$")) {
                return new LabelKey(Label.RESERVED, typed.substring(1));
            }
        }
        int colon = typed.indexOf(':');
        return colon <= 0
                ? new LabelKey(Label.ANY, colon == 0 ? typed.substring(1) : typed)
                : new LabelKey(typed.substring(0, colon), typed.substring(colon + 1));
    }

    /** True if this key may name a label of that source. */
    public boolean acceptsSource(String labelSource) {
        return source.equals(Label.ANY) || source.equals(labelSource);
    }

    /** As a person would type it: the source is left out where it is {@code any}. */
    @Override
    public String toString() {
        return source.equals(Label.ANY) ? key : source + ":" + key;
    }

    @Override
    public int compareTo(LabelKey other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : source.compareTo(other.source);
    }
}
