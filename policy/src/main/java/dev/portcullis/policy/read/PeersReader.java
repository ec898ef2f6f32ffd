package dev.portcullis.policy.read;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.NamePattern;
import dev.portcullis.policy.PeerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the ways of naming peers in one entry of a Cilium rule. */
final class PeersReader {

    private PeersReader() {}

    /** The fields that name peers on that side of allow and deny entries. */
    static Set<String> fields(Direction direction) {
        return direction == Direction.INGRESS
                ? Set.of(
                        "fromEndpoints",
                        "fromEntities",
                        "fromCIDR",
                        "fromCIDRSet",
                        "fromNodes",
                        "fromGroups")
                : Set.of(
                        "toEndpoints",
                        "toEntities",
                        "toCIDR",
                        "toCIDRSet",
                        "toNodes",
                        "toGroups",
                        "toServices");
    }

    /** The field that Cilium no longer knows on that side. */
    static String gone(Direction direction) {
        return direction == Direction.INGRESS ? "fromRequires" : "toRequires";
    }

    static List<PeerRule> read(Cursor entry, Direction direction, boolean deny) {
        String word = direction == Direction.INGRESS ? "from" : "to";
        List<PeerRule> peers = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        Cursor endpoints = present(entry, word + "Endpoints", filled);
        if (endpoints.isPresent()) {
            peers.add(
                    new PeerRule.Endpoints(
                            endpoints.list().stream()
                                    .map(SelectorReader.OF_CILIUM::read)
                                    .toList()));
        }
        Cursor entities = present(entry, word + "Entities", filled);
        if (entities.isPresent()) {
            peers.add(new PeerRule.Entities(entities(entities)));
        }
        Cursor cidrs = present(entry, word + "CIDR", filled);
        if (cidrs.isPresent()) {
            peers.add(new PeerRule.Cidrs(cidrs(cidrs)));
        }
        Cursor sets = present(entry, word + "CIDRSet", filled);
        if (sets.isPresent()) {
            List<PeerRule.CidrSet> read = new ArrayList<>();
            sets.list().forEach(set -> CidrSetReader.read(set).ifPresent(read::add));
            peers.add(new PeerRule.CidrSets(read));
        }
        Cursor nodes = present(entry, word + "Nodes", filled);
        if (nodes.isPresent()) {
            peers.add(
                    new PeerRule.Nodes(
                            nodes.list().stream().map(SelectorReader.OF_CILIUM::read).toList()));
            nodes.warning(
                    "Cilium accepts this only where nodeSelectorLabels is true.",
                    "Set it in Cilium's values, or use an entity or an address block.");
        }
        Cursor groups = present(entry, word + "Groups", filled);
        if (groups.isPresent()) {
            List<Object> read = new ArrayList<>();
            for (Cursor group : groups.list()) {
                if (group.isMap(Set.of("aws")) && group.value() != null) {
                    read.add(group.value());
                }
            }
            peers.add(new PeerRule.Groups(read));
        }
        if (direction == Direction.EGRESS) {
            Cursor services = present(entry, "toServices", filled);
            if (services.isPresent()) {
                peers.add(new PeerRule.Services(ServiceReader.read(services)));
                if (deny) {
                    services.warning(
                            "Cilium does not look Services up for deny lists.",
                            "Name the pods with toEndpoints.");
                }
            }
            Cursor names =
                    deny
                            ? new Cursor(null, "", entry.findings())
                            : present(entry, "toFQDNs", filled);
            if (names.isPresent()) {
                peers.add(new PeerRule.Names(names(names)));
            }
        }
        Cursor required = entry.at(gone(direction));
        if (required.isPresent() && !required.list().isEmpty()) {
            required.problem(
                    "Cilium 1.19 removed " + gone(direction) + ".",
                    "Add the labels it asks for to the selectors of " + word + "Endpoints.");
        }
        if (filled.size() > 1) {
            entry.problem(
                    "Cilium does not combine " + String.join(" and ", filled) + " in one entry.",
                    "Write one entry for each.");
        }
        return peers;
    }

    private static Cursor present(Cursor entry, String field, List<String> filled) {
        Cursor at = entry.at(field);
        if (at.value() instanceof List<?> list && !list.isEmpty()) {
            filled.add(field);
        }
        return at;
    }

    private static List<EntityKind> entities(Cursor entities) {
        List<EntityKind> kinds = new ArrayList<>();
        for (Cursor entity : entities.list()) {
            Optional<String> typed = entity.text();
            Optional<EntityKind> kind = typed.flatMap(EntityKind::parse);
            if (kind.isPresent()) {
                kinds.add(kind.get());
            } else if (typed.isPresent()) {
                entity.problem(
                        "There is no entity of this name.",
                        "Use one of: "
                                + String.join(
                                        ", ",
                                        List.of(EntityKind.values()).stream()
                                                .map(EntityKind::word)
                                                .toList())
                                + ".");
            }
        }
        return kinds;
    }

    private static List<Cidr> cidrs(Cursor cidrs) {
        List<Cidr> blocks = new ArrayList<>();
        for (Cursor cidr : cidrs.list()) {
            Optional<String> typed = cidr.text();
            Optional<Cidr> block = typed.flatMap(Cidr::parse);
            if (block.isPresent()) {
                blocks.add(block.get());
            } else if (typed.isPresent()) {
                cidr.problem(
                        "This is neither an address nor a block of them.",
                        "Write one such as 10.0.0.0/8.");
            }
        }
        return blocks;
    }

    /** A list of DNS names and patterns, as {@code toFQDNs} and DNS rules write them. */
    static List<NamePattern> names(Cursor names) {
        List<NamePattern> read = new ArrayList<>();
        for (Cursor name : names.list()) {
            if (!name.isMap(Set.of("matchName", "matchPattern"))) {
                continue;
            }
            Optional<String> exact = name.at("matchName").text().filter(text -> !text.isEmpty());
            Optional<String> pattern =
                    name.at("matchPattern").text().filter(text -> !text.isEmpty());
            if (exact.isPresent() == pattern.isPresent()) {
                name.problem(
                        "Exactly one of matchName and matchPattern is needed.",
                        "Write one of them.");
                continue;
            }
            String typed = exact.or(() -> pattern).orElseThrow().strip();
            if (typed.length() > 255) {
                name.problem("The name is longer than 255 characters.", "Shorten it.");
            } else if (!typed.matches(exact.isPresent() ? "[-a-zA-Z0-9_.]+" : "[-a-zA-Z0-9_.*]+")) {
                name.problem(
                        "The name has characters that DNS names do not have.",
                        "Use letters, digits, - _ and ."
                                + (exact.isPresent() ? "" : ", and * as wildcard")
                                + ".");
            } else {
                read.add(
                        exact.isPresent()
                                ? new NamePattern.Exact(typed)
                                : new NamePattern.Wildcard(typed));
            }
        }
        return read;
    }
}
