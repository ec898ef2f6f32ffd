package dev.portcullis.policy.verdict;

import dev.portcullis.policy.NamePattern;
import dev.portcullis.policy.Request;

/** Asks whether a DNS question is for a name that a DNS rule lets pass. */
record DnsRequestRule(RuleRef ref, DnsName name) implements RequestRule {

    static DnsRequestRule of(RuleRef ref, NamePattern pattern) {
        return new DnsRequestRule(ref, DnsName.of(pattern));
    }

    @Override
    public Match match(Request request) {
        return Match.of(request instanceof Request.Dns dns && name.matches(dns.name()));
    }
}
