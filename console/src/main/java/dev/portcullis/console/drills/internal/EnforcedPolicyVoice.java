package dev.portcullis.console.drills.internal;

import dev.portcullis.console.flows.DrillLabel;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.Request;
import dev.portcullis.policy.verdict.AllowReason;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.RuleRef;
import dev.portcullis.policy.verdict.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the policy engine about the attacker, with the policies and the target as the cluster has them. */
final class EnforcedPolicyVoice implements PolicyVoice {
    private static final String DRILL_TARGET = "portcullis.dev/drill-target";

    private final EnforcedPolicies policies;
    private final Workloads workloads;

    EnforcedPolicyVoice(EnforcedPolicies policies, Workloads workloads) {
        this.policies = policies;
        this.workloads = workloads;
    }

    @Override
    public Said now(AttackRoute route) {
        var set = policies.current();
        var target = peer(route.target());
        if (set.isEmpty() || target.isEmpty()) {
            return Said.NOTHING;
        }
        var connection =
                Connection.tcp(attacker(route), target.get(), Collections.max(asked(route)));
        var said =
                route.request()
                        .map(
                                request ->
                                        set.get()
                                                .decide(
                                                        connection.asking(
                                                                Request.Http.of(
                                                                        request.method(),
                                                                        request.path()))))
                        .orElseGet(() -> set.get().decide(connection));
        return said(said, name(route.target()));
    }

    private static Peer attacker(AttackRoute route) {
        return Peer.Pod.of(
                route.namespace(),
                "intruder",
                Map.of("app", route.guise(), DrillLabel.KEY, "x"),
                Map.of("kubernetes.io/metadata.name", route.namespace()),
                "default");
    }

    private Optional<Peer> peer(AttackRoute.Target target) {
        return switch (target) {
            case AttackRoute.Target.OfWorkload of ->
                    workloads
                            .find(of.namespace(), of.name())
                            .flatMap(workload -> workload.endpoints().stream().findFirst())
                            .map(Peer.class::cast);
            case AttackRoute.Target.OfApiServer _ ->
                    Optional.of(Peer.Entity.of(EntityKind.KUBE_APISERVER));
        };
    }

    private static Set<Integer> asked(AttackRoute route) {
        return switch (route.target()) {
            case AttackRoute.Target.OfWorkload of -> Set.of(of.port());
            case AttackRoute.Target.OfApiServer of -> of.ports();
        };
    }

    private static String name(AttackRoute.Target target) {
        return switch (target) {
            case AttackRoute.Target.OfWorkload of -> of.name();
            case AttackRoute.Target.OfApiServer _ -> "the attacker";
        };
    }

    @Override
    public String targetRefused(AttackRoute route) {
        return switch (route.target()) {
            case AttackRoute.Target.OfWorkload of -> refused(of);
            // It has no pod to label; it is only ever knocked at.
            case AttackRoute.Target.OfApiServer _ -> "";
        };
    }

    private String refused(AttackRoute.Target.OfWorkload wanted) {
        var target = workloads.find(wanted.namespace(), wanted.name());
        if (target.isEmpty()) {
            return workloads
                    .problem()
                    .orElseGet(
                            () ->
                                    "There is no workload %s/%s to attack."
                                            .formatted(wanted.namespace(), wanted.name()));
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

    private static Said said(Verdict verdict, String target) {
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
                            admission(verdict.ingress(), target),
                            names(verdict.ingress().policies()));
        };
    }

    private static String denial(DirectionVerdict side) {
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

    private static List<String> denying(DirectionVerdict side) {
        return side instanceof DirectionVerdict.Denied denied
                        && denied.reason() instanceof DenyReason.DefaultDeny none
                ? names(none.isolatedBy())
                : names(side.policies());
    }

    private static String admission(DirectionVerdict side, String target) {
        return side instanceof DirectionVerdict.Allowed allowed
                        && allowed.reason() instanceof AllowReason.ByRules by
                ? "Allowed by " + joined(rules(by.rules()))
                : "No policy isolates %s".formatted(target);
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
