package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Label;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyKind;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.Selector;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a selector means because of where it stands. In a namespaced policy it means pods of that
 * namespace unless it names a namespace or a namespace's labels; in a clusterwide one, pods of any
 * namespace; and always pods of this cluster unless it names one. Selectors of reserved labels are
 * left alone (Cilium, {@code getEndpointSelector} in {@code pkg/k8s/apis/cilium.io/utils}).
 *
 * <p>Selectors of a Kubernetes NetworkPolicy come with their namespace written out.
 *
 * @param namespace the policy's namespace, empty for a clusterwide one
 * @param subjectIsInit true if the subject names the identity of pods that are being set up
 */
record PeerScope(PolicyKind kind, String namespace, boolean subjectIsInit, String clusterName) {

    static PeerScope of(Policy policy, Rule rule, String clusterName) {
        return new PeerScope(
                policy.id().kind(),
                policy.id().namespace(),
                mentions(
                        rule.subject().selector(),
                        key -> key.source().equals(Label.RESERVED) && key.key().equals("init")),
                clusterName);
    }

    /** A peer selector with its scope written out. */
    Selector complete(Selector written) {
        if (mentions(written, key -> key.source().equals(Label.RESERVED))) {
            return written;
        }
        Selector complete = written;
        if (kind != PolicyKind.NETWORK_POLICY
                && !mentions(written, key -> key.key().equals(Labels.NAMESPACE))) {
            if (namespace.isEmpty()) {
                if (!subjectIsInit) {
                    complete =
                            complete.and(
                                    new Selector.Requirement(
                                            LabelKey.k8s(Labels.NAMESPACE),
                                            Selector.Operator.EXISTS,
                                            List.of()));
                }
            } else if (!mentions(written, key -> key.key().startsWith(Labels.NAMESPACE_LABELS))) {
                complete = complete.and(LabelKey.k8s(Labels.NAMESPACE), namespace);
            }
        }
        if (!mentions(written, key -> key.key().equals(Labels.CLUSTER))) {
            complete = complete.and(LabelKey.k8s(Labels.CLUSTER), clusterName);
        }
        return complete;
    }

    /** A subject's selector with the policy's own namespace in it, whatever namespace it names. */
    static Selector subject(Policy policy, Rule rule) {
        Selector written = rule.subject().selector();
        return policy.id().kind() == PolicyKind.CILIUM_CLUSTERWIDE_NETWORK_POLICY
                ? written
                : written.and(LabelKey.k8s(Labels.NAMESPACE), policy.id().namespace());
    }

    private static boolean mentions(Selector selector, Predicate<LabelKey> key) {
        return selector.matchLabels().keySet().stream().anyMatch(key)
                || selector.matchExpressions().stream()
                        .map(Selector.Requirement::key)
                        .anyMatch(key);
    }
}
