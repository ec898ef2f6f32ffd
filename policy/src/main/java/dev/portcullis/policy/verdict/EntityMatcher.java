package dev.portcullis.policy.verdict;

import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import java.util.List;

/** Means peers by one of the names of {@code fromEntities} and {@code toEntities}. */
record EntityMatcher(EntityKind kind, String clusterName) implements PeerMatcher {

    private static final List<EntityKind> OF_THE_CLUSTER =
            List.of(
                    EntityKind.HOST,
                    EntityKind.REMOTE_NODE,
                    EntityKind.INIT,
                    EntityKind.INGRESS,
                    EntityKind.HEALTH,
                    EntityKind.UNMANAGED,
                    EntityKind.KUBE_APISERVER);

    @Override
    public boolean anybody() {
        return kind == EntityKind.ALL;
    }

    @Override
    public Match match(Peer peer) {
        Labels labels = peer.labels();
        return switch (kind) {
            case ALL -> Match.YES;
            case NONE -> Match.NO;
            case WORLD ->
                    Match.of(
                            labels.isReserved("world")
                                    || labels.isReserved("world-ipv4")
                                    || labels.isReserved("world-ipv6"));
            case WORLD_IPV4 -> family(peer, true);
            case WORLD_IPV6 -> family(peer, false);
            case CLUSTER ->
                    Match.of(
                            labels.has(LabelKey.k8s(Labels.CLUSTER), clusterName)
                                    || OF_THE_CLUSTER.stream()
                                            .anyMatch(one -> labels.isReserved(one.word())));
            case CLUSTER_MESH ->
                    Match.of(
                            labels.has(LabelKey.k8s(Labels.CLUSTER))
                                    || OF_THE_CLUSTER.stream()
                                            .anyMatch(one -> labels.isReserved(one.word())));
            case HOST, REMOTE_NODE, KUBE_APISERVER, INGRESS, HEALTH, INIT, UNMANAGED ->
                    Match.of(labels.isReserved(kind.word()));
        };
    }

    private Match family(Peer peer, boolean v4) {
        return switch (peer) {
            case Peer.Outside outside -> Match.of(outside.address().v4() == v4);
            case Peer.Pod _ -> Match.NO;
            case Peer.Entity entity -> {
                if (entity.labels().isReserved(kind.word())) {
                    yield Match.YES;
                }
                if (!entity.labels().isReserved("world")) {
                    yield Match.NO;
                }
                yield entity.address()
                        .map(address -> Match.of(address.v4() == v4))
                        .orElse(
                                new Match.Unknown(
                                        "the peer is outside, but its address is not known"));
            }
        };
    }

    @Override
    public List<NearMiss.Miss> misses(Peer peer) {
        return List.of(
                new NearMiss.Miss(NearMiss.Kind.ENTITY, "entity " + kind.word(), peer.name()));
    }
}
