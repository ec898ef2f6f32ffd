package dev.portcullis.policy.read;

import dev.portcullis.policy.RuleEntry.IcmpRule;
import dev.portcullis.policy.RuleEntry.IcmpType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code icmps}: types by number or by the names that Cilium gives them. */
final class IcmpReader {

    private static final int MOST_FIELDS = 40;

    private static final Map<String, Integer> V4 =
            Map.ofEntries(
                    Map.entry("EchoReply", 0),
                    Map.entry("DestinationUnreachable", 3),
                    Map.entry("Redirect", 5),
                    Map.entry("EchoRequest", 8),
                    Map.entry("Echo", 8),
                    Map.entry("RouterAdvertisement", 9),
                    Map.entry("RouterSelection", 10),
                    Map.entry("TimeExceeded", 11),
                    Map.entry("ParameterProblem", 12),
                    Map.entry("Timestamp", 13),
                    Map.entry("TimestampReply", 14),
                    Map.entry("Photuris", 40),
                    Map.entry("ExtendedEchoRequest", 42),
                    Map.entry("ExtendedEchoReply", 43));

    private static final Map<String, Integer> V6 =
            Map.ofEntries(
                    Map.entry("DestinationUnreachable", 1),
                    Map.entry("PacketTooBig", 2),
                    Map.entry("TimeExceeded", 3),
                    Map.entry("ParameterProblem", 4),
                    Map.entry("EchoRequest", 128),
                    Map.entry("EchoReply", 129),
                    Map.entry("MulticastListenerQuery", 130),
                    Map.entry("MulticastListenerReport", 131),
                    Map.entry("MulticastListenerDone", 132),
                    Map.entry("RouterSolicitation", 133),
                    Map.entry("RouterAdvertisement", 134),
                    Map.entry("NeighborSolicitation", 135),
                    Map.entry("NeighborAdvertisement", 136),
                    Map.entry("RedirectMessage", 137),
                    Map.entry("RouterRenumbering", 138),
                    Map.entry("ICMPNodeInformationQuery", 139),
                    Map.entry("ICMPNodeInformationResponse", 140),
                    Map.entry("InverseNeighborDiscoverySolicitation", 141),
                    Map.entry("InverseNeighborDiscoveryAdvertisement", 142),
                    Map.entry("HomeAgentAddressDiscoveryRequest", 144),
                    Map.entry("HomeAgentAddressDiscoveryReply", 145),
                    Map.entry("MobilePrefixSolicitation", 146),
                    Map.entry("MobilePrefixAdvertisement", 147),
                    Map.entry("DuplicateAddressRequestCodeSuffix", 157),
                    Map.entry("DuplicateAddressConfirmationCodeSuffix", 158),
                    Map.entry("ExtendedEchoRequest", 160),
                    Map.entry("ExtendedEchoReply", 161));

    private IcmpReader() {}

    static List<IcmpRule> read(Cursor icmps) {
        List<IcmpRule> rules = new ArrayList<>();
        for (Cursor icmp : icmps.list()) {
            if (icmp.isMap(Set.of("fields"))) {
                List<IcmpType> types = new ArrayList<>();
                List<Cursor> fields = icmp.at("fields").list();
                if (fields.size() > MOST_FIELDS) {
                    icmp.at("fields")
                            .problem(
                                    "There are more than " + MOST_FIELDS + " types.",
                                    "Write several entries.");
                }
                fields.forEach(field -> type(field).ifPresent(types::add));
                rules.add(new IcmpRule(types));
            }
        }
        return rules;
    }

    private static Optional<IcmpType> type(Cursor field) {
        if (!field.isMap(Set.of("family", "type"))) {
            return Optional.empty();
        }
        Optional<String> family = field.at("family").text().filter(text -> !text.isEmpty());
        boolean v6 = family.equals(Optional.of("IPv6"));
        if (family.isPresent() && !v6 && !family.get().equals("IPv4")) {
            field.at("family").problem("There is no such family.", "Write IPv4 or IPv6.");
            return Optional.empty();
        }
        Cursor type = field.at("type");
        if (!type.isPresent()) {
            field.problem("The type is missing.", "Write type.");
            return Optional.empty();
        }
        if (type.value() instanceof String name) {
            Integer number = (v6 ? V6 : V4).get(name);
            if (number == null && name.matches("[0-9]{1,3}") && Integer.parseInt(name) <= 255) {
                number = Integer.valueOf(name);
            }
            if (number == null) {
                type.problem(
                        "There is no ICMP type of this name.", "Write its number, from 0 to 255.");
                return Optional.empty();
            }
            return Optional.of(new IcmpType(v6, number));
        }
        return type.number(0, 255).map(number -> new IcmpType(v6, number));
    }
}
