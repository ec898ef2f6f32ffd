package dev.portcullis.policy.verdict;

import dev.portcullis.policy.PolicyId;
import java.util.List;
import java.util.Optional;

/** One entry of a rule, ready to be asked: which peers, and what about which ports. */
record CompiledEntry(
        PolicyId policy,
        String path,
        PeerMatcher peer,
        List<Ports> ports,
        Optional<Hindrance> hindrance) {

    CompiledEntry {
        ports = List.copyOf(ports);
    }

    /** One entry of {@code toPorts}, or all of {@code icmps}, or the lack of both. */
    record Ports(
            RuleRef ref,
            List<PortMatcher> matchers,
            Optional<Redirect.Parser> parser,
            List<RequestRule> requests,
            Optional<Hindrance> hindrance) {
        Ports {
            matchers = List.copyOf(matchers);
            requests = List.copyOf(requests);
        }

        /** True if requests are looked at, and not every one passes. */
        boolean looksInside() {
            return parser.isPresent();
        }
    }

    RuleRef ref() {
        return new RuleRef(policy, path);
    }
}
