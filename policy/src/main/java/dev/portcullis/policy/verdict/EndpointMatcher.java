package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Label;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Means peers by the labels of their identity. The selector is complete: scope included. It is laid
 * out in arrays, since a verdict may ask thousands of these.
 */
final class EndpointMatcher implements PeerMatcher {

    private final Selector selector;
    private final LabelKey[] keys;
    private final String[] values;
    private final Selector.Requirement[] requirements;

    EndpointMatcher(Selector selector) {
        this.selector = selector;
        keys = selector.matchLabels().keySet().toArray(LabelKey[]::new);
        values = selector.matchLabels().values().toArray(String[]::new);
        requirements = selector.matchExpressions().toArray(Selector.Requirement[]::new);
    }

    @Override
    public boolean anybody() {
        return selector.isEmpty();
    }

    @Override
    public Match match(Peer peer) {
        Labels labels = peer.labels();
        for (int i = 0; i < keys.length; i++) {
            if (!labels.has(keys[i], values[i])) {
                return Match.NO;
            }
        }
        for (Selector.Requirement requirement : requirements) {
            if (!requirement.holds(labels)) {
                return Match.NO;
            }
        }
        return Match.YES;
    }

    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        if (!(peer instanceof Peer.Pod) && speaksOfPods()) {
            return List.of(
                    new NearMiss.Miss(NearMiss.Kind.ENTITY, "a pod with " + wanted(), peer.name()));
        }
        List<NearMiss.Miss> misses = new ArrayList<>();
        for (Selector.Requirement requirement : selector.requirements()) {
            if (!requirement.holds(peer.labels())) {
                misses.add(miss(requirement, peer));
            }
        }
        return misses;
    }

    private boolean speaksOfPods() {
        return selector.requirements().stream()
                .noneMatch(one -> one.key().source().equals(Label.RESERVED));
    }

    /** What it asks of a pod, less what merely says where. */
    private String wanted() {
        List<String> labels = new ArrayList<>();
        for (Selector.Requirement requirement : selector.requirements()) {
            if (!requirement.key().key().equals(Labels.NAMESPACE)
                    && !requirement.key().key().equals(Labels.CLUSTER)) {
                labels.add(shown(requirement));
            }
        }
        return labels.isEmpty() ? "whatever labels" : String.join(", ", labels);
    }

    private static NearMiss.Miss miss(Selector.Requirement requirement, Peer peer) {
        LabelKey key = requirement.key();
        if (key.key().equals(Labels.NAMESPACE)) {
            return new NearMiss.Miss(
                    NearMiss.Kind.NAMESPACE,
                    requirement.operator() == Selector.Operator.EXISTS
                            ? "a pod of some namespace"
                            : "namespace " + String.join(" or ", requirement.values()),
                    peer.labels()
                            .namespace()
                            .map(found -> "namespace " + found)
                            .orElse(peer.name()));
        }
        if (key.source().equals(Label.RESERVED)) {
            return new NearMiss.Miss(NearMiss.Kind.ENTITY, key.key(), peer.name());
        }
        return new NearMiss.Miss(
                NearMiss.Kind.LABEL,
                shown(requirement),
                peer.labels()
                        .get(key)
                        .map(value -> shortened(key.key()) + "=" + value)
                        .orElse("no label " + shortened(key.key())));
    }

    private static String shown(Selector.Requirement requirement) {
        LabelKey key = requirement.key();
        LabelKey plain = LabelKey.any(shortened(key.key()));
        return new Selector.Requirement(plain, requirement.operator(), requirement.values())
                .toString();
    }

    private static String shortened(String key) {
        return key.startsWith(Labels.NAMESPACE_LABELS + ".")
                ? "namespace label " + key.substring(Labels.NAMESPACE_LABELS.length() + 1)
                : key;
    }
}
