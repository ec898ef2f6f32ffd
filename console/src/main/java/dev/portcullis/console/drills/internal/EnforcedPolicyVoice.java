package dev.portcullis.console.drills.internal;

import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.verdict.AllowReason;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.RuleRef;
import dev.portcullis.policy.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the policy engine about the attacker, with the policies and the target as the cluster has them. */
final class EnforcedPolicyVoice implements PolicyVoice {
    private static final String DRILL_TARGET = "portcullis.dev/drill-target";

    private final EnforcedPolicies policies;
    private final Workloads workloads;
    private final DrillSettings settings;

    EnforcedPolicyVoice(EnforcedPolicies policies, Workloads workloads, DrillSettings settings) {
        this.policies = policies;
        this.workloads = workloads;
        this.settings = settings;
    }

    @Override
    public Said now() {
        var set = policies.current();
        var target = target().flatMap(workload -> workload.endpoints().stream().findFirst());
        if (set.isEmpty() || target.isEmpty()) {
            return Said.NOTHING;
        }
        var attacker =
                Peer.Pod.of(
                        settings.namespace(),
                        "intruder",
                        Map.of("app", "intruder"),
                        Map.of("kubernetes.io/metadata.name", settings.namespace()),
                        "default");
        return said(
                set.get().decide(Connection.tcp(attacker, target.get(), settings.targetPort())));
    }

    @Override
    public String targetRefused() {
        var target = target();
        if (target.isEmpty()) {
            return workloads
                    .problem()
                    .orElseGet(
                            () ->
                                    "There is no workload %s/%s to attack."
                                            .formatted(
                                                    settings.targetNamespace(),
                                                    settings.targetWorkload()));
        }
        if (target.get().endpoints().isEmpty()) {
            return "%s has no pod to attack.".formatted(target.get().id());
        }
        var labelled =
                target.get().endpoints().stream()
                        .allMatch(pod -> pod.labels().has(label(), "true"));
        return labelled
                ? ""
                : "%s is no drill target: its pods lack the label %s=true."
                        .formatted(target.get().id(), DRILL_TARGET);
    }

    private static dev.portcullis.policy.LabelKey label() {
        return dev.portcullis.policy.LabelKey.k8s(DRILL_TARGET);
    }

    private Optional<Workload> target() {
        return workloads.find(settings.targetNamespace(), settings.targetWorkload());
    }

    private Said said(Verdict verdict) {
        return switch (verdict.outcome()) {
            case DENIED ->
                    new Said("denied", denial(verdict.deciding()), denying(verdict.deciding()));
            case UNDECIDED ->
                    new Said(
                            "undecided",
                            "The policies leave it open",
                            names(verdict.deciding().policies()));
            case ALLOWED, REDIRECTED ->
                    new Said(
                            "allowed",
                            admission(verdict.ingress()),
                            names(verdict.ingress().policies()));
        };
    }

    private String denial(DirectionVerdict side) {
        if (!(side instanceof DirectionVerdict.Denied denied)) {
            return "";
        }
        return switch (denied.reason()) {
            case DenyReason.DefaultDeny none ->
                    none.isolatedBy().isEmpty()
                            ? "Default deny of the whole cluster"
                            : "Default deny by " + joined(none.isolatedBy());
            case DenyReason.DenyRules deny -> "Denied by a rule of " + joined(rules(deny.rules()));
            case DenyReason.RequestRefused refused ->
                    "No request is admitted by " + joined(rules(refused.rules()));
        };
    }

    private List<String> denying(DirectionVerdict side) {
        return side instanceof DirectionVerdict.Denied denied
                        && denied.reason() instanceof DenyReason.DefaultDeny none
                ? names(none.isolatedBy())
                : names(side.policies());
    }

    private String admission(DirectionVerdict side) {
        return side instanceof DirectionVerdict.Allowed allowed
                        && allowed.reason() instanceof AllowReason.ByRules by
                ? "Allowed by " + joined(rules(by.rules()))
                : "No policy isolates %s".formatted(settings.targetWorkload());
    }

    private static List<PolicyId> rules(List<RuleRef> rules) {
        return rules.stream().map(RuleRef::policy).distinct().toList();
    }

    private static String joined(List<PolicyId> ids) {
        return String.join(" and ", names(ids));
    }

    private static List<String> names(List<PolicyId> ids) {
        return ids.stream()
                .map(id -> id.namespace().isEmpty() ? id.name() : id.namespace() + "/" + id.name())
                .toList();
    }
}
