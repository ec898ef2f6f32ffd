package dev.portcullis.console.quarantine.internal;

import dev.portcullis.hubble.DropReason;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.policy.PolicyId;
import java.util.Map;

/** What a quarantine denies: everything of the pods that wear its labels. */
record Hold(PolicyId policy, Map<String, String> labels) {
    Hold {
        labels = Map.copyOf(labels);
    }

    /** Whether a quarantine can be behind it at all; what no rule allows is no quarantine's doing. */
    static boolean isByDenyRule(Flow flow) {
        return !flow.deniedBy().isEmpty() || flow.dropReason().equals(DropReason.POLICY_DENY);
    }

    /**
     * Whether it denied this. A policy verdict names who denied. A drop names nobody, also where a verdict before it
     * did; but whatever a deny rule forbids a pod in quarantine, its quarantine forbids as well.
     */
    boolean denied(Flow flow) {
        return flow.deniedBy().isEmpty()
                ? flow.dropReason().equals(DropReason.POLICY_DENY) && isAboutItsPods(flow)
                : isNamed(flow);
    }

    /** Whether the flow names it among those that denied. */
    boolean isNamed(Flow flow) {
        return flow.deniedBy().stream()
                .anyMatch(
                        named ->
                                named.namespace().equals(policy.namespace())
                                        && named.name().equals(policy.name()));
    }

    /** Each side's rules are about that side's pod. */
    private boolean isAboutItsPods(Flow flow) {
        return switch (flow.direction()) {
            case EGRESS -> wears(flow.source());
            case INGRESS -> wears(flow.destination());
            case UNKNOWN -> wears(flow.source()) || wears(flow.destination());
        };
    }

    private boolean wears(FlowPeer peer) {
        return !labels.isEmpty()
                && peer.namespace().equals(policy.namespace())
                && labels.entrySet().stream()
                        .allMatch(
                                label ->
                                        peer.label("k8s:" + label.getKey())
                                                .filter(label.getValue()::equals)
                                                .isPresent());
    }
}
