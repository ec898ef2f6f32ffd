package dev.portcullis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes selectors that go on choosing the same workload when its pods are replaced. */
public final class StableLabels {

    /** Labels that name a workload, the best first; the first group of which any is there is used. */
    private static final List<List<String>> NAMING =
            List.of(
                    List.of(
                            "app.kubernetes.io/name",
                            "app.kubernetes.io/instance",
                            "app.kubernetes.io/component"),
                    List.of("k8s-app"),
                    List.of("app"));

    /** Labels of one run, replica or rollout of a workload. */
    private static final Set<String> PASSING =
            Set.of(
                    "pod-template-hash",
                    "controller-revision-hash",
                    "pod-template-generation",
                    "controller-uid",
                    "job-name",
                    "statefulset.kubernetes.io/pod-name",
                    "apps.kubernetes.io/pod-index",
                    "batch.kubernetes.io/controller-uid",
                    "batch.kubernetes.io/job-name",
                    "batch.kubernetes.io/job-completion-index",
                    "portcullis.dev/drill");

    private StableLabels() {}

    /** A selector of the pod's workload, without its namespace. */
    public static Selector selector(Peer.Pod pod) {
        Map<LabelKey, String> chosen = new TreeMap<>();
        for (List<String> names : NAMING) {
            for (String name : names) {
                pod.labels().get(name).ifPresent(value -> chosen.put(LabelKey.any(name), value));
            }
            if (!chosen.isEmpty()) {
                return new Selector(chosen, List.of());
            }
        }
        for (Label label : pod.labels()) {
            if (label.source().equals(Label.K8S)
                    && !PASSING.contains(label.key())
                    && !label.key().startsWith("io.cilium.k8s.")
                    && !label.key().equals(Labels.NAMESPACE)) {
                chosen.put(LabelKey.any(label.key()), label.value());
            }
        }
        if (chosen.isEmpty()) {
            pod.labels()
                    .get(Labels.SERVICE_ACCOUNT)
                    .ifPresent(
                            account -> chosen.put(LabelKey.k8s(Labels.SERVICE_ACCOUNT), account));
        }
        return new Selector(chosen, List.of());
    }

    /** A name for the pod's workload that may stand in an object's name. */
    public static String name(Peer.Pod pod) {
        String value =
                selector(pod).matchLabels().values().stream()
                        .findFirst()
                        .orElse("all")
                        .toLowerCase(Locale.ROOT);
        String safe = value.replaceAll("[^a-z0-9-]", "-").replaceAll("^-+|-+$", "");
        return safe.isEmpty()
                ? "workload"
                : safe.length() > 40 ? safe.substring(0, 40).replaceAll("-+$", "") : safe;
    }

    /** A way of naming that peer in a policy of that namespace. */
    public static PeerRule peer(String namespace, Peer peer) {
        return switch (peer) {
            case Peer.Pod pod -> {
                Selector selector = selector(pod);
                yield new PeerRule.Endpoints(
                        List.of(
                                pod.namespace().equals(namespace)
                                        ? selector
                                        : selector.and(
                                                LabelKey.k8s(Labels.NAMESPACE), pod.namespace())));
            }
            case Peer.Outside outside ->
                    new PeerRule.Cidrs(
                            List.of(new Cidr(outside.address(), outside.address().bits())));
            case Peer.Entity entity -> new PeerRule.Entities(kinds(entity));
        };
    }

    private static List<EntityKind> kinds(Peer.Entity entity) {
        List<EntityKind> kinds = new ArrayList<>();
        for (Label label : entity.labels()) {
            if (label.source().equals(Label.RESERVED)) {
                EntityKind.parse(label.key()).ifPresent(kinds::add);
            }
        }
        // The API server is the closest of its node's names.
        return kinds.contains(EntityKind.KUBE_APISERVER)
                ? List.of(EntityKind.KUBE_APISERVER)
                : kinds;
    }

    /** An entry that lets that peer use that port, and nothing more. */
    public static RuleEntry entry(String namespace, Peer peer, int port, Protocol protocol) {
        List<PeerRule> peers = List.of(peer(namespace, peer));
        if (protocol.isIcmp()) {
            return new RuleEntry(
                    peers,
                    List.of(),
                    List.of(
                            new RuleEntry.IcmpRule(
                                    List.of(
                                            new RuleEntry.IcmpType(
                                                    protocol == Protocol.ICMPV6, port)))),
                    Optional.empty());
        }
        int first = protocol.hasPorts() ? port : 0;
        return RuleEntry.of(
                peers,
                List.of(
                        PortRule.of(
                                List.of(
                                        new PortRule.PortMatch.Numbers(
                                                first, first, Optional.of(protocol))))));
    }
}
