package dev.portcullis.hubble;

/**
 * Why a packet was dropped, by the datapath's number.
 *
 * @param number 0 where nothing was dropped or no reason is known
 */
public record DropReason(int number) {
    public static final DropReason NONE = new DropReason(0);

    /** No rule allowed it. */
    public static final DropReason POLICY_DENIED = new DropReason(133);

    /** A deny rule forbade it. The name in the protocol is one letter shorter than the other. */
    public static final DropReason POLICY_DENY = new DropReason(181);

    /** The policy asks for authentication, which has not happened. */
    public static final DropReason AUTH_REQUIRED = new DropReason(189);

    /** The reason with this number; the same object for the usual ones. */
    public static DropReason of(int number) {
        return switch (number) {
            case 0 -> NONE;
            case 133 -> POLICY_DENIED;
            case 181 -> POLICY_DENY;
            case 189 -> AUTH_REQUIRED;
            default -> new DropReason(number);
        };
    }

    /** Whether a policy is behind the drop, rather than the network. */
    public boolean isPolicy() {
        return number == 133 || number == 181 || number == 189;
    }

    /** The protocol's name, as in {@code hubble_drop_total}; the number if it has none. */
    public String name() {
        var known = dev.portcullis.hubble.proto.flow.DropReason.forNumber(number);
        return known == null ? Integer.toString(number) : known.name();
    }

    /** What a person reads; the words are the datapath's where they differ from the name. */
    public String words() {
        return switch (number) {
            case 0 -> "";
            case 133 -> "Policy denied";
            case 136 -> "Fragmentation needed";
            case 161 -> "NAT 46/64 not enabled";
            case 181 -> "Policy denied by denylist";
            case 189 -> "Authentication required";
            case 206 -> "No device";
            default -> sentence(name());
        };
    }

    private static String sentence(String name) {
        String lower = name.replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
        return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }
}
