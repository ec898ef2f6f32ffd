package dev.portcullis.policy.check;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.RuleEntry;
import java.util.ArrayList;
import java.util.List;

/** An entry that lets the whole outside in, or out, unless the same rule denies the outside. */
record OpenToWorld() implements Check {

    @Override
    public List<Finding> run(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Subject.Place place : subject.rules()) {
            for (Direction direction : Direction.values()) {
                if (place.rule().denies(direction).stream().anyMatch(OpenToWorld::isTheWorld)) {
                    continue;
                }
                List<RuleEntry> entries = place.rule().allows(direction);
                for (int i = 0; i < entries.size(); i++) {
                    if (meansTheWorld(entries.get(i))) {
                        boolean in = direction == Direction.INGRESS;
                        findings.add(
                                new Finding(
                                        in ? Finding.Severity.WARNING : Finding.Severity.NOTE,
                                        "open-to-world",
                                        place.policy().id(),
                                        place.prefix() + direction.word() + "[" + i + "]",
                                        in
                                                ? "Anyone outside the cluster may enter by this entry."
                                                : "Anywhere outside the cluster may be reached by this entry.",
                                        in
                                                ? "Name the peers that need it, such as fromEntities: [cluster] or fromCIDR."
                                                : "Name the destinations, such as toFQDNs or toCIDR."));
                    }
                }
            }
        }
        return findings;
    }

    private static boolean meansTheWorld(RuleEntry entry) {
        if (entry.isEmpty()) {
            return false;
        }
        return entry.peers().isEmpty()
                || entry.peers().stream().anyMatch(OpenToWorld::meansTheWorld);
    }

    /** True if it means the whole outside on every port, which only an entity says of both families. */
    private static boolean isTheWorld(RuleEntry deny) {
        return deny.toPorts().isEmpty()
                && deny.icmps().isEmpty()
                && deny.peers().stream()
                        .anyMatch(peer -> peer instanceof PeerRule.Entities && meansTheWorld(peer));
    }

    private static boolean meansTheWorld(PeerRule peer) {
        return switch (peer) {
            case PeerRule.Entities entities ->
                    entities.kinds().contains(EntityKind.ALL)
                            || entities.kinds().contains(EntityKind.WORLD);
            case PeerRule.Cidrs cidrs ->
                    cidrs.blocks().stream().anyMatch(block -> block.prefixLength() == 0);
            case PeerRule.CidrSets sets ->
                    sets.sets().stream()
                            .anyMatch(
                                    set ->
                                            set.source() instanceof PeerRule.CidrSet.Block block
                                                    && block.cidr().prefixLength() == 0);
            case PeerRule.Endpoints _,
                    PeerRule.Nodes _,
                    PeerRule.Groups _,
                    PeerRule.Services _,
                    PeerRule.Names _ ->
                    false;
        };
    }
}
