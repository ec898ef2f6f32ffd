package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a rule's {@code ingress}, {@code egress}, {@code ingressDeny} or
 * {@code egressDeny}: which peers, and on which ports or with which ICMP types.
 *
 * @param peers the ways of naming peers that are present; none means any peer
 * @param toPorts port rules, any one of which may match; none means all ports and protocols
 * @param icmps ICMP types, any one of which may match
 * @param authentication the mode of mutual authentication asked for, as written
 */
public record RuleEntry(
        List<PeerRule> peers,
        List<PortRule> toPorts,
        List<IcmpRule> icmps,
        Optional<String> authentication) {

    public RuleEntry {
        peers = List.copyOf(peers);
        toPorts = List.copyOf(toPorts);
        icmps = List.copyOf(icmps);
        requireNonNull(authentication, "authentication is null");
    }

    /** An entry about these peers on these ports. */
    public static RuleEntry of(List<PeerRule> peers, List<PortRule> toPorts) {
        return new RuleEntry(peers, toPorts, List.of(), Optional.empty());
    }

    /** True if it says nothing at all: it isolates its subject, and allows and denies nobody. */
    public boolean isEmpty() {
        return peers.isEmpty() && toPorts.isEmpty() && icmps.isEmpty();
    }

    /** One of {@code icmps}: types, any one of which may match. */
    public record IcmpRule(List<IcmpType> fields) {
        public IcmpRule {
            fields = List.copyOf(fields);
        }
    }

    /** One ICMP type of one family, {@code v6} for ICMPv6. */
    public record IcmpType(boolean v6, int type) {}
}
