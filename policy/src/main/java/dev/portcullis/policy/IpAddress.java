package dev.portcullis.policy;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address as 128 bits. IPv4 keeps to the low 32 bits and is never the same as an
 * IPv6 address, not even a mapped one. Reading one never asks a name server.
 */
public record IpAddress(boolean v4, long high, long low) {

    public IpAddress {
        if (v4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /** How many bits an address of this family has: 32 or 128. */
    public int bits() {
        return v4 ? 32 : 128;
    }

    /** Reads an address in its usual writing, without zone and without leading zeros in IPv4. */
    public static Optional<IpAddress> parse(String typed) {
        if (typed.isEmpty() || typed.length() > 45) {
            return Optional.empty();
        }
        return typed.indexOf(':') >= 0 ? parseV6(typed) : parseV4(typed);
    }

    private static Optional<IpAddress> parseV4(String typed) {
        String[] parts = typed.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        long bits = 0;
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || (part.length() > 1 && part.charAt(0) == '0')
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | octet;
        }
        return Optional.of(new IpAddress(true, 0, bits));
    }

    private static Optional<IpAddress> parseV6(String typed) {
        String text = typed;
        int lastColon = text.lastIndexOf(':');
        if (text.indexOf('.') > lastColon) {
            Optional<IpAddress> tail = parseV4(text.substring(lastColon + 1));
            if (tail.isEmpty()) {
                return Optional.empty();
            }
            long bits = tail.get().low();
            text =
                    text.substring(0, lastColon + 1)
                            + Long.toHexString(bits >>> 16)
                            + ":"
                            + Long.toHexString(bits & 0xffff);
        }
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        String[] before = groups(gap < 0 ? text : text.substring(0, gap));
        String[] after = gap < 0 ? new String[0] : groups(text.substring(gap + 2));
        int given = before.length + after.length;
        if (gap < 0 ? given != 8 : given > 7) {
            return Optional.empty();
        }
        long[] halves = new long[2];
        for (int i = 0; i < 8; i++) {
            int fromEnd = i - (8 - after.length);
            String group = i < before.length ? before[i] : fromEnd >= 0 ? after[fromEnd] : "0";
            if (group.isEmpty()
                    || group.length() > 4
                    || !group.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                return Optional.empty();
            }
            halves[i / 4] = halves[i / 4] << 16 | Integer.parseInt(group, 16);
        }
        return Optional.of(new IpAddress(false, halves[0], halves[1]));
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    @Override
    public String toString() {
        if (v4) {
            return (low >>> 24)
                    + "."
                    + (low >>> 16 & 255)
                    + "."
                    + (low >>> 8 & 255)
                    + "."
                    + (low & 255);
        }
        return SixText.print(high, low);
    }
}
