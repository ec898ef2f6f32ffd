package dev.portcullis.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one identity, immutable and quick to compare: two endpoints with equal labels are
 * the same to every policy.
 */
public final class Labels implements Iterable<Label> {

    /** The label that carries a pod's namespace. */
    public static final String NAMESPACE = "io.kubernetes.pod.namespace";

    /** What stands before the labels of a pod's namespace. */
    public static final String NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels";

    /** The label that carries a pod's service account. */
    public static final String SERVICE_ACCOUNT = "io.cilium.k8s.policy.serviceaccount";

    /** The label that carries the name of a pod's cluster. */
    public static final String CLUSTER = "io.cilium.k8s.policy.cluster";

    /** No labels at all. */
    public static final Labels NONE = new Labels(List.of());

    private final Label[] sorted;
    private final int hash;

    private Labels(Collection<Label> labels) {
        sorted = new TreeSet<>(labels).toArray(Label[]::new);
        hash = Arrays.hashCode(sorted);
    }

    /** These labels; duplicates are folded. */
    public static Labels of(Collection<Label> labels) {
        return labels.isEmpty() ? NONE : new Labels(labels);
    }

    /** These labels, each as {@link Label#parse} reads it: what a Hubble flow or CiliumIdentity carries. */
    public static Labels parse(Collection<String> printed) {
        return of(printed.stream().map(Label::parse).toList());
    }

    /** The labels of a Kubernetes object, all with source {@code k8s}. */
    public static Labels of(Map<String, String> kubernetesLabels) {
        List<Label> labels = new ArrayList<>();
        kubernetesLabels.forEach((key, value) -> labels.add(Label.k8s(key, value)));
        return of(labels);
    }

    /** These labels and one more. */
    public Labels with(Label label) {
        List<Label> all = new ArrayList<>(Arrays.asList(sorted));
        all.add(label);
        return of(all);
    }

    /** These labels less those from Kubernetes under that key. */
    public Labels without(String key) {
        return of(
                Arrays.stream(sorted)
                        .filter(
                                label ->
                                        !(label.source().equals(Label.K8S)
                                                && label.key().equals(key)))
                        .toList());
    }

    /** The value under that key, from whatever source the key accepts. */
    public Optional<String> get(LabelKey key) {
        Label found = find(key);
        return found == null ? Optional.empty() : Optional.of(found.value());
    }

    /** The value under a key from Kubernetes. */
    public Optional<String> get(String key) {
        return get(LabelKey.k8s(key));
    }

    /** True if a label has that key and that value. */
    public boolean has(LabelKey key, String value) {
        for (int i = firstOf(key.key());
                i < sorted.length && sorted[i].key().equals(key.key());
                i++) {
            if (key.acceptsSource(sorted[i].source()) && sorted[i].value().equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** True if a label has that key, with whatever value. */
    public boolean has(LabelKey key) {
        return find(key) != null;
    }

    /** True if these are labels of that reserved identity, such as {@code host}. */
    public boolean isReserved(String name) {
        return has(new LabelKey(Label.RESERVED, name));
    }

    /** The namespace of the pod these labels belong to, if it is a pod's. */
    public Optional<String> namespace() {
        return get(NAMESPACE);
    }

    /** All labels in a stable order. */
    public List<Label> list() {
        return List.of(sorted);
    }

    @Override
    public Iterator<Label> iterator() {
        return list().iterator();
    }

    private @Nullable Label find(LabelKey key) {
        for (int i = firstOf(key.key());
                i < sorted.length && sorted[i].key().equals(key.key());
                i++) {
            if (key.acceptsSource(sorted[i].source())) {
                return sorted[i];
            }
        }
        return null;
    }

    /** Where labels with that key begin, or would. */
    private int firstOf(String key) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle].key().compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Labels that
                        && hash == that.hash
                        && Arrays.equals(sorted, that.sorted));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The labels as Hubble prints them, separated by commas. */
    @Override
    public String toString() {
        return String.join(",", Arrays.stream(sorted).map(Label::toString).toList());
    }
}
