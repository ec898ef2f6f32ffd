package dev.portcullis.policy.suggest;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.RuleEntry.IcmpRule;
import dev.portcullis.policy.RuleEntry.IcmpType;
import dev.portcullis.policy.Selector;
import dev.portcullis.policy.StableLabels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one workload was observed to need in one direction: for each peer, its ports by protocol. */
final class Needs {

    /** Servers that hand out ports for data choose them from here up (Linux's default range). */
    private static final int EPHEMERAL_FROM = 32_768;

    /** So many different ports in that range are taken for chosen ones, not for services. */
    private static final int MANY = 8;

    private static final int MOST_PORTS = 40;

    private final Map<PeerRule, Map<Protocol, TreeSet<Integer>>> ports = new LinkedHashMap<>();
    private boolean asksForNames;

    void add(Connection connection, Direction direction) {
        Peer.Pod subject = (Peer.Pod) connection.subject(direction);
        PeerRule peer = StableLabels.peer(subject.namespace(), connection.remote(direction));
        ports.computeIfAbsent(peer, _ -> new TreeMap<>())
                .computeIfAbsent(connection.protocol(), _ -> new TreeSet<>())
                .add(connection.port());
        asksForNames |= connection.port() == 53;
    }

    boolean asksForNames() {
        return asksForNames;
    }

    /** Entries that let just this pass; peers with the same needs share one. */
    List<RuleEntry> entries(String namespace, Set<String> generalisations) {
        Map<Map<Protocol, TreeSet<Integer>>, List<PeerRule>> sameNeeds = new LinkedHashMap<>();
        ports.forEach(
                (peer, needed) ->
                        sameNeeds.computeIfAbsent(needed, _ -> new ArrayList<>()).add(peer));
        List<RuleEntry> entries = new ArrayList<>();
        sameNeeds.forEach(
                (needed, peers) -> {
                    for (PeerRule peer : merged(peers)) {
                        entries.addAll(entries(peer, needed, namespace, generalisations));
                    }
                });
        return entries;
    }

    /** Peers named in the same way go into one list, as one entry takes only one way. */
    private static List<PeerRule> merged(List<PeerRule> peers) {
        List<Selector> selectors = new ArrayList<>();
        List<Cidr> blocks = new ArrayList<>();
        List<PeerRule> merged = new ArrayList<>();
        for (PeerRule peer : peers) {
            switch (peer) {
                case PeerRule.Endpoints endpoints -> selectors.addAll(endpoints.selectors());
                case PeerRule.Cidrs cidrs -> blocks.addAll(cidrs.blocks());
                case PeerRule.Entities _,
                        PeerRule.CidrSets _,
                        PeerRule.Nodes _,
                        PeerRule.Groups _,
                        PeerRule.Services _,
                        PeerRule.Names _ ->
                        merged.add(peer);
            }
        }
        if (!selectors.isEmpty()) {
            merged.add(new PeerRule.Endpoints(selectors));
        }
        if (!blocks.isEmpty()) {
            merged.add(new PeerRule.Cidrs(blocks));
        }
        return merged;
    }

    private static List<RuleEntry> entries(
            PeerRule peer,
            Map<Protocol, TreeSet<Integer>> needed,
            String namespace,
            Set<String> generalisations) {
        List<PortMatch> matches = new ArrayList<>();
        List<IcmpType> types = new ArrayList<>();
        needed.forEach(
                (protocol, numbers) -> {
                    if (protocol.isIcmp()) {
                        numbers.forEach(
                                type -> types.add(new IcmpType(protocol == Protocol.ICMPV6, type)));
                    } else if (!protocol.hasPorts()) {
                        matches.add(new PortMatch.Numbers(0, 0, Optional.of(protocol)));
                    } else {
                        matches.addAll(numbers(protocol, numbers, namespace, generalisations));
                    }
                });
        List<RuleEntry> entries = new ArrayList<>();
        if (!matches.isEmpty()) {
            List<PortRule> rules = new ArrayList<>();
            for (int from = 0; from < matches.size(); from += MOST_PORTS) {
                rules.add(
                        PortRule.of(
                                matches.subList(
                                        from, Math.min(matches.size(), from + MOST_PORTS))));
            }
            entries.add(RuleEntry.of(List.of(peer), rules));
        }
        if (!types.isEmpty()) {
            entries.add(
                    new RuleEntry(
                            List.of(peer),
                            List.of(),
                            List.of(new IcmpRule(types)),
                            Optional.empty()));
        }
        return entries;
    }

    private static List<PortMatch> numbers(
            Protocol protocol,
            TreeSet<Integer> numbers,
            String namespace,
            Set<String> generalisations) {
        List<PortMatch> matches = new ArrayList<>();
        boolean folded = numbers.tailSet(EPHEMERAL_FROM).size() > MANY;
        for (int number : folded ? numbers.headSet(EPHEMERAL_FROM) : numbers) {
            matches.add(new PortMatch.Numbers(number, number, Optional.of(protocol)));
        }
        if (folded) {
            matches.add(new PortMatch.Numbers(EPHEMERAL_FROM, 65_535, Optional.of(protocol)));
            generalisations.add(
                    "In "
                            + namespace
                            + ", "
                            + numbers.tailSet(EPHEMERAL_FROM).size()
                            + " different "
                            + protocol
                            + " ports from "
                            + EPHEMERAL_FROM
                            + " up were taken for ports chosen at random, and all of them are let pass.");
        }
        return matches;
    }
}
