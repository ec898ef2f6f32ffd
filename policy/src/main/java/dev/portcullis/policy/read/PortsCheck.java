package dev.portcullis.policy.read;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.PortRule.L7Rules;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Protocol;
import java.util.List;
import java.util.Optional;

/** Checks what Cilium checks between the ports of an entry and what it says about requests. */
final class PortsCheck {

    private PortsCheck() {}

    static void check(Cursor entry, PortRule rule, Direction direction) {
        rule.inside().ifPresent(inside -> inside(entry, rule, inside, direction));
        if (rule.proxying().serverNames().contains("")) {
            entry.at("serverNames").problem("A server name is empty.", "Remove it.");
        }
        if (!rule.proxying().serverNames().isEmpty()
                && rule.inside().isPresent()
                && rule.proxying().terminatingTls().isEmpty()) {
            entry.at("serverNames")
                    .problem(
                            "Server names beside rules about requests need TLS to be terminated.",
                            "Add terminatingTLS, or write two entries.");
        }
        if (rule.proxying().listener().isPresent()) {
            listener(entry, rule, direction);
        }
    }

    private static void inside(Cursor entry, PortRule rule, L7Rules inside, Direction direction) {
        boolean dns = inside instanceof L7Rules.Dns;
        if (dns && direction == Direction.INGRESS) {
            entry.at("rules").problem("DNS rules are for egress only.", "Move them to egress.");
        }
        if (dns && rule.ports().isEmpty()) {
            entry.at("ports").problem("DNS rules need their port.", "Add port \"53\".");
        }
        List<Cursor> written = entry.at("ports").list();
        for (int i = 0; i < rule.ports().size(); i++) {
            PortMatch port = rule.ports().get(i);
            Cursor where =
                    written.size() == rule.ports().size() ? written.get(i) : entry.at("ports");
            if (port instanceof PortMatch.Numbers numbers) {
                if (numbers.first() == 0) {
                    where.problem(
                            "Rules about requests need a port other than 0.", "Name the port.");
                }
                if (dns && numbers.last() > numbers.first()) {
                    where.problem("DNS rules do not work on ranges of ports.", "Remove endPort.");
                }
            }
            Optional<Protocol> protocol = port.protocol();
            if (!dns && !protocol.equals(Optional.of(Protocol.TCP))) {
                where.problem("HTTP rules need the protocol to be TCP.", "Write protocol: TCP.");
            }
            if (dns
                    && protocol.isPresent()
                    && protocol.get() != Protocol.TCP
                    && protocol.get() != Protocol.UDP) {
                where.problem(
                        "DNS is asked over UDP and TCP only.", "Write protocol: UDP, TCP or ANY.");
            }
        }
    }

    private static void listener(Cursor entry, PortRule rule, Direction direction) {
        if (direction == Direction.INGRESS) {
            entry.at("listener")
                    .problem("A listener works on egress only.", "Remove it from ingress.");
        }
        if (rule.inside().isPresent()) {
            entry.at("listener")
                    .problem(
                            "A listener does not go with rules about requests.",
                            "Remove either of them.");
        }
        entry.at("listener").at("priority").number(1, 100);
    }
}
