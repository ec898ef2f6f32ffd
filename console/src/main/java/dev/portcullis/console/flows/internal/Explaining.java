package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.EdgeDetail;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.verdict.AllowReason;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.RuleRef;
import java.util.List;
import java.util.stream.Collectors;

/** Puts into words what the policies say of a connection. */
final class Explaining {
    private Explaining() {}

    static EdgeDetail.Explanation of(PolicySet policies, Connection connection) {
        var verdict = policies.decide(connection);
        var deciding = verdict.deciding();
        // Where both sides allow, the server's side is the one that guards.
        return say(
                deciding instanceof DirectionVerdict.Allowed ? verdict.ingress() : deciding,
                connection);
    }

    static EdgeDetail.Explanation unknown(String why) {
        return new EdgeDetail.Explanation("unknown", "Not known.", why, List.of(), "", List.of());
    }

    private static EdgeDetail.Explanation say(DirectionVerdict side, Connection connection) {
        var subject =
                switch (side.direction()) {
                    case INGRESS -> "Ingress to " + connection.to().name();
                    case EGRESS -> "Egress from " + connection.from().name();
                };
        return switch (side) {
            case DirectionVerdict.Allowed allowed -> allowed(allowed, subject);
            case DirectionVerdict.Redirected redirected ->
                    new EdgeDetail.Explanation(
                            "allowed",
                            "Allowed, request by request.",
                            "The L7 proxy asks %s about each request."
                                    .formatted(rules(redirected.redirect().rules())),
                            names(redirected.policies()),
                            "",
                            List.of());
            case DirectionVerdict.Denied denied -> denied(denied, subject);
            case DirectionVerdict.Undecidable undecidable ->
                    new EdgeDetail.Explanation(
                            "undecided",
                            "Undecided.",
                            undecidable.doubts().stream()
                                    .map(doubt -> doubt.rule() + ": " + doubt.because())
                                    .collect(Collectors.joining("; ")),
                            names(undecidable.policies()),
                            "",
                            List.of());
        };
    }

    private static EdgeDetail.Explanation allowed(
            DirectionVerdict.Allowed allowed, String subject) {
        var text =
                switch (allowed.reason()) {
                    case AllowReason.ByRules(var rules) ->
                            "%s is allowed by %s.".formatted(subject, rules(rules));
                    case AllowReason.NotIsolated _ ->
                            "No policy isolates it: %s is open to everyone."
                                    .formatted(lowerFirst(subject));
                    case AllowReason.FromOwnHost _ ->
                            "A node's own traffic to its pods always passes, so that probes work.";
                    case AllowReason.NotEnforcedHere _ ->
                            "Policies are not enforced at this end; the other end allows it too.";
                    case AllowReason.NeverEnforced _ ->
                            "Enforcement is switched off for the whole cluster.";
                };
        return new EdgeDetail.Explanation(
                "allowed", "Allowed.", text, names(allowed.policies()), "", List.of());
    }

    private static EdgeDetail.Explanation denied(DirectionVerdict.Denied denied, String subject) {
        return switch (denied.reason()) {
            case DenyReason.DefaultDeny(var isolatedBy, var nearest) -> {
                var first = nearest.stream().findFirst();
                yield new EdgeDetail.Explanation(
                        "denied",
                        "Default deny.",
                        "%s is isolated by %s. No rule allows this peer."
                                .formatted(subject, list(isolatedBy)),
                        names(isolatedBy),
                        first.map(miss -> miss.rule().toString()).orElse(""),
                        first.map(
                                        miss ->
                                                miss.misses().stream()
                                                        .map(
                                                                one ->
                                                                        new EdgeDetail.Miss(
                                                                                one.kind()
                                                                                        .name()
                                                                                        .toLowerCase(
                                                                                                java
                                                                                                        .util
                                                                                                        .Locale
                                                                                                        .ROOT),
                                                                                one.wanted(),
                                                                                one.found()))
                                                        .toList())
                                .orElse(List.of()));
            }
            case DenyReason.DenyRules(var rules) ->
                    new EdgeDetail.Explanation(
                            "denied",
                            "Deny rule.",
                            "%s is forbidden by %s, and deny beats allow."
                                    .formatted(subject, rules(rules)),
                            names(denied.policies()),
                            "",
                            List.of());
            case DenyReason.RequestRefused(var rules, var request) ->
                    new EdgeDetail.Explanation(
                            "denied",
                            "Request refused.",
                            "None of %s lets %s pass.".formatted(rules(rules), request),
                            names(denied.policies()),
                            "",
                            List.of());
        };
    }

    private static String rules(List<RuleRef> rules) {
        return rules.stream().map(RuleRef::toString).limit(3).collect(Collectors.joining(", "));
    }

    private static String list(List<PolicyId> ids) {
        return ids.isEmpty()
                ? "the agent's mode"
                : ids.stream().map(PolicyId::display).collect(Collectors.joining(", "));
    }

    private static List<String> names(List<PolicyId> ids) {
        return ids.stream().map(PolicyId::display).toList();
    }

    private static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
