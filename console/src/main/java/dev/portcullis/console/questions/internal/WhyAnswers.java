package dev.portcullis.console.questions.internal;

import dev.portcullis.console.flows.FlowConnections;
import dev.portcullis.console.questions.Why;
import dev.portcullis.console.questions.Why.Nearest;
import dev.portcullis.console.questions.Why.PolicyLink;
import dev.portcullis.console.questions.Why.Term;
import dev.portcullis.hubble.Flow;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.Request;
import dev.portcullis.policy.explain.Explanation;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.read.PolicyPrinter;
import dev.portcullis.policy.verdict.AllowReason;
import dev.portcullis.policy.verdict.DenyReason;
import dev.portcullis.policy.verdict.DirectionVerdict;
import dev.portcullis.policy.verdict.NearMiss;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts into words what the engine says of one connection. */
final class WhyAnswers {
    private static final int MOST_NEAREST = 3;

    private WhyAnswers() {}

    static Why of(
            PolicySet policies,
            Connection connection,
            String source,
            String destination,
            Optional<Flow> flow) {
        var recorded = flow.map(WhyAnswers::recorded).orElse(Recorded.OTHER);
        var explanation = Explanation.of(connection, recorded, policies);
        return new Why(
                asked(connection, source, destination),
                flow.map(WhyAnswers::record),
                answer(explanation, connection),
                flow.isEmpty() ? "open" : explanation.agreement().name().toLowerCase(Locale.ROOT),
                explanation.unchecked().stream()
                        .map(doubt -> "Of %s: %s.".formatted(doubt.rule(), doubt.because()))
                        .toList(),
                nearest(explanation.now().deciding(), connection),
                explanation.admitting().isEmpty()
                        ? ""
                        : PolicyPrinter.yaml(explanation.admitting()));
    }

    /** Where the policies cannot be asked. */
    static Why unknown(
            Connection connection,
            String source,
            String destination,
            Optional<Flow> flow,
            String because) {
        return new Why(
                asked(connection, source, destination),
                flow.map(WhyAnswers::record),
                new Why.Answer("unknown", "Not known.", because, List.of(), List.of()),
                "open",
                List.of(because),
                List.of(),
                "");
    }

    private static Recorded recorded(Flow flow) {
        return FlowConnections.recorded(flow);
    }

    private static Why.Asked asked(Connection connection, String source, String destination) {
        return new Why.Asked(
                source,
                destination,
                connection.from().name(),
                connection.to().name(),
                connection.port(),
                connection.protocol().name(),
                connection.request().map(WhyAnswers::request).orElse(""));
    }

    private static String request(Request request) {
        return switch (request) {
            case Request.Http http -> http.method() + " " + http.path();
            case Request.Dns dns -> "the name " + dns.name();
        };
    }

    private static Why.Record record(Flow flow) {
        var named = recorded(flow) == Recorded.DENIED ? flow.deniedBy() : flow.allowedBy();
        return new Why.Record(
                switch (recorded(flow)) {
                    case ALLOWED -> "allowed";
                    case DENIED -> "denied";
                    case OTHER -> "undecided";
                },
                flow.dropReason().words(),
                flow.time(),
                flow.nodeName(),
                named.stream()
                        .map(
                                ref ->
                                        ref.namespace().isEmpty()
                                                ? ref.name()
                                                : ref.namespace() + "/" + ref.name())
                        .distinct()
                        .toList());
    }

    private static Why.Answer answer(Explanation explanation, Connection connection) {
        var verdict = explanation.now();
        var outcome = verdict.outcome();
        // Where both sides allow, the server's side is the one that guards.
        var side =
                outcome == Outcome.ALLOWED || outcome == Outcome.REDIRECTED
                        ? verdict.ingress()
                        : verdict.deciding();
        return new Why.Answer(
                switch (outcome) {
                    case ALLOWED, REDIRECTED -> "allowed";
                    case DENIED -> "denied";
                    case UNDECIDED -> "undecided";
                },
                title(side),
                sentence(side, connection),
                List.of(Reasons.sentence(verdict.egress()), Reasons.sentence(verdict.ingress())),
                links(verdict.egress(), verdict.ingress(), side));
    }

    private static String title(DirectionVerdict side) {
        return switch (side) {
            case DirectionVerdict.Allowed _ -> "Allowed.";
            case DirectionVerdict.Redirected _ -> "Allowed, request by request.";
            case DirectionVerdict.Undecidable _ -> "Undecided.";
            case DirectionVerdict.Denied denied ->
                    switch (denied.reason()) {
                        case DenyReason.DefaultDeny _ -> "Default deny.";
                        case DenyReason.DenyRules _ -> "Deny rule.";
                        case DenyReason.RequestRefused _ -> "Request refused.";
                    };
        };
    }

    private static String sentence(DirectionVerdict side, Connection connection) {
        var subject =
                switch (side.direction()) {
                    case INGRESS -> "Ingress to " + connection.to().name();
                    case EGRESS -> "Egress from " + connection.from().name();
                };
        return switch (side) {
            case DirectionVerdict.Denied denied
                    when denied.reason() instanceof DenyReason.DefaultDeny(var by, var _) ->
                    "%s is isolated by %s. No rule allows this %s."
                            .formatted(
                                    subject,
                                    by.isEmpty()
                                            ? "the agent's mode"
                                            : String.join(
                                                    ", ",
                                                    by.stream().map(PolicyId::display).toList()),
                                    side.direction() == Direction.INGRESS
                                            ? "source"
                                            : "destination");
            case DirectionVerdict.Allowed allowed
                    when allowed.reason() instanceof AllowReason.NotIsolated ->
                    "%s is not isolated by any policy: it is open to everyone.".formatted(subject);
            default -> Reasons.sentence(side);
        };
    }

    private static List<PolicyLink> links(DirectionVerdict... sides) {
        var ids = new LinkedHashSet<PolicyId>();
        for (var side : sides) {
            ids.addAll(side.policies());
            if (side instanceof DirectionVerdict.Denied denied
                    && denied.reason() instanceof DenyReason.DefaultDeny(var by, var _)) {
                ids.addAll(by);
            }
        }
        return ids.stream().map(PolicyLink::to).toList();
    }

    private static List<Nearest> nearest(DirectionVerdict side, Connection connection) {
        return side instanceof DirectionVerdict.Denied denied
                        && denied.reason() instanceof DenyReason.DefaultDeny(var _, var misses)
                ? misses.stream()
                        .limit(MOST_NEAREST)
                        .map(miss -> nearest(miss, connection, side.direction()))
                        .toList()
                : List.of();
    }

    private static Nearest nearest(NearMiss miss, Connection connection, Direction direction) {
        var terms = new ArrayList<Term>();
        for (var one : miss.misses()) {
            terms.add(
                    new Term(
                            one.kind().name().toLowerCase(Locale.ROOT),
                            one.wanted(),
                            one.found(),
                            false));
        }
        if (miss.misses().stream()
                .noneMatch(
                        one ->
                                one.kind() == NearMiss.Kind.PORT
                                        || one.kind() == NearMiss.Kind.PROTOCOL)) {
            var port = connection.port() + "/" + connection.protocol();
            terms.add(new Term("port", port, port, true));
        }
        if (miss.misses().stream()
                .allMatch(
                        one ->
                                one.kind() == NearMiss.Kind.PORT
                                        || one.kind() == NearMiss.Kind.PROTOCOL)) {
            var peer = connection.remote(direction).name();
            terms.add(new Term("peer", peer, peer, true));
        }
        return new Nearest(miss.rule().toString(), PolicyLink.page(miss.rule().policy()), terms);
    }
}
