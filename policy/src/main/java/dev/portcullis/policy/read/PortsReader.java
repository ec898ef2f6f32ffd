package dev.portcullis.policy.read;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.PortRule.PortMatch;
import dev.portcullis.policy.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code toPorts} of a Cilium rule. */
final class PortsReader {

    private static final int MOST_PORTS = 40;

    /** An IANA service name: at most 15 letters, digits and single inner hyphens, with a letter among them. */
    private static final Pattern SERVICE_NAME =
            Pattern.compile("(?=.{1,15}$)(?=.*[a-zA-Z])[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*");

    private static final Set<String> ALLOW_FIELDS =
            Set.of("ports", "rules", "terminatingTLS", "originatingTLS", "serverNames", "listener");

    private PortsReader() {}

    static List<PortRule> read(Cursor toPorts, Direction direction, boolean deny) {
        List<PortRule> rules = new ArrayList<>();
        for (Cursor entry : toPorts.list()) {
            if (entry.isMap(deny ? Set.of("ports") : ALLOW_FIELDS)) {
                rules.add(deny ? PortRule.of(ports(entry.at("ports"))) : allow(entry, direction));
            }
        }
        return rules;
    }

    private static PortRule allow(Cursor entry, Direction direction) {
        List<PortMatch> ports = ports(entry.at("ports"));
        Optional<PortRule.L7Rules> inside = RequestsReader.read(entry.at("rules"));
        PortRule.Proxying proxying =
                new PortRule.Proxying(
                        entry.at("serverNames").texts(),
                        map(entry.at("terminatingTLS")),
                        map(entry.at("originatingTLS")),
                        map(entry.at("listener")));
        PortRule rule = new PortRule(ports, inside, proxying);
        PortsCheck.check(entry, rule, direction);
        return rule;
    }

    private static Optional<Object> map(Cursor written) {
        return written.isPresent() && written.isMap()
                ? Optional.ofNullable(written.value())
                : Optional.empty();
    }

    private static List<PortMatch> ports(Cursor ports) {
        List<PortMatch> matches = new ArrayList<>();
        List<Cursor> entries = ports.list();
        if (entries.size() > MOST_PORTS) {
            ports.problem(
                    "There are more than " + MOST_PORTS + " ports.",
                    "Use a range, or several entries of toPorts.");
        }
        if (entries.isEmpty()) {
            ports.warning(
                    "No ports are named: Cilium's documentation reads that as all of them, its code as none.",
                    "Name the ports, or leave toPorts out to mean all.");
        }
        for (Cursor entry : entries) {
            if (entry.isMap(Set.of("port", "endPort", "protocol"))) {
                port(entry).ifPresent(matches::add);
            }
        }
        return matches;
    }

    private static Optional<PortMatch> port(Cursor entry) {
        Optional<Protocol> protocol = protocol(entry.at("protocol"));
        Optional<Integer> end = entry.at("endPort").number(0, 65535);
        Cursor port = entry.at("port");
        if (port.value() instanceof Number) {
            port.problem("The port must be a text.", "Put it in quotes: \"" + port.value() + "\".");
            return Optional.empty();
        }
        Optional<String> typed = port.text();
        boolean portless = protocol.isPresent() && !protocol.get().hasPorts();
        if (typed.isEmpty() || typed.get().isEmpty()) {
            if (portless) {
                return Optional.of(new PortMatch.Numbers(0, 0, protocol));
            }
            if (!port.isPresent() || typed.isPresent()) {
                port.problem("The port is missing.", "Write a number or a port's name, in quotes.");
            }
            return Optional.empty();
        }
        if (SERVICE_NAME.matcher(typed.get()).matches()) {
            if (end.isPresent()) {
                entry.at("endPort").warning("A named port has no range.", "Remove endPort.");
            }
            return Optional.of(new PortMatch.Named(typed.get().toLowerCase(Locale.ROOT), protocol));
        }
        Optional<Integer> number = number(typed.get());
        if (number.isEmpty()) {
            port.problem(
                    "This is neither a port's number nor its name.",
                    "Write a number up to 65535, or a name of at most 15 letters, digits and hyphens.");
            return Optional.empty();
        }
        int first = number.get();
        if (first > 0 && typed.get().startsWith("0")) {
            port.warning(
                    "Cilium reads a number with a leading zero as octal, here as " + first + ".",
                    "Write the number without it.");
        }
        if (portless && first != 0) {
            port.problem(protocol.get() + " has no ports.", "Write \"0\" or leave the port out.");
            return Optional.empty();
        }
        if (end.isPresent() && end.get() != 0 && end.get() < first) {
            entry.at("endPort")
                    .warning(
                            "The range ends before it begins, so Cilium takes only its first port.",
                            "Correct endPort.");
        }
        int last = Math.max(first, end.orElse(first));
        return Optional.of(new PortMatch.Numbers(first, last, protocol));
    }

    /** A port's number as Go's ParseUint reads it where the base is left open. */
    private static Optional<Integer> number(String typed) {
        boolean octal = typed.matches("0[0-7]{1,6}");
        if (!octal && !typed.matches("0|[1-9][0-9]{0,4}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(typed, octal ? 8 : 10);
        return number > 65535 ? Optional.empty() : Optional.of(number);
    }

    private static Optional<Protocol> protocol(Cursor written) {
        Optional<String> typed = written.text().filter(text -> !text.isEmpty());
        if (typed.isEmpty() || typed.get().equalsIgnoreCase("ANY")) {
            return Optional.empty();
        }
        Optional<Protocol> protocol = Protocol.parse(typed.get());
        if (protocol.isEmpty() || protocol.get().isIcmp()) {
            written.problem(
                    "There is no such protocol here.",
                    "Write TCP, UDP, SCTP or ANY"
                            + (protocol.isPresent() ? "; for ICMP use icmps." : "."));
        } else if (!protocol.get().hasPorts()) {
            written.warning(
                    "Cilium accepts this only where enable-extended-ip-protocols is true.",
                    "Set it in Cilium's values.");
        }
        return protocol;
    }
}
