package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the proxy in the way of a connection lets pass. Immutable and safe to keep for as long as
 * the connection and the policies last.
 */
public final class Redirect {

    /** What kind of proxy stands in the way. */
    public enum Parser {
        HTTP,
        DNS
    }

    private final Parser parser;
    private final List<RuleRef> rules;
    private final Optional<RuleRef> letsAllPass;
    private final List<RequestRule> requestRules;

    Redirect(
            Parser parser,
            List<RuleRef> rules,
            Optional<RuleRef> letsAllPass,
            List<RequestRule> requestRules) {
        this.parser = parser;
        this.rules = List.copyOf(rules);
        this.letsAllPass = letsAllPass;
        this.requestRules = List.copyOf(requestRules);
    }

    /** What kind of requests the proxy reads. */
    public Parser parser() {
        return parser;
    }

    /** The port rules that send the connection to the proxy or allow it, the closest first. */
    public List<RuleRef> rules() {
        return rules;
    }

    /** The rule by which every request passes, if there is one beside those that look inside. */
    public Optional<RuleRef> letsAllPass() {
        return letsAllPass;
    }

    /** Whether one request may pass. A request of the other kind never may. */
    public RequestVerdict decide(Request request) {
        if (letsAllPass.isPresent()) {
            return new RequestVerdict.Allowed(letsAllPass.get());
        }
        Doubt doubt = null;
        for (RequestRule rule : requestRules) {
            switch (rule.match(request)) {
                case Match.Yes _ -> {
                    return new RequestVerdict.Allowed(rule.ref());
                }
                case Match.Unknown unknown -> doubt = new Doubt(rule.ref(), unknown.because());
                case Match.No _ -> {}
            }
        }
        return doubt != null
                ? new RequestVerdict.Undecidable(doubt)
                : new RequestVerdict.Refused(refusal(request));
    }

    private DenyReason.RequestRefused refusal(Request request) {
        List<RuleRef> asked = new ArrayList<>();
        for (RequestRule rule : requestRules) {
            asked.add(rule.ref());
        }
        return new DenyReason.RequestRefused(
                asked,
                switch (request) {
                    case Request.Http http -> http.method() + " " + http.path();
                    case Request.Dns dns -> "DNS " + dns.name();
                });
    }
}
