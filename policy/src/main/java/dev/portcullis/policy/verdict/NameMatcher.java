package dev.portcullis.policy.verdict;

import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.NamePattern;
import dev.portcullis.policy.Peer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Means peers outside the cluster by names that were resolved to their addresses. */
record NameMatcher(String written, Set<IpAddress> addresses) implements PeerMatcher {

    NameMatcher {
        addresses = Set.copyOf(addresses);
    }

    static NameMatcher of(NamePattern pattern, Map<String, Set<IpAddress>> dns) {
        DnsName name = DnsName.of(pattern);
        Set<IpAddress> addresses = new HashSet<>();
        dns.forEach(
                (resolved, where) -> {
                    if (name.matches(resolved)) {
                        addresses.addAll(where);
                    }
                });
        return new NameMatcher(pattern.written(), addresses);
    }

    @Override
    public Match match(Peer peer) {
        return switch (peer) {
            case Peer.Pod _ -> Match.NO;
            case Peer.Outside outside -> Match.of(addresses.contains(outside.address()));
            case Peer.Entity entity ->
                    !entity.labels().isReserved("world")
                            ? Match.NO
                            : entity.address()
                                    .map(address -> Match.of(addresses.contains(address)))
                                    .orElse(new Match.Unknown("the peer's address is not known"));
        };
    }

    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        return List.of(
                new NearMiss.Miss(
                        NearMiss.Kind.NAME,
                        "an address that " + written + " resolved to",
                        peer.name()));
    }
}
