package dev.portcullis.policy.read;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.PeerRule.CidrSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code fromCIDRSet} and {@code toCIDRSet}, and an {@code ipBlock}. */
final class CidrSetReader {

    private CidrSetReader() {}

    static Optional<CidrSet> read(Cursor set) {
        if (!set.isMap(Set.of("cidr", "cidrGroupRef", "cidrGroupSelector", "except"))) {
            return Optional.empty();
        }
        List<CidrSet.Source> sources = new ArrayList<>();
        Cursor cidr = set.at("cidr");
        Optional<Cidr> block = cidr.text().flatMap(typed -> block(cidr, typed));
        block.ifPresent(found -> sources.add(new CidrSet.Block(found)));
        set.at("cidrGroupRef")
                .text()
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> sources.add(new CidrSet.GroupNamed(name)));
        Cursor selector = set.at("cidrGroupSelector");
        if (selector.isPresent()) {
            sources.add(new CidrSet.GroupsSelected(SelectorReader.ofKubernetes("").read(selector)));
        }
        if (sources.size() != 1) {
            if (!cidr.isPresent() || sources.size() > 1) {
                set.problem(
                        "Exactly one of cidr, cidrGroupRef and cidrGroupSelector is needed.",
                        "Write one of them.");
            }
            return Optional.empty();
        }
        return Optional.of(new CidrSet(sources.getFirst(), except(set.at("except"), block)));
    }

    /** The exceptions, each of which must lie in the block. */
    static List<Cidr> except(Cursor except, Optional<Cidr> block) {
        List<Cidr> exceptions = new ArrayList<>();
        for (Cursor one : except.list()) {
            Optional<Cidr> read = one.text().flatMap(typed -> block(one, typed));
            if (read.isPresent() && block.isPresent() && !block.get().contains(read.get())) {
                one.problem(
                        "The exception does not lie in " + block.get() + ".",
                        "Remove it, or widen the block.");
            }
            read.ifPresent(exceptions::add);
        }
        return exceptions;
    }

    /** A block with its prefix length written out, as Cilium insists in sets. */
    static Optional<Cidr> block(Cursor where, String typed) {
        Optional<Cidr> block = typed.indexOf('/') < 0 ? Optional.empty() : Cidr.parse(typed);
        if (block.isEmpty()) {
            where.problem(
                    "This is not a block of addresses.",
                    "Write an address and a prefix length, such as 10.0.0.0/8.");
        }
        return block;
    }
}
