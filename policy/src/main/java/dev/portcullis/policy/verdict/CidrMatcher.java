package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Peer;
import java.util.List;
import java.util.Optional;

/**
 * Means peers by their address. It never means pods, and means nodes only where the cluster is set
 * so: their identities come from elsewhere.
 */
record CidrMatcher(List<Cidr> blocks, List<Cidr> except, boolean nodesToo) implements PeerMatcher {

    CidrMatcher {
        blocks = List.copyOf(blocks);
        except = List.copyOf(except);
    }

    @Override
    public Match match(Peer peer) {
        return switch (peer) {
            case Peer.Pod _ -> Match.NO;
            case Peer.Outside outside -> Match.of(covers(outside.address()));
            case Peer.Entity entity -> {
                boolean node =
                        entity.labels().isReserved("host")
                                || entity.labels().isReserved("remote-node");
                boolean world = entity.labels().isReserved("world");
                if (!(world || (node && nodesToo))) {
                    yield Match.NO;
                }
                Optional<IpAddress> address = entity.address();
                yield address.isPresent()
                        ? Match.of(covers(address.get()))
                        : new Match.Unknown("the peer's address is not known");
            }
        };
    }

    private boolean covers(IpAddress address) {
        for (Cidr hole : except) {
            if (hole.contains(address)) {
                return false;
            }
        }
        for (Cidr block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        String found =
                peer instanceof Peer.Pod
                        ? peer.name() + " (address blocks never match pods)"
                        : peer.name();
        String wanted = String.join(" or ", blocks.stream().map(Cidr::toString).limit(3).toList());
        return List.of(
                new NearMiss.Miss(
                        NearMiss.Kind.ADDRESS,
                        wanted
                                + (blocks.size() > 3 ? " …" : "")
                                + (except.isEmpty() ? "" : " with exceptions"),
                        found));
    }
}
